// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/overlap/ray_order.hpp"

#include "core/overlap/orientation.hpp"

namespace liangxian::overlap {

Rays rays_at(const index::FlatRings& rings, const BoundaryPlace& place) {
    const std::uint32_t back = place.t == 0 ? rings.vertex_before(place.ring, place.segment) : place.segment;
    return {rings.vertex(back), rings.vertex(place.segment + 1)};
}

ClockwiseOrder::Turn ClockwiseOrder::turn_to(const geo::Position& target) const {
    if (target == m_first) {
        return {target, -1};
    }
    const int side = orientation(m_centre, m_first, target);
    if (side != 0) {
        return {target, side < 0 ? 0 : 2};
    }
    return {target, same_direction(m_centre, m_first, target) ? -1 : 1};
}

bool ClockwiseOrder::is_before(const Turn& a, const Turn& b) const {
    if (a.half != b.half) {
        return a.half < b.half;
    }
    return (a.half == 0 || a.half == 2) && orientation(m_centre, b.target, a.target) > 0;
}

void SideFinder::add_ray(const geo::Position& target, bool is_out) {
    if (m_nearest.half == -1) {
        return;
    }
    const ClockwiseOrder::Turn turn = m_order.turn_to(target);
    if (!m_order.is_before(turn, m_nearest)) {
        return;
    }
    m_nearest = turn;
    if (turn.half == -1) {
        m_side = is_out != m_is_incoming ? Side::along : Side::against;
    } else {
        m_side = is_out ? Side::inside : Side::outside;
    }
}

} // namespace liangxian::overlap
