// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/onemap/feature_meets.hpp"

#include <algorithm>

namespace liangxian::onemap {
namespace {

/// Whether the segment has a point in the box: Liang and Barsky, 1984.
bool segment_meets(const geo::Position& a, const geo::Position& b, const geo::Box& box) {
    double from = 0;
    double to = 1;
    const auto clip = [&](double way, double start, double low, double high) {
        if (way == 0) {
            return start >= low && start <= high;
        }
        const double first = (low - start) / way;
        const double second = (high - start) / way;
        from = std::max(from, std::min(first, second));
        to = std::min(to, std::max(first, second));
        return from <= to;
    };
    return clip(b.x - a.x, a.x, box.min_x, box.max_x) && clip(b.y - a.y, a.y, box.min_y, box.max_y);
}

bool lines_meet(const std::vector<geo::Line>& lines, const geo::Box& box) {
    return std::any_of(lines.begin(), lines.end(), [&box](const geo::Line& line) {
        for (std::size_t i = 1; i < line.size(); ++i) {
            if (segment_meets(line[i - 1], line[i], box)) {
                return true;
            }
        }
        return false;
    });
}

bool ring_meets(const index::FlatRings& rings, std::uint32_t ring, const geo::Box& box) {
    for (std::uint32_t i = rings.first_vertex(ring); i + 1 < rings.end_vertex(ring); ++i) {
        if (segment_meets(rings.vertex(i), rings.vertex(i + 1), box)) {
            return true;
        }
    }
    return false;
}

/// Whether a ray to the east leaves the ring an odd number of times.
bool ring_holds(const index::FlatRings& rings, std::uint32_t ring, const geo::Position& p) {
    bool is_inside = false;
    for (std::uint32_t i = rings.first_vertex(ring); i + 1 < rings.end_vertex(ring); ++i) {
        const geo::Position a = rings.vertex(i);
        const geo::Position b = rings.vertex(i + 1);
        if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x)) {
            is_inside = !is_inside;
        }
    }
    return is_inside;
}

} // namespace

bool polygons_meet(const index::FlatRings& polygons, const geo::Box& box) {
    const geo::Position corner{box.min_x, box.min_y};
    bool holds_corner = false;
    for (std::uint32_t ring = 0; ring < polygons.ring_count; ++ring) {
        if (!polygons.ring_meets(ring, box)) {
            continue;
        }
        if (ring_meets(polygons, ring, box)) {
            return true;
        }
        holds_corner = holds_corner != ring_holds(polygons, ring, corner);
    }
    // No edge meets it: it lies within the ground, within a hole, or outside.
    return holds_corner;
}

bool meets(const MapFeature& feature, const geo::Box& box) {
    if (box.contains({feature.box.min_x, feature.box.min_y}) &&
        box.contains({feature.box.max_x, feature.box.max_y})) {
        return true;
    }
    return feature.point            ? box.contains(*feature.point)
           : !feature.lines.empty() ? lines_meet(feature.lines, box)
                                    : polygons_meet(feature.polygons.view(), box);
}

} // namespace liangxian::onemap
