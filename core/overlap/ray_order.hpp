// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"
#include "core/index/flat_rings.hpp"
#include "core/overlap/crossing_join.hpp"

namespace liangxian::overlap {

/// Where a boundary that passes through a point comes from and goes to: any point further on, in exactly
/// that direction.
struct Rays {
    geo::Position back;
    geo::Position out;
};

/// The rays of a boundary through a vertex of one of the two inputs.
Rays rays_at(const index::FlatRings& rings, const BoundaryPlace& place);

/// Orders rays from one centre by the angle turned clockwise from a first ray, exactly.
class ClockwiseOrder {
public:
    ClockwiseOrder(const geo::Position& centre, const geo::Position& first)
        : m_centre(centre), m_first(first) {}

    /// A ray and the half turn it lies in: 0 the first, 1 exactly opposite, 2 the second, -1 along the first
    /// ray.
    struct Turn {
        geo::Position target;
        int half = 3; ///< 3: no ray at all, after every other
    };
    Turn turn_to(const geo::Position& target) const;
    bool is_before(const Turn& a, const Turn& b) const;

private:
    geo::Position m_centre;
    geo::Position m_first;
};

/// What lies in the direction of a ray from a point on an area's boundary.
enum class Side : unsigned char {
    inside,
    outside,
    along,   ///< the boundary itself, running the same way
    against, ///< the boundary itself, running the other way
};

/// Finds the side of a ray among the boundaries of one area through its starting point: the first one met
/// when turning clockwise decides, as every boundary keeps the interior on its left.
class SideFinder {
public:
    /// \param is_incoming  the ray is looked at backwards, from its end
    SideFinder(const geo::Position& centre, const geo::Position& ray, bool is_incoming)
        : m_order(centre, ray), m_is_incoming(is_incoming) {}

    void add(const Rays& boundary) {
        // The likelier of the two to be the ray itself comes first; then the other needs no look.
        add_ray(m_is_incoming ? boundary.back : boundary.out, !m_is_incoming);
        add_ray(m_is_incoming ? boundary.out : boundary.back, m_is_incoming);
    }
    Side side() const { return m_side; }

private:
    void add_ray(const geo::Position& target, bool is_out);

    ClockwiseOrder m_order;
    ClockwiseOrder::Turn m_nearest;
    Side m_side = Side::outside;
    bool m_is_incoming;
};

} // namespace liangxian::overlap
