// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"
#include "core/index/flat_rings.hpp"
#include "core/overlap/application_area.hpp"

#include <optional>

namespace liangxian::overlap {

// How near the boundary of an application comes to something stored, asked only up to a limit: what is
// farther away than that decides nothing. Cost O(blocks within the limit of the other's box), then GEOS
// (geo::nearest_boundaries) on those stretches alone.

/// Boundary to boundary, metres along the geodesic; nothing when that is more than \p limit_m.
/// \throws base::GeometryError when GEOS cannot answer
std::optional<double> clearance_m(const ApplicationArea& application, const index::FlatRings& stored,
                                  double limit_m);

/// The same to lines and points, or to a mixture.
std::optional<double> clearance_m(const ApplicationArea& application, const geo::Geometry& stored,
                                  double limit_m);

} // namespace liangxian::overlap
