// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"

namespace liangxian::geo {

/// Greatest distance an edge may leave the straight line it was drawn as, in metres.
constexpr double kMaxSagM = 0.005;

/// The longest edge that keeps kMaxSagM between a straight plane edge and a straight
/// longitude/latitude edge: sag ≈ L²·tan φ / 8R (reference/overlap, section 4).
/// \param latitude_deg  of the edge
/// \returns metres; about 550 at 40°N
double longest_edge_m(double latitude_deg);

/// Adds vertices on the straight edges of a plane geometry so that, moved to EPSG:4490 vertex by
/// vertex, no edge leaves its line by more than kMaxSagM. Vertices already there keep their exact
/// values. Two polygons that share an edge get the same new vertices on it, whichever way it runs.
/// \param plane  easting/northing in metres
/// \param latitude_deg  the greatest absolute latitude met
Geometry densified(const Geometry& plane, double latitude_deg);

} // namespace liangxian::geo
