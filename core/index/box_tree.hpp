// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"

#include <cstddef>
#include <vector>

namespace liangxian::index {

/// A packed tree over boxes (sort-tile-recursive, Leutenegger 1997): made once, then only asked.
/// Build O(n log n), query O(log n + hits). Safe to ask from several threads.
class BoxTree {
public:
    explicit BoxTree(std::vector<geo::Box> boxes);

    /// Numbers of the boxes that meet \p box, ascending.
    std::vector<std::size_t> query(const geo::Box& box) const;

private:
    static constexpr std::size_t kFanout = 16;

    /// A node covers entries [first, last) of the level below; level 0 is m_order.
    struct Node {
        geo::Box box;
        std::size_t first;
        std::size_t last;
    };

    void pack_leaves();
    void collect(std::size_t level, const Node& node, const geo::Box& box,
                 std::vector<std::size_t>& out) const;

    std::vector<geo::Box> m_boxes;
    std::vector<std::size_t> m_order;
    std::vector<std::vector<Node>> m_levels; ///< leaves first, the root last
};

} // namespace liangxian::index
