// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"

#include <cstddef>
#include <functional>
#include <vector>

namespace liangxian::compare {

/// One edge of an outline in a plane, metres.
struct Segment {
    geo::Position from;
    geo::Position to;

    geo::Position nearest_to(const geo::Position& p) const;
};

double squared_distance_m2(const geo::Position& a, const geo::Position& b);

/// Edges of outlines, asked for the nearest one to a point. Build O(n log n), asked O(log n) for outlines as
/// they are. Immutable: any thread.
class SegmentTree {
public:
    /// \pre not empty
    explicit SegmentTree(std::vector<Segment> segments);

    struct Hit {
        std::size_t segment = 0;
        double distance_m = 0;
        geo::Position at;
    };
    Hit nearest(const geo::Position& p) const;
    /// Calls \p visit with the segments that lie nearer to \p p than a limit, roughly the nearest first; it
    /// returns the limit from then on, metres.
    void visit_nearer(const geo::Position& p, double limit_m,
                      const std::function<double(std::size_t)>& visit) const;
    const Segment& operator[](std::size_t i) const { return m_segments[i]; }
    const std::vector<Segment>& segments() const { return m_segments; }

private:
    /// Covers the segments [first, last); a leaf has no children.
    struct Node {
        geo::Box box;
        std::size_t first = 0;
        std::size_t last = 0;
        std::size_t left = 0;
        std::size_t right = 0;
    };
    struct Search;
    struct Visit;

    std::size_t build(std::size_t first, std::size_t last);
    void search(std::size_t node, Search& search) const;
    void visit(std::size_t node, Visit& visit) const;

    std::vector<Segment> m_segments;
    std::vector<Node> m_nodes;
    std::size_t m_root = 0;
};

} // namespace liangxian::compare
