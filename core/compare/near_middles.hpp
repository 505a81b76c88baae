// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"

#include <cstddef>
#include <functional>
#include <vector>

namespace liangxian::compare {

/// The middles of boxes, visited from the nearest outwards. Two outlines are never nearer (by their greatest
/// distance) than their middles are along either axis. Build O(n log n), O(log n) for each one visited.
/// Immutable: any thread.
class NearMiddles {
public:
    /// \param middles  degrees, EPSG:4490
    explicit NearMiddles(std::vector<geo::Position> middles);

    /// Its place among the middles and no more than the metres that are between them, to a hundredth.
    /// \returns whether to go on
    using Visit = std::function<bool(std::size_t, double)>;

    /// Nearest first, as far as \p reach_m along either axis, until \p visit returns false.
    void visit_from(const geo::Position& from, double reach_m, const Visit& visit) const;

private:
    /// Covers the places [first, last) of the order; a leaf has no children.
    struct Node {
        geo::Box box;
        std::size_t first = 0;
        std::size_t last = 0;
        std::size_t left = 0;
        std::size_t right = 0;
    };

    std::size_t build(std::size_t first, std::size_t last);

    std::vector<geo::Position> m_middles;
    std::vector<std::size_t> m_order;
    std::vector<Node> m_nodes;
    std::size_t m_root = 0;
};

} // namespace liangxian::compare
