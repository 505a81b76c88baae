// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"
#include "core/index/flat_rings.hpp"
#include "core/overlap/application_area.hpp"
#include "core/overlap/crossing_join.hpp"
#include "core/overlap/ray_order.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace liangxian::overlap {

/// Which of the two areas of an overlay a boundary belongs to.
enum class Owner : unsigned char { application, zone };

constexpr std::uint32_t kNone = 0xffffffffU;

/// Why a pair cannot be decided here and has to go to a slower engine.
enum class Doubt {
    none,
    coordinates,    ///< not finite, or outside what exact arithmetic covers
    order,          ///< two crossings of one segment too near to tell which comes first
    sides,          ///< a stretch of boundary is inside at one end and outside at the other: an invalid input
    location,       ///< a ring without contacts has a vertex on the other boundary: an invalid input
    open_trace,     ///< the trace did not come back: an invalid input
    holes,          ///< a hole of the result is in no shell of it
    collapsed,      ///< the overlap is nowhere wider than rounding (a remark, no doubt, beside `crossing`)
    invalid_result, ///< rounding the crossings would make the result touch or cross itself
};

/// A passage of one area's boundary through a point where two of its own rings touch.
struct OwnTouch {
    Owner owner = Owner::application;
    BoundaryPlace place;
    geo::Position point;
};

/// A point where the boundaries meet. Several stretches of one area may pass through one touch, when its
/// rings touch each other there; there are even nodes of one area alone.
struct Node {
    geo::Position point;
    bool is_touch = false;
    bool application_enters = false;                       ///< of a crossing
    std::array<std::uint32_t, 2> first_stop{kNone, kNone}; ///< by owner; the others by next_at_node
    std::uint32_t results_out = 0;                         ///< stretches of the result that begin here
};

/// One passage of one area's boundary through a node, with the stretch that begins there.
struct Stop {
    BoundaryPlace place;
    std::uint32_t node = kNone;
    std::uint32_t next = kNone; ///< the stop at the end of the stretch, round the ring
    std::uint32_t next_at_node = kNone;
    Side out = Side::outside; ///< of the stretch with respect to the other area
    bool has_side = false;    ///< of the build: whether `out` is known yet
    bool is_result = false;   ///< the stretch bounds the intersection
    bool is_traced = false;
};

/// How much boundary of one area lies where; stretches and whole rings without a stop.
struct SideCounts {
    std::array<std::uint32_t, 4> of{};
    std::uint32_t operator[](Side side) const { return of[static_cast<std::size_t>(side)]; }
    void add(Side side) { ++of[static_cast<std::size_t>(side)]; }
};

/// The two boundaries cut at their contacts, and the side of every stretch.
///
/// Contacts at the same point become one node. What a stretch of boundary does, lie inside the other area,
/// outside it, along or against its boundary, is decided exactly by the directions at the node where it
/// begins, and must come out the same at the node where it ends. Crossings and touches, shared edges and
/// shared vertices are all treated alike; no chain of shared edges has to be followed. (Foster, Hormann &
/// Popa 2019 label such chains instead; deciding each stretch also serves rings that touch themselves.)
/// \note reuses its memory; one object per thread
class BoundaryGraph {
public:
    /// Where points of the zone lie is asked of \p application from now on; nullptr: of its rings.
    void locate_in(const ApplicationArea* application) { m_area = application; }
    /// \param own_touches  where an area's rings touch each other. The sides are right without them; a trace
    ///                     needs them to keep its rings simple there
    /// \param near_limit   in the coordinates' unit: nearer neighbours on a boundary set has_near_stops
    Doubt build(const index::FlatRings& application, const index::FlatRings& zone,
                const std::vector<BoundaryContact>& contacts, const std::vector<OwnTouch>& own_touches,
                double near_limit);

    const std::vector<Node>& nodes() const { return m_nodes; }
    std::vector<Stop>& stops(Owner owner) { return m_stops[index_of(owner)]; }
    const index::FlatRings& rings(Owner owner) const { return *m_rings[index_of(owner)]; }
    const SideCounts& counts(Owner owner) const { return m_counts[index_of(owner)]; }
    /// Sides of whole rings that have no stop; rings with stops say `against`.
    const std::vector<Side>& free_rings(Owner owner) const { return m_free_rings[index_of(owner)]; }
    bool has_near_stops() const { return m_has_near_stops; }

    static std::size_t index_of(Owner owner) { return static_cast<std::size_t>(owner); }
    static Owner other(Owner owner) { return owner == Owner::zone ? Owner::application : Owner::zone; }

private:
    void make_nodes(const std::vector<BoundaryContact>& contacts, const std::vector<OwnTouch>& own_touches);
    void add_stop(Owner owner, const BoundaryPlace& place);
    Doubt order_stops(Owner owner);
    void link_rings(Owner owner);
    Doubt find_sides(Owner owner);
    Doubt spread_sides(Owner owner);
    Doubt find_free_rings(Owner owner);
    Doubt locate_ring(Owner owner, std::uint32_t ring, Side& side) const;
    bool meets_other(Owner owner, const Stop& stop) const {
        const Node& node = m_nodes[stop.node];
        return !node.is_touch || node.first_stop[index_of(other(owner))] != kNone;
    }
    Side side_of(Owner owner, const Stop& stop, bool is_incoming) const;

    std::array<const index::FlatRings*, 2> m_rings{};
    std::vector<Node> m_nodes;
    std::array<std::vector<Stop>, 2> m_stops;
    std::array<std::vector<Side>, 2> m_free_rings;
    std::array<SideCounts, 2> m_counts;
    std::vector<std::uint32_t> m_touches; ///< scratch: indices of contacts, then of own touches
    const ApplicationArea* m_area = nullptr;
    double m_near = 0;
    bool m_has_near_stops = false;
};

} // namespace liangxian::overlap
