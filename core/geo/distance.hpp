// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geodesic.hpp"
#include "core/geo/geometry.hpp"

namespace liangxian::geo {

/// Sum of the geodesic lengths of all line edges, in metres.
double length_m(const Geometry& lines);

/// The shortest distance between two geometries and where it is.
struct Nearest {
    double distance_m = 0; ///< 0 where they meet
    Position on_a;
    Position on_b;
};

/// Nearest points found in a plane scaled to metres at the pair itself, then one geodesic.
/// \pre EPSG:4490, neither is empty
/// \throws base::GeometryError when GEOS cannot answer
Nearest nearest(const Geometry& a, const Geometry& b);

/// As nearest(), from the boundary of \p a to the boundary of \p b: for the decision band.
Nearest nearest_boundaries(const Geometry& a, const Geometry& b);

/// Metres per degree of longitude and latitude at a latitude, on CGCS2000.
struct MetresPerDegree {
    double lon = 0;
    double lat = 0;
};
MetresPerDegree metres_per_degree(double latitude_deg);

/// \p box grown by at least \p distance_m on every side; degrees.
Box grown_by_metres(const Box& box, double distance_m);

} // namespace liangxian::geo
