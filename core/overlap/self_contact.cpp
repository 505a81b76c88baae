// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/overlap/self_contact.hpp"

#include "core/overlap/ray_order.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace liangxian::overlap {
namespace {

/// Whether one boundary stays on one side of the other where they touch.
bool is_bounce(const index::FlatRings& rings, const BoundaryContact& contact) {
    const Rays one = rays_at(rings, contact.application);
    const Rays other = rays_at(rings, contact.zone);
    SideFinder out(contact.point, other.out, false);
    out.add(one);
    SideFinder back(contact.point, other.back, true);
    back.add(one);
    return out.side() == back.side() && (out.side() == Side::inside || out.side() == Side::outside);
}

/// Rings and the points where they touch, as a graph: a way round in it encloses a piece of interior.
class TouchGraph {
public:
    explicit TouchGraph(std::uint32_t ring_count) : m_parents(ring_count) {
        for (std::uint32_t r = 0; r < ring_count; ++r) {
            m_parents[r] = r;
        }
    }
    void add(std::uint32_t ring, std::uint32_t polygon, const geo::Position& point) {
        const auto size = static_cast<std::uint32_t>(m_parents.size());
        const auto [known, is_new] =
            m_points.emplace(std::make_pair(polygon, std::make_pair(point.x, point.y)), size);
        if (is_new) {
            m_parents.push_back(size);
        }
        m_edges.emplace_back(ring, known->second);
    }
    bool has_way_round() {
        std::sort(m_edges.begin(), m_edges.end());
        m_edges.erase(std::unique(m_edges.begin(), m_edges.end()), m_edges.end());
        for (const auto& [ring, point] : m_edges) {
            const std::uint32_t a = root(ring);
            const std::uint32_t b = root(point);
            if (a == b) {
                return true;
            }
            m_parents[a] = b;
        }
        return false;
    }

private:
    std::uint32_t root(std::uint32_t i) const {
        while (m_parents[i] != i) {
            i = m_parents[i];
        }
        return i;
    }

    std::vector<std::uint32_t> m_parents; ///< rings, then points
    std::map<std::pair<std::uint32_t, std::pair<double, double>>, std::uint32_t> m_points;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> m_edges;
};

} // namespace

SelfContact self_contact(const index::FlatRings& rings, CrossingJoin& join) {
    join.run_with_itself(rings);
    TouchGraph touches(rings.ring_count);
    SelfContact worst = SelfContact::none;
    for (const BoundaryContact& contact : join.contacts()) {
        const std::uint32_t one = contact.application.ring;
        const std::uint32_t other = contact.zone.ring;
        if (contact.kind == BoundaryContact::Kind::crossing || one == other || !is_bounce(rings, contact)) {
            return SelfContact::invalid;
        }
        worst = SelfContact::rings_touch;
        const std::uint32_t polygon = rings.rings[one].polygon();
        if (polygon == rings.rings[other].polygon()) {
            touches.add(one, polygon, contact.point);
            touches.add(other, polygon, contact.point);
        }
    }
    return touches.has_way_round() ? SelfContact::invalid : worst;
}

void flatten(const geo::Geometry& geometry, std::uint32_t block_size, index::FlatPolygons& out) {
    out.assign(geometry, block_size);
    const index::FlatRings view = out.view();
    if (view.ring_count > 1 && std::isfinite(view.box.max_x)) {
        CrossingJoin join;
        out.set_rings_touch(self_contact(view, join) != SelfContact::none || join.has_near_miss());
    }
}

} // namespace liangxian::overlap
