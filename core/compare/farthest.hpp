// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"

namespace liangxian::compare {

/// Where two outlines are farthest apart.
struct Farthest {
    double distance_m = 0; ///< along the ellipsoid
    geo::Position at_a;
    geo::Position at_b; ///< the nearest there is to at_a, or the other way round
};

/// The Hausdorff distance between the boundaries of two geometries (shells, holes and lines), from either to
/// the other, whichever is greater: every point of every edge counts, not the vertices alone. Between
/// vertices the greatest is found to within 0.1 mm. The place is found in a plane scaled at the middle of \p
/// a, in which edges stay straight; its metres are of the geodesic, so that of outlines 20 km across another
/// place may be farther by a thousandth. Cost: O(n log n) for outlines as they are. \pre EPSG:4490; both have
/// edges
Farthest farthest(const geo::Geometry& a, const geo::Geometry& b);

/// A point's latitude may have come to lie beyond the pole: the same place as people would write it.
geo::Position on_earth(const geo::Position& p);

} // namespace liangxian::compare
