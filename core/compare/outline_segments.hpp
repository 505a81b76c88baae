// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/compare/segment_tree.hpp"
#include "core/geo/distance.hpp"

#include <vector>

namespace liangxian::compare {

/// A plane in which edges straight in degrees are straight: degrees from an origin, each axis by its scale.
struct ScaledPlane {
    geo::Position origin;
    geo::MetresPerDegree scale;

    geo::Position to_metres(const geo::Position& p) const {
        return {(p.x - origin.x) * scale.lon, (p.y - origin.y) * scale.lat};
    }
    geo::Position to_degrees(const geo::Position& p) const {
        return {origin.x + p.x / scale.lon, origin.y + p.y / scale.lat};
    }
};

/// The edges of shells, holes and lines.
std::vector<Segment> segments_of(const geo::Geometry& geometry, const ScaledPlane& plane);

} // namespace liangxian::compare
