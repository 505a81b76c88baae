// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"

namespace liangxian::geo {

/// The ground that lines and points of a plane cover when they are given a width: the union, over every
/// edge, of what a disc of half the width sweeps. The disc is a regular polygon of 64 corners drawn about
/// the circle, so the swath is nowhere too narrow and at most 0.12 % of the half width too wide. Made
/// without a buffer operation, whose arcs take sines from the system (elementary.hpp).
/// \param plane  metres; polygons are not looked at
/// \param width_m  the whole width, over 0
/// \throws base::GeometryError `overlay-failed` when the pieces cannot be joined
Geometry swath(const Geometry& plane, double width_m);

} // namespace liangxian::geo
