// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/compare/near_middles.hpp"

#include "core/geo/distance.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <queue>
#include <utility>

namespace liangxian::compare {
namespace {

constexpr std::size_t kLeaf = 8;

/// What a plane at another latitude of the search may be off by.
constexpr double kSafe = 0.99;

double gap(double low, double high, double at) { return std::max({low - at, at - high, 0.0}); }

/// Something to look at: a node, or one middle.
struct Open {
    double at_least_m;
    bool is_middle;
    std::size_t which;
    bool operator<(const Open& o) const { return at_least_m > o.at_least_m; } // nearest on top
};

} // namespace

NearMiddles::NearMiddles(std::vector<geo::Position> middles)
    : m_middles(std::move(middles)), m_order(m_middles.size()) {
    std::iota(m_order.begin(), m_order.end(), std::size_t{0});
    if (!m_order.empty()) {
        m_root = build(0, m_order.size());
    }
}

std::size_t NearMiddles::build(std::size_t first, std::size_t last) {
    Node node;
    node.first = first;
    node.last = last;
    for (std::size_t i = first; i < last; ++i) {
        node.box.add(m_middles[m_order[i]]);
    }
    if (last - first > kLeaf) {
        const bool is_wide = node.box.max_x - node.box.min_x > node.box.max_y - node.box.min_y;
        const auto begin = m_order.begin();
        const std::size_t half = first + (last - first) / 2;
        std::nth_element(begin + static_cast<std::ptrdiff_t>(first),
                         begin + static_cast<std::ptrdiff_t>(half), begin + static_cast<std::ptrdiff_t>(last),
                         [this, is_wide](std::size_t i, std::size_t j) {
                             const geo::Position& p = m_middles[i];
                             const geo::Position& q = m_middles[j];
                             return is_wide ? p.x < q.x : p.y < q.y;
                         });
        node.left = build(first, half);
        node.right = build(half, last);
    }
    m_nodes.push_back(node);
    return m_nodes.size() - 1;
}

void NearMiddles::visit_from(const geo::Position& from, double reach_m, const Visit& visit) const {
    if (m_nodes.empty()) {
        return;
    }
    const geo::MetresPerDegree scale = geo::metres_per_degree(std::clamp(from.y, -89.0, 89.0));
    const auto at_least_m = [&](const geo::Box& box) {
        return kSafe * std::max(gap(box.min_x, box.max_x, from.x) * scale.lon,
                                gap(box.min_y, box.max_y, from.y) * scale.lat);
    };
    std::priority_queue<Open> open;
    open.push({at_least_m(m_nodes[m_root].box), false, m_root});
    while (!open.empty() && open.top().at_least_m <= reach_m) {
        const Open next = open.top();
        open.pop();
        if (next.is_middle) {
            if (!visit(next.which, next.at_least_m)) {
                return;
            }
            continue;
        }
        const Node& node = m_nodes[next.which];
        if (node.last - node.first > kLeaf) {
            open.push({at_least_m(m_nodes[node.left].box), false, node.left});
            open.push({at_least_m(m_nodes[node.right].box), false, node.right});
            continue;
        }
        for (std::size_t i = node.first; i < node.last; ++i) {
            const geo::Position& p = m_middles[m_order[i]];
            open.push({at_least_m({p.x, p.y, p.x, p.y}), true, m_order[i]});
        }
    }
}

} // namespace liangxian::compare
