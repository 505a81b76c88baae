// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/overlap/engine_run.hpp"

#include "core/base/error.hpp"
#include "core/geo/area.hpp"
#include "core/geo/repair.hpp"
#include "core/overlap/finding.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace liangxian::overlap {
namespace {

result::Unchecked unchecked(const Target& target, const base::Text& reason) {
    const bool is_body = target.body != nullptr;
    return {is_body ? "" : target.id(), reason, is_body ? target.id() : ""};
}

result::Unchecked unchecked(const zone::Unreadable& record) {
    const bool is_site = record.kind == zone::RecordKind::site;
    return {
        is_site ? "" : record.id,
        {"库中记录无法读取：" + record.reason.zh, "the stored record cannot be read: " + record.reason.en},
        is_site ? record.id : ""};
}

} // namespace

void EngineRun::meet(const Target& target) {
    try {
        Pair pair = m_pairs.compute(valid_geometry(target), target.accuracy_m);
        if (pair.relation) {
            take(target, std::move(pair));
        }
    } catch (const base::GeometryError& error) {
        fail(target, error.message());
    }
}

void EngineRun::fail(const Target& target, const base::Text& reason) {
    m_out.unchecked.push_back(unchecked(target, reason));
}

void EngineRun::list_unreadable(const std::vector<zone::Unreadable>& records, const geo::Box& within) {
    for (const zone::Unreadable& record : records) {
        if (!record.box || within.intersects(*record.box)) {
            m_out.unchecked.push_back(unchecked(record));
        }
    }
}

OverlapOutcome EngineRun::finish(std::size_t candidates) {
    // First: a sum's last digits are of the order it is added up in, and that of the candidates is of the
    // records around.
    std::stable_sort(m_found.begin(), m_found.end(),
                     [](const auto& a, const auto& b) { return comes_before(a.second, b.second); });
    measure_control_outside_ranges();
    measure_partition();
    for (auto& [target, finding] : m_found) {
        m_out.findings.push_back(std::move(finding));
    }
    std::sort(m_out.unchecked.begin(), m_out.unchecked.end(), [](const auto& a, const auto& b) {
        const auto key = [](const result::Unchecked& one) { // bodies after zones and areas
            return std::make_tuple(one.zone_id.empty(), one.zone_id, one.site_id, one.reason.zh);
        };
        return key(a) < key(b);
    });
    std::sort(m_out.warnings.begin(), m_out.warnings.end(), [](const auto& a, const auto& b) {
        return std::tie(a.code, a.where) < std::tie(b.code, b.where);
    });
    std::string methods;
    for (const auto& [method, count] : m_methods) {
        methods += fmt::format("{}{} {}", methods.empty() ? "" : ", ", method, count);
    }
    m_out.trace.push_back({"overlap", fmt::format("{} candidates by box, {} listed ({})", candidates,
                                                  m_out.findings.size(), methods)});
    return std::move(m_out);
}

/// The stored geometry, repaired when an editor left it invalid: never silently.
const geo::Geometry& EngineRun::valid_geometry(const Target& target) {
    const geo::Geometry& stored = target.geometry();
    const auto fault = geo::invalidity(stored);
    if (!fault) {
        return stored;
    }
    geo::RepairOutcome repair = geo::repaired(stored);
    const std::string where = fmt::format("{} ({}, {})", target.id(), fault->where.x, fault->where.y);
    const double before_m2 = geo::area_lonlat_m2(stored);
    const double after_m2 = geo::area_lonlat_m2(repair.geometry);
    const base::Text message{
        fmt::format("库中图形无效（{}），按修复后的图形核查；面积 {:.2f} → {:.2f} 平方米", fault->reason,
                    before_m2, after_m2),
        fmt::format("the stored geometry is invalid ({}); checked as repaired, area {:.2f} → {:.2f} m²",
                    fault->reason, before_m2, after_m2)};
    m_out.warnings.push_back({"stored-geometry-repaired", where, message});
    if (repair.needs_acceptance) {
        m_out.unchecked.push_back(unchecked(target, message));
    }
    m_repaired.push_back(std::move(repair.geometry));
    return m_repaired.back();
}

void EngineRun::take(const Target& target, Pair pair) {
    ++m_methods[pair.method.empty() ? "distance" : pair.method];
    m_found.emplace_back(&target, make_finding(target, m_pairs.application(), std::move(pair)));
}

std::vector<Contact> EngineRun::contacts() const {
    std::vector<Contact> out;
    for (const auto& [target, finding] : m_found) {
        if (result::is_interior_contact(finding.relation) && target->counts()) {
            out.push_back({target, &finding.geometry});
        }
    }
    return out;
}

void EngineRun::measure_control_outside_ranges() {
    const std::vector<Contact> all = contacts();
    for (auto& [target, finding] : m_found) {
        const bool is_control = target->zone != nullptr && target->zone->kind == zone::ZoneKind::control;
        if (!is_control || !result::is_interior_contact(finding.relation)) {
            continue;
        }
        try {
            finding.area_outside_protection_m2 = area_outside_ranges_m2({target, &finding.geometry}, all);
        } catch (const base::GeometryError& error) {
            m_out.unchecked.push_back(unchecked(*target, error.message()));
        }
    }
}

void EngineRun::measure_partition() {
    try {
        m_out.partition = partition_of(m_pairs.application(), contacts());
    } catch (const base::GeometryError& error) {
        m_out.unchecked.push_back({"partition", error.message(), ""});
    }
    const result::Partition& p = m_out.partition;
    m_out.union_area_m2 = p.protection_m2 + p.control_only_m2 + p.other_m2;
}

} // namespace liangxian::overlap
