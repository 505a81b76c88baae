// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/overlap/boundary_graph.hpp"

#include "core/overlap/ring_location.hpp"

#include <algorithm>
#include <cmath>

namespace liangxian::overlap {
namespace {

/// Shares of one segment nearer than this may be in either order: several times the error of crossing_share.
constexpr double kOrderTolerance = 2e-13;

struct ComesBefore {
    bool operator()(const Stop& a, const Stop& b) const {
        return a.place.segment != b.place.segment ? a.place.segment < b.place.segment : a.place.t < b.place.t;
    }
};

bool is_same_passage(const Stop& a, const Stop& b) {
    return a.place.segment == b.place.segment && a.place.t == b.place.t && a.node == b.node;
}

double rough_length(const index::FlatRings& rings, std::uint32_t segment) {
    const geo::Position a = rings.vertex(segment);
    const geo::Position b = rings.vertex(segment + 1);
    return std::abs(b.x - a.x) + std::abs(b.y - a.y);
}

} // namespace

Doubt BoundaryGraph::build(const index::FlatRings& application, const index::FlatRings& zone,
                           const std::vector<BoundaryContact>& contacts,
                           const std::vector<OwnTouch>& own_touches, double near_limit) {
    m_rings = {&application, &zone};
    m_near = near_limit;
    m_has_near_stops = false;
    m_counts = {};
    make_nodes(contacts, own_touches);
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

void BoundaryGraph::add_stop(Owner owner, const BoundaryPlace& place) {
    Stop stop;
    stop.node = static_cast<std::uint32_t>(m_nodes.size() - 1);
    stop.place = place;
    stops(owner).push_back(stop);
}

/// A crossing is a node of its own; touches at the same point share one.
void BoundaryGraph::make_nodes(const std::vector<BoundaryContact>& contacts,
                               const std::vector<OwnTouch>& own_touches) {
    m_nodes.clear();
    m_stops[0].clear();
    m_stops[1].clear();
    m_touches.clear();
    for (std::uint32_t i = 0; i < contacts.size(); ++i) {
        if (contacts[i].kind == BoundaryContact::Kind::touch) {
            m_touches.push_back(i);
            continue;
        }
        m_nodes.push_back({contacts[i].point, false, contacts[i].application_enters});
        add_stop(Owner::application, contacts[i].application);
        add_stop(Owner::zone, contacts[i].zone);
    }
    for (std::uint32_t i = 0; i < own_touches.size(); ++i) {
        m_touches.push_back(static_cast<std::uint32_t>(contacts.size()) + i);
    }
    const auto point_of = [&](std::uint32_t i) -> const geo::Position& {
        return i < contacts.size() ? contacts[i].point : own_touches[i - contacts.size()].point;
    };
    std::sort(m_touches.begin(), m_touches.end(), [&point_of](std::uint32_t i, std::uint32_t j) {
        const geo::Position& a = point_of(i);
        const geo::Position& b = point_of(j);
        return a.x != b.x ? a.x < b.x : a.y < b.y;
    });
    for (std::size_t k = 0; k < m_touches.size(); ++k) {
        const std::uint32_t i = m_touches[k];
        if (k == 0 || point_of(i) != point_of(m_touches[k - 1])) {
            m_nodes.push_back({point_of(i), true, false});
        }
        if (i < contacts.size()) {
            add_stop(Owner::application, contacts[i].application);
            add_stop(Owner::zone, contacts[i].zone);
        } else {
            const OwnTouch& own = own_touches[i - contacts.size()];
            add_stop(own.owner, own.place);
        }
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
        if (gap <= (before.t == 0 ? 0 : kOrderTolerance)) {
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
    bool is_complete = true;
    for (Stop& stop : all) {
        stop.has_side = meets_other(owner, stop);
        is_complete &= stop.has_side;
        if (stop.has_side) {
            stop.out = side_of(owner, stop, false);
        }
    }
    const Doubt doubt = is_complete ? Doubt::none : spread_sides(owner);
    for (Stop& stop : all) {
        const Stop& end = all[stop.next];
        if (doubt != Doubt::none || (meets_other(owner, end) && side_of(owner, end, true) != stop.out)) {
            return doubt != Doubt::none ? doubt : Doubt::sides;
        }
        m_counts[index_of(owner)].add(stop.out);
        // A stretch that both share bounds the result once: the application's copy.
        stop.is_result = stop.out == Side::inside || (stop.out == Side::along && owner == Owner::application);
        m_nodes[stop.node].results_out += stop.is_result ? 1 : 0;
    }
    return Doubt::none;
}

/// At a node of this area alone the side stays what it was.
Doubt BoundaryGraph::spread_sides(Owner owner) {
    std::vector<Stop>& all = stops(owner);
    for (const Stop& known : all) {
        if (!meets_other(owner, known)) {
            continue;
        }
        for (std::uint32_t k = known.next; !all[k].has_side; k = all[k].next) {
            all[k].out = known.out;
            all[k].has_side = true;
        }
    }
    for (Stop& stop : all) {
        const Doubt doubt = stop.has_side ? Doubt::none : locate_ring(owner, stop.place.ring, stop.out);
        if (doubt != Doubt::none) {
            return doubt;
        }
    }
    return Doubt::none;
}

Doubt BoundaryGraph::find_free_rings(Owner owner) {
    std::vector<Side>& sides = m_free_rings[index_of(owner)];
    const std::uint32_t count = rings(owner).ring_count;
    sides.assign(count, Side::outside);
    for (const Stop& stop : stops(owner)) {
        sides[stop.place.ring] = Side::against;
    }
    for (std::uint32_t r = 0; r < count; ++r) {
        if (sides[r] == Side::against) {
            continue;
        }
        const Doubt doubt = locate_ring(owner, r, sides[r]);
        if (doubt != Doubt::none) {
            return doubt;
        }
        m_counts[index_of(owner)].add(sides[r]);
    }
    return Doubt::none;
}

/// The side of a ring that does not meet the other area: that of any of its vertices.
Doubt BoundaryGraph::locate_ring(Owner owner, std::uint32_t ring, Side& side) const {
    const index::FlatRings& mine = rings(owner);
    const geo::Position point = mine.vertex(mine.first_vertex(ring));
    const Location location = owner == Owner::zone && m_area != nullptr ? m_area->locate(point)
                                                                        : locate(rings(other(owner)), point);
    side = location == Location::inside ? Side::inside : Side::outside;
    return location == Location::boundary ? Doubt::location : Doubt::none;
}

} // namespace liangxian::overlap
