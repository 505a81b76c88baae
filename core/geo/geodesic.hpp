// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"

namespace liangxian::geo {

// Geodesics on CGCS2000 by Bessel's auxiliary sphere. The longitude condition is solved by a fixed point
// (Vincenty 1975); the integrals of Karney (Algorithms for geodesics, 2013, equations 7 and 8) are summed
// by Gauss-Legendre rules instead of series, on the functions of elementary.hpp, so that every machine
// gives the same double. Both ways along an edge give the same figures. Pure: any thread.
// For points in EPSG:4490 up to 10,000 km apart; near the other side of the Earth nothing is promised.

/// Length of the geodesic between two points, metres; 0 when they coincide. Within 3 nm and 1e-14 of itself
/// of GeographicLib.
double geodesic_m(const Position& a, const Position& b);

/// The area from the edge straight in longitude and latitude to the geodesic between the same points, m²:
/// positive when the geodesic runs right of the edge, as it adds to a ring running counter-clockwise.
/// Within 5e-6 m² for edges up to 30 km, 1e-4 m² up to 300 km. \pre less than half a turn of longitude
double area_to_geodesic_m2(const Position& from, const Position& to);

} // namespace liangxian::geo
