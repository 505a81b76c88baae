// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"

namespace liangxian::geo {

/// \p geometry with every coordinate rounded to so many decimals of a degree, halves away from zero
/// (base::rounded_half_up). Vertices that fall together become one; parts that fall flat are left out, and
/// polygons that rounding made invalid are made valid on the same grid.
/// \pre EPSG:4490, valid polygons
/// \returns empty when nothing is left of it
/// \throws base::GeometryError `grid-failed` when GEOS gives up
Geometry on_grid(Geometry geometry, int decimals);

} // namespace liangxian::geo
