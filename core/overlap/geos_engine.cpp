// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/error.hpp"
#include "core/geo/area.hpp"
#include "core/geo/distance.hpp"
#include "core/geo/repair.hpp"
#include "core/index/box_tree.hpp"
#include "core/overlap/engine.hpp"
#include "core/overlap/finding.hpp"
#include "core/overlap/pair.hpp"
#include "core/overlap/partition.hpp"
#include "core/overlap/target.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <map>

namespace liangxian::overlap {
namespace {

std::vector<geo::Box> boxes_of(const std::vector<Target>& targets) {
    std::vector<geo::Box> out;
    for (const Target& target : targets) {
        out.push_back(target.box);
    }
    return out;
}

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

/// One application on its way through the engine.
class Run {
public:
    Run(const geo::Geometry& application, const OverlapParameters& parameters)
        : m_application{application, geo::area_lonlat_m2(application), application.bounds()},
          m_parameters(parameters) {}

    void meet(const Target& target) {
        try {
            Pair pair = compute_pair(m_application, valid_geometry(target), target.accuracy_m, m_parameters);
            if (pair.relation) {
                take(target, std::move(pair));
            }
        } catch (const base::GeometryError& error) {
            m_out.unchecked.push_back(unchecked(target, error.message()));
        }
    }

    OverlapOutcome finish(std::size_t candidates) {
        measure_control_outside_ranges();
        measure_partition();
        for (auto& [target, finding] : m_found) {
            m_out.findings.push_back(std::move(finding));
        }
        std::stable_sort(m_out.findings.begin(), m_out.findings.end(), comes_before);
        std::string methods;
        for (const auto& [method, count] : m_methods) {
            methods += fmt::format("{}{} {}", methods.empty() ? "" : ", ", method, count);
        }
        m_out.trace.push_back({"overlap", fmt::format("{} candidates by box, {} listed ({})", candidates,
                                                      m_out.findings.size(), methods)});
        return std::move(m_out);
    }

private:
    /// The stored geometry, repaired when an editor left it invalid: never silently.
    const geo::Geometry& valid_geometry(const Target& target) {
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

    void take(const Target& target, Pair pair) {
        ++m_methods[pair.method.empty() ? "distance" : pair.method];
        m_found.emplace_back(&target, make_finding(target, m_application, std::move(pair)));
    }

    std::vector<Contact> contacts() const {
        std::vector<Contact> out;
        for (const auto& [target, finding] : m_found) {
            if (result::is_interior_contact(finding.relation) && target->counts()) {
                out.push_back({target, &finding.geometry});
            }
        }
        return out;
    }

    void measure_control_outside_ranges() {
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

    void measure_partition() {
        try {
            m_out.partition = partition_of(m_application, contacts());
        } catch (const base::GeometryError& error) {
            m_out.unchecked.push_back({"partition", error.message(), ""});
        }
        const result::Partition& p = m_out.partition;
        m_out.union_area_m2 = p.protection_m2 + p.control_only_m2 + p.other_m2;
    }

    Subject m_application;
    const OverlapParameters& m_parameters;
    OverlapOutcome m_out;
    std::vector<std::pair<const Target*, result::Finding>> m_found;
    std::deque<geo::Geometry> m_repaired; ///< a deque: references stay good as it grows
    std::map<std::string, std::size_t> m_methods;
};

class GeosEngine : public OverlapEngine {
public:
    GeosEngine(const zone::Snapshot& snapshot, const zone::AccuracyDefaults& defaults)
        : m_targets(targets_of(snapshot, defaults)), m_tree(boxes_of(m_targets)),
          m_unreadable(snapshot.unreadable) {}

    OverlapOutcome check(const geo::Geometry& application,
                         const OverlapParameters& parameters) const override {
        // The same reach as the snapshot's: beside whom an application is checked changes nothing.
        const geo::Box within = geo::grown_by_metres(application.bounds(), reach_m(parameters));
        const auto candidates = m_tree.query(within);
        Run run(application, parameters);
        for (const std::size_t i : candidates) {
            run.meet(m_targets[i]);
        }
        OverlapOutcome out = run.finish(candidates.size());
        for (const zone::Unreadable& record : m_unreadable) {
            if (!record.box || within.intersects(*record.box)) {
                out.unchecked.push_back(unchecked(record));
            }
        }
        return out;
    }

private:
    std::vector<Target> m_targets;
    index::BoxTree m_tree;
    std::vector<zone::Unreadable> m_unreadable;
};

} // namespace

double reach_m(const OverlapParameters& parameters) {
    return std::max({parameters.near_m.value_or(0), parameters.influence_m.value_or(0), kAccuracyReachM});
}

std::unique_ptr<OverlapEngine> make_geos_engine(const zone::Snapshot& snapshot,
                                                zone::AccuracyDefaults defaults) {
    return std::make_unique<GeosEngine>(snapshot, defaults);
}

} // namespace liangxian::overlap
