// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"

namespace liangxian::compare {

/// Where two outlines are farthest apart.
struct Farthest {
    double distance_m = 0; ///< along the ellipsoid
    geo::Position at_a;
    geo::Position at_b;    ///< the nearest there is to at_a, or the other way round
    bool is_from_a = true; ///< at_b is the nearest to at_a
};

/// Up to here distances are followed along the ellipsoid; beyond it coordinates are not degrees in their
/// order.
constexpr double kFarthestAskedM = 1e6;

/// The Hausdorff distance between the boundaries of two geometries (shells, holes and lines), from either to
/// the other, whichever is greater: every point of every edge counts, not the vertices alone; edges are
/// straight in degrees, distances geodesic. The greatest is found to within 0.1 mm, whichever way the rings
/// run, up to 10 km apart, to 1e-8 of it up to kFarthestAskedM; beyond that, and above 85 degrees of
/// latitude, as by farthest_in_plane(). Cost: O(n log n) for outlines as they are. \pre EPSG:4490; both have
/// edges
Farthest farthest(const geo::Geometry& a, const geo::Geometry& b);

/// As farthest(), the places found in a plane scaled at the middle of \p a: where outlines are 20 km across
/// or far apart, another place may be farther by a thousandth. For asking many pairs whether they are near.
Farthest farthest_in_plane(const geo::Geometry& a, const geo::Geometry& b);

/// A point's latitude may have come to lie beyond the pole: the same place as people would write it.
geo::Position on_earth(const geo::Position& p);

} // namespace liangxian::compare
