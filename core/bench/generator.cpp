// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/bench/generator.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace liangxian::bench {
namespace {

/// 2026-01-01T00:00:00Z: a store made twice has the same digest.
const base::Timestamp kRecordedAt(1767225600000);

std::string site_id(std::uint32_t site) { return fmt::format("s{:07}", site); }

/// A few national, most ungraded, as in the register.
zone::Level level_of(std::uint32_t site) {
    constexpr std::array<zone::Level, 20> kLevels = {
        zone::Level::national, zone::Level::provincial, zone::Level::city,  zone::Level::county,
        zone::Level::county,   zone::Level::county,     zone::Level::county};
    constexpr std::size_t kGraded = 7;
    const std::size_t at = site % kLevels.size();
    return at < kGraded ? kLevels[at] : zone::Level::ungraded;
}

zone::Zone zone_of(std::uint32_t site, zone::ZoneKind kind, geo::Geometry geometry) {
    zone::Zone out;
    const bool is_protection = kind == zone::ZoneKind::protection;
    out.zone_id = is_protection ? Generator::protection_id(site) : Generator::control_id(site);
    out.site_id = site_id(site);
    out.kind = kind;
    out.recorded_at = kRecordedAt;
    out.issuer = "省人民政府";
    out.document = fmt::format("政发〔2020〕{}号", 1 + site % 60);
    out.document_date = "2020-06-01";
    out.geometry_basis = zone::GeometryBasis::surveyed;
    out.accuracy_m = 0.5;
    if (!is_protection) {
        out.approval_document = out.document;
        out.height_limit_m = 9;
    }
    out.geometry = std::move(geometry);
    return out;
}

} // namespace

std::string Generator::protection_id(std::uint32_t site) { return fmt::format("p{:07}", site); }
std::string Generator::control_id(std::uint32_t site) { return fmt::format("c{:07}", site); }

void Generator::for_each_site(const std::function<void(const zone::Site&)>& visit) const {
    for (std::uint32_t i = 0; i < m_landscape.region().site_count; ++i) {
        zone::Site site;
        site.site_id = site_id(i);
        site.name = fmt::format("第{}处遗存", i + 1);
        site.level = level_of(i);
        site.recorded_at = kRecordedAt;
        site.position_accuracy_m = 5;
        site.geometry.points.push_back(LocalFrame(m_landscape.outlines(i).place).at(0, 0));
        visit(site);
    }
}

void Generator::for_each_zone(const std::function<void(const zone::Zone&)>& visit) const {
    for (std::uint32_t i = 0; i < m_landscape.region().site_count; ++i) {
        SiteOutlines outlines = m_landscape.outlines(i);
        visit(zone_of(i, zone::ZoneKind::protection, std::move(outlines.protection)));
        visit(zone_of(i, zone::ZoneKind::control, std::move(outlines.control)));
    }
}

} // namespace liangxian::bench
