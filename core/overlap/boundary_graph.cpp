// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/overlap/boundary_graph.hpp"

#include "core/overlap/ring_location.hpp"

#include <algorithm>
#include <cmath>

namespace liangxian::overlap {
namespace {

/// Shares of one segment nearer than this are equal for all we know; some hundred times their error.
constexpr double kOrderTolerance = 2e-13;

struct ComesBefore {
    bool operator()(const Stop& a, const Stop& b) const {
        return a.place.segment != b.place.segment ? a.place.segment < b.place.segment : a.place.t < b.place.t;
    }
};

bool is_same_passage(const Stop& a, const Stop& b) {
    return a.place.segment == b.place.segment && a.place.t == b.place.t && a.node == b.node;
}

double rough_length(const FlatRings& rings, std::uint32_t segment) {
    const geo::Position a = rings.vertex(segment);
    const geo::Position b = rings.vertex(segment + 1);
    return std::abs(b.x - a.x) + std::abs(b.y - a.y);
}

} // namespace

Doubt BoundaryGraph::build(const FlatRings& application, const FlatRings& zone,
                           const std::vector<Contact>& contacts, double near_limit) {
    m_rings = {&application, &zone};
    m_near = near_limit;
    m_has_near_stops = false;
    m_counts = {};
    make_nodes(contacts);
    for (const Owner owner : {Owner::application, Owner::zone}) {
        const Doubt doubt = order_stops(owner);
        if (doubt != Doubt::none) {
            return doubt;
        }
        link_rings(owner);
    }
    for (const Owner owner : {Owner::application, Owner::zone}) {
        Doubt doubt = find_sides(owner);
        if (doubt == Doubt::none) {
            doubt = find_free_rings(owner);
        }
        if (doubt != Doubt::none) {
            return doubt;
        }
    }
    return Doubt::none;
}

/// A crossing is a node of its own; touches at the same point share one.
void BoundaryGraph::make_nodes(const std::vector<Contact>& contacts) {
    m_nodes.clear();
    m_stops[0].clear();
    m_stops[1].clear();
    m_touches.clear();
    const auto add_stops = [this](const Contact& contact) {
        const auto node = static_cast<std::uint32_t>(m_nodes.size() - 1);
        Stop stop;
        stop.node = node;
        stop.place = contact.application;
        m_stops[0].push_back(stop);
        stop.place = contact.zone;
        m_stops[1].push_back(stop);
    };
    for (std::uint32_t i = 0; i < contacts.size(); ++i) {
        if (contacts[i].kind == Contact::Kind::touch) {
            m_touches.push_back(i);
            continue;
        }
        m_nodes.push_back({contacts[i].point, false, contacts[i].application_enters});
        add_stops(contacts[i]);
    }
    std::sort(m_touches.begin(), m_touches.end(), [&contacts](std::uint32_t i, std::uint32_t j) {
        const geo::Position& a = contacts[i].point;
        const geo::Position& b = contacts[j].point;
        return a.x != b.x ? a.x < b.x : a.y < b.y;
    });
    for (std::size_t k = 0; k < m_touches.size(); ++k) {
        const Contact& contact = contacts[m_touches[k]];
        if (k == 0 || contact.point != contacts[m_touches[k - 1]].point) {
            m_nodes.push_back({contact.point, true, false});
        }
        add_stops(contact);
    }
}

Doubt BoundaryGraph::order_stops(Owner owner) {
    std::vector<Stop>& all = stops(owner);
    if (!std::is_sorted(all.begin(), all.end(), ComesBefore{})) {
        std::sort(all.begin(), all.end(), ComesBefore{});
    }
    all.erase(std::unique(all.begin(), all.end(), is_same_passage), all.end());
    for (std::size_t k = 1; k < all.size(); ++k) {
        const BoundaryPlace& before = all[k - 1].place;
        const BoundaryPlace& place = all[k].place;
        const double gap = place.t - before.t;
        if (place.segment != before.segment) {
            continue;
        }
        // A place inside a segment is exactly known to come after the segment's vertex.
        if (before.t != 0 && gap <= kOrderTolerance) {
            return Doubt::order;
        }
        m_has_near_stops |= gap * rough_length(rings(owner), place.segment) <= m_near;
    }
    return Doubt::none;
}

void BoundaryGraph::link_rings(Owner owner) {
    std::vector<Stop>& all = stops(owner);
    std::size_t begin = 0;
    for (std::size_t k = 0; k < all.size(); ++k) {
        const bool ends_ring = k + 1 == all.size() || all[k + 1].place.ring != all[k].place.ring;
        all[k].next = static_cast<std::uint32_t>(ends_ring ? begin : k + 1);
        begin = ends_ring ? k + 1 : begin;
        std::uint32_t& first = m_nodes[all[k].node].first_stop[index_of(owner)];
        all[k].next_at_node = first;
        first = static_cast<std::uint32_t>(k);
    }
}

/// Side, with respect to the other area, of the stretch that begins or ends at a stop.
Side BoundaryGraph::side_of(Owner owner, const Stop& stop, bool is_incoming) const {
    const Node& node = m_nodes[stop.node];
    if (!node.is_touch) {
        // Where one boundary enters the other leaves.
        const bool enters = node.application_enters == (owner == Owner::application);
        return enters != is_incoming ? Side::inside : Side::outside;
    }
    const Rays mine = rays_at(*m_rings[index_of(owner)], stop.place);
    SideFinder finder(node.point, is_incoming ? mine.back : mine.out, is_incoming);
    const std::size_t o = index_of(other(owner));
    for (std::uint32_t k = node.first_stop[o]; k != kNone; k = m_stops[o][k].next_at_node) {
        finder.add(rays_at(*m_rings[o], m_stops[o][k].place));
    }
    return finder.side();
}

Doubt BoundaryGraph::find_sides(Owner owner) {
    std::vector<Stop>& all = stops(owner);
    for (Stop& stop : all) {
        stop.out = side_of(owner, stop, false);
        m_counts[index_of(owner)].add(stop.out);
        // A stretch that both share bounds the result once: the application's copy.
        stop.is_result = stop.out == Side::inside || (stop.out == Side::along && owner == Owner::application);
        m_nodes[stop.node].results_out += stop.is_result ? 1 : 0;
    }
    for (const Stop& stop : all) {
        if (side_of(owner, all[stop.next], true) != stop.out) {
            return Doubt::sides;
        }
    }
    return Doubt::none;
}

Doubt BoundaryGraph::find_free_rings(Owner owner) {
    const FlatRings& mine = rings(owner);
    const FlatRings& theirs = rings(other(owner));
    std::vector<Side>& sides = m_free_rings[index_of(owner)];
    sides.assign(mine.ring_count, Side::outside);
    for (const Stop& stop : stops(owner)) {
        sides[stop.place.ring] = Side::against;
    }
    for (std::uint32_t r = 0; r < mine.ring_count; ++r) {
        if (sides[r] == Side::against) {
            continue;
        }
        const Location location = locate(theirs, mine.vertex(mine.first_vertex(r)));
        if (location == Location::boundary) {
            return Doubt::location;
        }
        sides[r] = location == Location::inside ? Side::inside : Side::outside;
        m_counts[index_of(owner)].add(sides[r]);
    }
    return Doubt::none;
}

} // namespace liangxian::overlap
