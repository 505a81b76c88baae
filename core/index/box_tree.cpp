// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/box_tree.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace liangxian::index {
namespace {

double middle_x(const geo::Box& box) { return (box.min_x + box.max_x) / 2; }
double middle_y(const geo::Box& box) { return (box.min_y + box.max_y) / 2; }

void grow(geo::Box& box, const geo::Box& by) {
    if (!by.empty()) {
        box.add({by.min_x, by.min_y});
        box.add({by.max_x, by.max_y});
    }
}

} // namespace

BoxTree::BoxTree(std::vector<geo::Box> boxes) : m_boxes(std::move(boxes)) {
    m_order.resize(m_boxes.size());
    std::iota(m_order.begin(), m_order.end(), std::size_t{0});
    pack_leaves();
    while (!m_levels.empty() && m_levels.back().size() > 1) {
        std::vector<Node> above;
        const std::vector<Node>& below = m_levels.back();
        for (std::size_t first = 0; first < below.size(); first += kFanout) {
            Node node{{}, first, std::min(first + kFanout, below.size())};
            for (std::size_t i = node.first; i < node.last; ++i) {
                grow(node.box, below[i].box);
            }
            above.push_back(node);
        }
        m_levels.push_back(std::move(above));
    }
}

/// Vertical slices by x, each sorted by y and cut into leaves.
void BoxTree::pack_leaves() {
    const std::size_t count = m_order.size();
    if (count == 0) {
        return;
    }
    const auto leaves = static_cast<double>((count + kFanout - 1) / kFanout);
    const auto slice = static_cast<std::size_t>(std::ceil(std::sqrt(leaves))) * kFanout;
    std::sort(m_order.begin(), m_order.end(),
              [this](std::size_t a, std::size_t b) { return middle_x(m_boxes[a]) < middle_x(m_boxes[b]); });
    std::vector<Node> nodes;
    for (std::size_t start = 0; start < count; start += slice) {
        const std::size_t end = std::min(start + slice, count);
        std::sort(m_order.begin() + static_cast<std::ptrdiff_t>(start),
                  m_order.begin() + static_cast<std::ptrdiff_t>(end), [this](std::size_t a, std::size_t b) {
                      return middle_y(m_boxes[a]) < middle_y(m_boxes[b]);
                  });
        for (std::size_t first = start; first < end; first += kFanout) {
            Node node{{}, first, std::min(first + kFanout, end)};
            for (std::size_t i = node.first; i < node.last; ++i) {
                grow(node.box, m_boxes[m_order[i]]);
            }
            nodes.push_back(node);
        }
    }
    m_levels.push_back(std::move(nodes));
}

void BoxTree::collect(std::size_t level, const Node& node, const geo::Box& box,
                      std::vector<std::size_t>& out) const {
    if (!node.box.intersects(box)) {
        return;
    }
    for (std::size_t i = node.first; i < node.last; ++i) {
        if (level > 0) {
            collect(level - 1, m_levels[level - 1][i], box, out);
        } else if (m_boxes[m_order[i]].intersects(box)) {
            out.push_back(m_order[i]);
        }
    }
}

std::vector<std::size_t> BoxTree::query(const geo::Box& box) const {
    std::vector<std::size_t> out;
    if (!m_levels.empty()) {
        collect(m_levels.size() - 1, m_levels.back().front(), box, out);
    }
    std::sort(out.begin(), out.end());
    return out;
}

} // namespace liangxian::index
