// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"

#include <algorithm>
#include <utility>

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

/// The ring running the way asked for, starting at the same vertex. Asked again it changes nothing,
/// however thin the ring: rounding depends on the order of the sum, so both orders are weighed, and a
/// ring that has no way round stays as it is.
inline Ring with_orientation(Ring ring, bool counter_clockwise) {
    if (ring.size() < 3) {
        return ring;
    }
    Ring turned = ring;
    std::reverse(turned.begin() + 1, turned.end());
    const double twice = twice_signed_plane_area(ring) - twice_signed_plane_area(turned);
    return twice != 0 && (twice > 0) != counter_clockwise ? turned : ring;
}

/// Shells counter-clockwise, holes clockwise: what the GeoJSON writer writes, so that a geometry read
/// back has the same vertices in the same order.
inline Geometry with_normal_rings(Geometry geometry) {
    for (Polygon& polygon : geometry.polygons) {
        polygon.shell = with_orientation(std::move(polygon.shell), true);
        for (Ring& hole : polygon.holes) {
            hole = with_orientation(std::move(hole), false);
        }
    }
    return geometry;
}

} // namespace liangxian::geo
