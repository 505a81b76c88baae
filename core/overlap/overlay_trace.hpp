// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/index/flat_rings.hpp"
#include "core/overlap/boundary_graph.hpp"
#include "core/overlap/ring_collector.hpp"

#include <cstdint>
#include <vector>

namespace liangxian::overlap {

/// Draws the rings of an intersection from a boundary graph: from each stretch of the result on to the next
/// one at its end, until it is back. Where several stretches of the result begin at one node, the first one
/// clockwise from where the trace came bounds the same piece of interior. A ring that comes through a node
/// twice is cut there, so that every ring handed on is simple: a shell pinched by a hole becomes a shell and
/// a hole that touch. (Greiner & Hormann 1998 for the idea of following one boundary and switching.)
/// \note reuses its memory; one object per thread
class OverlayTrace {
public:
    /// \param graph  built without doubt; its stops are marked as traced
    /// \param out    cleared; receives the rings, counter-clockwise shells and clockwise holes
    Doubt run(BoundaryGraph& graph, RingCollector& out);

private:
    struct Passage {
        std::uint32_t node;
        std::uint32_t length; ///< of the path when it came through
    };
    struct Stretch {
        Owner owner = Owner::application;
        std::uint32_t stop = kNone;
    };

    Doubt trace_from(Stretch start);
    void draw(const Stretch& stretch);
    void add_vertices(const index::FlatRings& rings, std::uint32_t begin, std::uint32_t end);
    void arrive(std::uint32_t node);
    Stretch follow(const Stretch& stretch);
    Stretch first_clockwise(const Stretch& from, const Node& node);
    void copy_free_rings(Owner owner);

    BoundaryGraph* m_graph = nullptr;
    RingCollector* m_out = nullptr;
    std::vector<double> m_x; ///< of the path
    std::vector<double> m_y;
    std::vector<Passage> m_passages; ///< of nodes where the path may come through again
};

} // namespace liangxian::overlap
