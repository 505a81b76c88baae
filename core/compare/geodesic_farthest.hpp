// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/compare/farthest.hpp"

namespace liangxian::compare {

/// Whether what a plane scaled at the middle of \p a leaves out of the distance of two outlines so far apart
/// is too little to see.
bool is_plane_enough(const geo::Geometry& a, const geo::Geometry& b, double distance_m);

/// farthest() by geodesics alone. Branch and bound over the edges as in the plane; lower bounds of distances
/// come from a plane that makes no way longer than it is, upper bounds on a piece of an edge from its ends
/// and how much a distance can bulge between them. \param known  where the plane found the greatest
Farthest geodesic_farthest(const geo::Geometry& a, const geo::Geometry& b, const Farthest& known);

} // namespace liangxian::compare
