// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/coverage.hpp"

#include "core/base/error.hpp"
#include "core/overlap/share.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace liangxian::app {
namespace {

using result::Coverage;
using result::CoverageStatus;

constexpr std::array<const char*, 4> kThemes = {"protection", "control", "underground", "sites"};

/// A declaration may name one theme, the two lines together, or all.
bool declares(const zone::Area& area, const std::string& theme) {
    const std::string& said = area.theme;
    const bool is_line = theme == "protection" || theme == "control";
    return said.empty() || said == "all" || said == theme ||
           (is_line && (said == "zones" || said == "two-lines" || said == "两线"));
}

bool is_complete(const zone::Area& area) { return area.status == "complete"; }

/// What the snapshot declares over the application for one theme.
Coverage theme_coverage(const geo::Geometry& application, const std::string& theme,
                        const std::vector<const zone::Area*>& declarations) {
    std::vector<const geo::Geometry*> complete;
    std::vector<const geo::Geometry*> any;
    Coverage out;
    out.theme = theme;
    for (const zone::Area* area : declarations) {
        if (!declares(*area, theme)) {
            continue;
        }
        any.push_back(&area->geometry);
        if (is_complete(*area)) {
            complete.push_back(&area->geometry);
        }
        const bool older = out.data_date.empty() || area->declared_on < out.data_date;
        if (!area->declared_on.empty() && older && overlap::interiors_meet(application, area->geometry)) {
            out.data_date = area->declared_on;
        }
    }
    const double complete_share = overlap::share_inside(application, complete);
    out.share = overlap::share_inside(application, any);
    out.status = complete_share >= 1.0 ? CoverageStatus::complete
                 : out.share > 0       ? CoverageStatus::partial
                                       : CoverageStatus::none;
    return out;
}

bool names_county(const std::string& site_county, const zone::Area& county) {
    return site_county == county.name || (!county.code.empty() && site_county == county.code);
}

bool in_one_of(const std::string& name, const std::vector<const zone::Area*>& areas) {
    return std::any_of(areas.begin(), areas.end(),
                       [&name](const zone::Area* area) { return names_county(name, *area); });
}

/// A township's name is only unique inside its county.
bool may_lie_in_township(const zone::Site& site, const std::vector<const zone::Area*>& townships,
                         const std::vector<const zone::Area*>& counties) {
    const bool county_fits = site.county.empty() || counties.empty() || in_one_of(site.county, counties);
    return !site.township.empty() && county_fits && in_one_of(site.township, townships);
}

} // namespace

bool is_required_theme(const std::string& theme) { return theme == "protection" || theme == "control"; }

CoverageAnswer coverage_of(const geo::Geometry& application, const zone::Snapshot& snapshot) {
    CoverageAnswer out;
    std::vector<const zone::Area*> declarations;
    for (const zone::Area& area : snapshot.areas) {
        if (area.kind != zone::AreaKind::coverage) {
            continue;
        }
        if (area.expires_on && *area.expires_on < snapshot.as_of) {
            out.warnings.push_back(
                {"coverage-expired",
                 area.area_id,
                 {fmt::format("数据覆盖声明已于 {} 到期，不再作为依据", area.expires_on->to_string()),
                  fmt::format("this declaration of coverage expired on {} and does not count",
                              area.expires_on->to_string())}});
            continue;
        }
        declarations.push_back(&area);
    }
    for (const std::string theme : kThemes) {
        try {
            out.themes.push_back(theme_coverage(application, theme, declarations));
        } catch (const base::GeometryError& error) {
            out.themes.push_back({theme, CoverageStatus::failed, 0, ""});
            out.warnings.push_back({"coverage-failed", theme, error.message()});
        }
        if (out.themes.back().status == CoverageStatus::none && !is_required_theme(theme)) {
            const base::Text name = *zone::theme_name(theme);
            out.warnings.push_back(
                {"theme-not-declared",
                 theme,
                 {fmt::format("此处未声明“{}”专题的数据覆盖；该专题查无结果不等于没有", name.zh),
                  fmt::format(
                      "no coverage is declared here for {}: nothing found does not mean nothing there",
                      name.en)}});
        }
    }
    return out;
}

std::vector<const zone::Area*> areas_met(const geo::Geometry& application, const zone::Snapshot& snapshot,
                                         zone::AreaKind kind) {
    std::vector<const zone::Area*> out;
    for (const zone::Area& area : snapshot.areas) {
        if (area.kind == kind && overlap::interiors_meet(application, area.geometry)) {
            out.push_back(&area);
        }
    }
    return out;
}

std::vector<result::SiteWithoutGeometry> sites_without_geometry(const geo::Geometry& application,
                                                                const zone::Snapshot& snapshot) {
    const auto townships = areas_met(application, snapshot, zone::AreaKind::township);
    const auto counties = areas_met(application, snapshot, zone::AreaKind::county);
    std::vector<result::SiteWithoutGeometry> out;
    for (const zone::Site& site : snapshot.sites) {
        if (!site.geometry.empty()) {
            continue;
        }
        const bool township = may_lie_in_township(site, townships, counties);
        const bool county = site.township.empty() && in_one_of(site.county, counties);
        if (township || county) {
            out.push_back(
                {site.site_id, site.name, site.level, site.place, township ? "township" : "county"});
        }
    }
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.site_id < b.site_id; });
    return out;
}

double assessed_share(const geo::Geometry& application, const zone::Snapshot& snapshot) {
    std::vector<const geo::Geometry*> assessed;
    for (const zone::Area& area : snapshot.areas) {
        const bool lapsed = area.expires_on && *area.expires_on < snapshot.as_of;
        if (area.kind == zone::AreaKind::assessed_area && !lapsed) {
            assessed.push_back(&area.geometry);
        }
    }
    return overlap::share_inside(application, assessed);
}

} // namespace liangxian::app
