// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"
#include "core/geo/geometry.hpp"
#include "core/result/check_result.hpp"
#include "core/zone/zone_source.hpp"

#include <vector>

namespace liangxian::app {

/// Sites known only by name, as far as they may lie inside an application.
struct UnplacedSites {
    std::vector<result::SiteWithoutGeometry> sites; ///< ordered by site_id
    base::Problems warnings;                        ///< `townships-unknown`, `counties-unknown`
};

/// Lists the sites without geometry of a township the application meets (match `township`) and those
/// of a county it meets whose township is not stated (match `county`). Where township outlines do not
/// cover all of the application, the other sites of its counties may lie there too and are listed with
/// match `county`. A site that no county outline can place is counted in a warning, never dropped.
UnplacedSites unplaced_sites(const geo::Geometry& application, const zone::Snapshot& snapshot);

/// Whether words name an area: by its code, by its name, or by its name behind its city's (朔州市应县).
bool names_area(const std::string& said, const zone::Area& area);

} // namespace liangxian::app
