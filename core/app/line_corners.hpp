// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"

#include <vector>

namespace liangxian::app {

/// The corners of a line, in the order of its rings, holes among them: vertices that lie off the segment
/// between their neighbours by over 2 cm; the others only keep an edge straight. Where a ring bends without
/// such a vertex, as circles and arcs do, so many of its vertices are added that the polygon of the corners
/// is nowhere further from it than \p tolerance_m (straight being what is so in the Gauss-Krüger plane or in
/// longitude and latitude). \param geometry  EPSG:4490 \returns EPSG:4490; empty for a geometry without
/// polygons
std::vector<geo::Position> corners_of(const geo::Geometry& geometry, double tolerance_m);

} // namespace liangxian::app
