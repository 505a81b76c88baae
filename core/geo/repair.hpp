// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/text.hpp"
#include "core/geo/geometry.hpp"

#include <optional>
#include <string>
#include <vector>

namespace liangxian::geo {

/// One change made to a geometry, kept for the user to see.
struct Repair {
    std::string code; ///< `self-intersection`, `duplicate-vertex`, `unclosed-ring`, …
    base::Text message;
    std::optional<Position> where;
    double area_before_m2 = 0; ///< of the whole geometry, lonlat
    double area_after_m2 = 0;
};

struct RepairOutcome {
    Geometry geometry;             ///< valid; equal to the input when nothing was wrong
    std::vector<Repair> repairs;   ///< empty when nothing was wrong
    bool needs_acceptance = false; ///< area changed by over 0.1 % or 10 m²
};

/// Makes polygons valid by structure (a doubly covered part stays covered; "linework" would
/// un-protect ground, reference/overlap section 5) and says what was done.
/// Repeated vertices are dropped, rings of fewer than three different vertices are dropped, each
/// with an entry. The caller keeps the original.
/// \pre EPSG:4490
/// \throws base::GeometryError `not-repairable` when no polygon is left or GEOS gives up
RepairOutcome repaired(const Geometry& geometry);

/// Why a geometry is invalid and where; nothing when it is valid (OGC Simple Features).
struct Invalidity {
    std::string reason; ///< the words of GEOS, English
    Position where;
};
std::optional<Invalidity> invalidity(const Geometry& geometry);

} // namespace liangxian::geo
