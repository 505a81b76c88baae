// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"

namespace liangxian::geo {

/// Twice the plane area, positive when the ring runs counter-clockwise.
inline double twice_signed_plane_area(const Ring& ring) {
    double twice = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Position& origin = ring.front();
        const Position& p = ring[i];
        const Position& q = ring[i + 1 == ring.size() ? 0 : i + 1];
        twice += (p.x - origin.x) * (q.y - origin.y) - (q.x - origin.x) * (p.y - origin.y);
    }
    return twice;
}

/// The ring running the way asked for, starting at the same vertex.
inline Ring with_orientation(Ring ring, bool counter_clockwise) {
    if (ring.size() > 2 && (twice_signed_plane_area(ring) > 0) != counter_clockwise) {
        std::reverse(ring.begin() + 1, ring.end());
    }
    return ring;
}

} // namespace liangxian::geo
