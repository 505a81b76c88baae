// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"
#include "core/geo/geos.hpp"

#include <string>
#include <vector>

namespace liangxian::geo {

/// Result of a set operation and the rung of the ladder that gave it: `overlay` (full double
/// precision), `snap-1e-11`, `grid-1e-9` (degrees).
struct Overlay {
    Geometry geometry;
    std::string method;
};

/// \name Set operations in the longitude/latitude plane
/// Full double precision first (OverlayNG), then a snapping grid of 1e-11°, then 1e-9° (0.1 mm).
/// \pre valid inputs, one dimension each
/// \throws base::GeometryError `overlay-failed` when every rung fails; nothing is ever dropped
/// @{
Overlay intersection(const GEOSGeometry* a, const GEOSGeometry* b);
Overlay difference(const GEOSGeometry* a, const GEOSGeometry* b);
/// Union of polygons; empty for an empty list.
Overlay union_of(const std::vector<const Geometry*>& polygons);
/// @}

/// The DE-9IM matrix of two geometries, exact on their doubles (robust orientation predicates);
/// row by row: II IB IE BI BB BE EI EB EE.
/// \throws base::GeometryError `relate-failed`
std::string relate(const GEOSGeometry* a, const GEOSGeometry* b);

} // namespace liangxian::geo
