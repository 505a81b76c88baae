// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"
#include "core/overlap/flat_overlay.hpp"

namespace liangxian::tests {

/// What exact rational arithmetic says about two polygonal areas.
struct ExactOverlay {
    overlap::FlatRelation relation = overlap::FlatRelation::disjoint;
    double area_deg2 = 0; ///< of the intersection, rounded once
};

/// The judge when two engines disagree: cuts every edge at every meeting point and asks where the middle of
/// each piece lies, all in rational numbers and by brute force. Shares no code with the engines. Takes
/// milliseconds.
ExactOverlay exact_overlay(const geo::Geometry& application, const geo::Geometry& zone);

} // namespace liangxian::tests
