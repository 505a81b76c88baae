// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"

namespace liangxian::geo {

/// Whether a circle of \p diameter_m fits in some part of the polygons: what tells an overlap from a
/// sliver. Neither an area nor a mean width is safe: a 10 × 10 m overlap joined to a 2 km strip has
/// a mean width of 6 cm.
/// \pre EPSG:4490; metres are measured in a plane scaled at each polygon
bool circle_fits(const Geometry& geometry, double diameter_m);

/// Twice the area by the perimeter, in metres: 0 for no polygon.
double mean_width_m(const Geometry& geometry, double area_m2);

} // namespace liangxian::geo
