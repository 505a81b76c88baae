// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/site_counties.hpp"

#include "core/app/unplaced_sites.hpp"
#include "core/index/box_tree.hpp"
#include "core/overlap/pair.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>

namespace liangxian::app {
namespace {

const overlap::OverlapParameters kNoDistances;

geo::Position place_of(const geo::Geometry& geometry) {
    return !geometry.points.empty()  ? geometry.points.front()
           : !geometry.lines.empty() ? geometry.lines.front().front()
                                     : geometry.polygons.front().shell.front();
}

bool lies_in(const geo::Geometry& site, overlap::PairComputer& county) {
    const auto relation = county.compute(site, std::nullopt).relation;
    return relation && result::is_interior_contact(*relation);
}

} // namespace

void SiteCounties::add(const zone::Site& site) {
    if (!site.county.empty() && !site.geometry.empty()) {
        m_sites.push_back(site);
    }
}

void SiteCounties::add(const zone::Area& area) {
    if (area.kind == zone::AreaKind::county && !area.geometry.polygons.empty()) {
        m_counties.push_back(area);
    }
}

std::vector<CountyMismatch> SiteCounties::mismatches() const {
    std::vector<geo::Box> boxes;
    std::vector<std::unique_ptr<overlap::PairComputer>> outlines;
    for (const zone::Area& county : m_counties) {
        boxes.push_back(county.geometry.bounds());
        outlines.push_back(std::make_unique<overlap::PairComputer>(county.geometry, kNoDistances));
    }
    const index::BoxTree tree(boxes);
    std::vector<CountyMismatch> out;
    for (const zone::Site& site : m_sites) {
        std::vector<std::string> found;
        bool is_stated = false;
        for (const std::size_t i : tree.query(site.geometry.bounds())) {
            if (lies_in(site.geometry, *outlines[i])) {
                found.push_back(m_counties[i].name);
                is_stated = is_stated || names_area(site.county, m_counties[i]);
            }
        }
        if (!found.empty() && !is_stated) {
            out.push_back({site.site_id, site.county, fmt::format("{}", fmt::join(found, ", ")),
                           place_of(site.geometry)});
        }
    }
    return out;
}

} // namespace liangxian::app
