// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"

#include <vector>

namespace liangxian::overlap {

/// Share of an application inside the union of some areas, 0–1; exactly 1 when it is covered.
/// \pre EPSG:4490; invalid areas are repaired by structure for this question
/// \throws base::GeometryError when it cannot be computed
double share_inside(const geo::Geometry& application, const std::vector<const geo::Geometry*>& areas);

/// Whether the interiors of two polygonal geometries meet.
bool interiors_meet(const geo::Geometry& a, const geo::Geometry& b);

} // namespace liangxian::overlap
