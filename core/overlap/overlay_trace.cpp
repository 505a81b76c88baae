// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/overlap/overlay_trace.hpp"

namespace liangxian::overlap {

Doubt OverlayTrace::run(BoundaryGraph& graph, RingCollector& out) {
    m_graph = &graph;
    m_out = &out;
    for (const Owner owner : {Owner::application, Owner::zone}) {
        const std::vector<Stop>& stops = graph.stops(owner);
        for (std::uint32_t k = 0; k < stops.size(); ++k) {
            if (stops[k].is_result && !stops[k].is_traced) {
                const Doubt doubt = trace_from({owner, k});
                if (doubt != Doubt::none) {
                    return doubt;
                }
            }
        }
        copy_free_rings(owner);
    }
    return Doubt::none;
}

Doubt OverlayTrace::trace_from(Stretch start) {
    m_x.clear();
    m_y.clear();
    m_passages.clear();
    Stretch at = start;
    arrive(m_graph->stops(at.owner)[at.stop].node);
    do {
        Stop& stop = m_graph->stops(at.owner)[at.stop];
        if (stop.is_traced) {
            return Doubt::open_trace;
        }
        stop.is_traced = true;
        draw(at);
        at = follow(at);
        if (at.stop == kNone) {
            return Doubt::open_trace;
        }
        const bool is_back = at.owner == start.owner && at.stop == start.stop;
        if (!is_back) {
            arrive(m_graph->stops(at.owner)[at.stop].node);
        }
    } while (at.owner != start.owner || at.stop != start.stop);
    m_out->add_ring(m_x.data(), m_y.data(), static_cast<std::uint32_t>(m_x.size()));
    return Doubt::none;
}

/// Adds the vertices strictly between the two ends of a stretch.
void OverlayTrace::draw(const Stretch& stretch) {
    const std::vector<Stop>& stops = m_graph->stops(stretch.owner);
    const index::FlatRings& rings = m_graph->rings(stretch.owner);
    const BoundaryPlace& from = stops[stretch.stop].place;
    const BoundaryPlace& to = stops[stops[stretch.stop].next].place;
    const std::uint32_t first = rings.first_vertex(from.ring);
    const std::uint32_t closing = rings.end_vertex(from.ring) - 1;
    // A place on a vertex leaves that vertex to its node.
    const std::uint32_t end = to.t == 0 ? to.segment : to.segment + 1;
    const bool goes_round = to.segment < from.segment || (to.segment == from.segment && to.t <= from.t);
    if (goes_round) {
        add_vertices(rings, from.segment + 1, closing);
        add_vertices(rings, first, end);
    } else {
        add_vertices(rings, from.segment + 1, end);
    }
}

void OverlayTrace::add_vertices(const index::FlatRings& rings, std::uint32_t begin, std::uint32_t end) {
    if (begin < end) {
        m_x.insert(m_x.end(), rings.x + begin, rings.x + end);
        m_y.insert(m_y.end(), rings.y + begin, rings.y + end);
    }
}

/// Adds a node to the path, and cuts off what lies between two passages through it.
void OverlayTrace::arrive(std::uint32_t node) {
    if (m_graph->nodes()[node].results_out > 1) {
        for (std::size_t k = m_passages.size(); k > 0; --k) {
            const Passage passage = m_passages[k - 1];
            if (passage.node != node) {
                continue;
            }
            const auto size = static_cast<std::uint32_t>(m_x.size());
            m_out->add_ring(m_x.data() + passage.length, m_y.data() + passage.length, size - passage.length);
            m_x.resize(passage.length + 1);
            m_y.resize(passage.length + 1);
            m_passages.resize(k);
            return;
        }
        m_passages.push_back({node, static_cast<std::uint32_t>(m_x.size())});
    }
    m_x.push_back(m_graph->nodes()[node].point.x);
    m_y.push_back(m_graph->nodes()[node].point.y);
}

/// The stretch of the result that goes on where this one ends; none when there is no such stretch.
OverlayTrace::Stretch OverlayTrace::follow(const Stretch& stretch) {
    const std::vector<Stop>& stops = m_graph->stops(stretch.owner);
    const Node& node = m_graph->nodes()[stops[stops[stretch.stop].next].node];
    if (node.results_out != 1) {
        return first_clockwise(stretch, node);
    }
    for (const Owner owner : {Owner::application, Owner::zone}) {
        for (std::uint32_t k = node.first_stop[BoundaryGraph::index_of(owner)]; k != kNone;
             k = m_graph->stops(owner)[k].next_at_node) {
            if (m_graph->stops(owner)[k].is_result) {
                return {owner, k};
            }
        }
    }
    return {};
}

/// Only at touches, whose point is exact.
OverlayTrace::Stretch OverlayTrace::first_clockwise(const Stretch& from, const Node& node) {
    const std::vector<Stop>& stops = m_graph->stops(from.owner);
    const Stop& end = stops[stops[from.stop].next];
    const ClockwiseOrder order(node.point, rays_at(m_graph->rings(from.owner), end.place).back);
    Stretch found;
    ClockwiseOrder::Turn nearest;
    for (const Owner owner : {Owner::application, Owner::zone}) {
        for (std::uint32_t k = node.first_stop[BoundaryGraph::index_of(owner)]; k != kNone;
             k = m_graph->stops(owner)[k].next_at_node) {
            const Stop& stop = m_graph->stops(owner)[k];
            if (!stop.is_result) {
                continue;
            }
            const ClockwiseOrder::Turn turn = order.turn_to(rays_at(m_graph->rings(owner), stop.place).out);
            if (turn.half >= 0 && order.is_before(turn, nearest)) {
                nearest = turn;
                found = {owner, k};
            }
        }
    }
    return found;
}

void OverlayTrace::copy_free_rings(Owner owner) {
    const index::FlatRings& rings = m_graph->rings(owner);
    const std::vector<Side>& sides = m_graph->free_rings(owner);
    for (std::uint32_t r = 0; r < rings.ring_count; ++r) {
        if (sides[r] != Side::inside) {
            continue;
        }
        m_x.clear();
        m_y.clear();
        add_vertices(rings, rings.first_vertex(r), rings.end_vertex(r) - 1);
        m_out->add_ring(m_x.data(), m_y.data(), static_cast<std::uint32_t>(m_x.size()));
    }
}

} // namespace liangxian::overlap
