// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/overlap/ring_location.hpp"

#include "core/overlap/orientation.hpp"

#include <algorithm>

namespace liangxian::overlap {
namespace {

/// A segment counts when it goes over or under the ray's line, its upper end left out.
void count_segment(const geo::Position& from, const geo::Position& to, const geo::Position& point,
                   RayCount& count) {
    const bool from_above = from.y > point.y;
    const bool to_above = to.y > point.y;
    if (from_above == to_above) {
        const bool reaches_line = from.y == point.y || to.y == point.y;
        if (reaches_line && in_segment_box(from, to, point) && orientation(from, to, point) == 0) {
            count.on_boundary = true;
        }
        return;
    }
    if (from.x < point.x && to.x < point.x) {
        return;
    }
    const int side = orientation(from, to, point);
    if (side == 0) {
        count.on_boundary = true;
    } else if ((side > 0) == to_above) {
        count.is_odd = !count.is_odd;
    }
}

void count_ring(const index::FlatRings& rings, std::uint32_t ring, const geo::Position& point,
                RayCount& count) {
    if (!rings.ring_box_contains(ring, point)) {
        return;
    }
    const index::FlatBox* boxes = rings.block_boxes + rings.rings[ring].first_block;
    const std::uint32_t blocks = index::block_count(rings, ring);
    for (std::uint32_t b = 0; b < blocks && !count.on_boundary; ++b) {
        count.add(rings, index::block_segments(rings, ring, b), boxes[b], point);
    }
}

} // namespace

void RayCount::add(const index::FlatRings& rings, index::SegmentRange range, const index::FlatBox& box,
                   const geo::Position& point) {
    // Where a point lies with respect to a block is a coin toss: one branch, rarely taken.
    const auto in_strip = static_cast<unsigned>(point.y >= double{box.min_y}) &
                          static_cast<unsigned>(point.y <= double{box.max_y});
    const auto left = static_cast<unsigned>(point.x < double{box.min_x});
    const auto right = static_cast<unsigned>(point.x > double{box.max_x});
    const auto goes_over =
        static_cast<unsigned>((rings.y[range.first] > point.y) != (rings.y[range.end] > point.y));
    is_odd ^= (in_strip & left & goes_over) != 0;
    if ((in_strip & ~(left | right)) == 0) {
        return;
    }
    for (std::uint32_t i = range.first; i < range.end && !on_boundary; ++i) {
        count_segment(rings.vertex(i), rings.vertex(i + 1), point, *this);
    }
}

Location locate(const index::FlatRings& rings, const geo::Position& point) {
    RayCount count;
    for (std::uint32_t r = 0; r < rings.ring_count && !count.on_boundary; ++r) {
        count_ring(rings, r, point, count);
    }
    return count.location();
}

Location locate_in_open_ring(const double* x, const double* y, std::uint32_t count,
                             const geo::Position& point) {
    RayCount ray;
    std::uint32_t before = count - 1;
    for (std::uint32_t i = 0; i < count && !ray.on_boundary; before = i++) {
        count_segment({x[before], y[before]}, {x[i], y[i]}, point, ray);
    }
    return ray.location();
}

} // namespace liangxian::overlap
