// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/compare/segment_tree.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace liangxian::compare {
namespace {

constexpr std::size_t kLeaf = 6;

double squared_distance_m2(const geo::Box& box, const geo::Position& p) {
    const double dx = std::max({box.min_x - p.x, 0.0, p.x - box.max_x});
    const double dy = std::max({box.min_y - p.y, 0.0, p.y - box.max_y});
    return dx * dx + dy * dy;
}

} // namespace

double squared_distance_m2(const geo::Position& a, const geo::Position& b) {
    return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y);
}

geo::Position Segment::nearest_to(const geo::Position& p) const {
    const double dx = to.x - from.x;
    const double dy = to.y - from.y;
    const double length2 = dx * dx + dy * dy;
    if (length2 <= 0) {
        return from;
    }
    const double t = ((p.x - from.x) * dx + (p.y - from.y) * dy) / length2;
    return t <= 0 ? from : t >= 1 ? to : geo::Position{from.x + t * dx, from.y + t * dy};
}

struct SegmentTree::Search {
    geo::Position p;
    double best_m2 = std::numeric_limits<double>::infinity();
    Hit hit;
};

SegmentTree::SegmentTree(std::vector<Segment> segments) : m_segments(std::move(segments)) {
    m_nodes.reserve(2 * m_segments.size() / kLeaf + 2);
    m_root = build(0, m_segments.size());
}

std::size_t SegmentTree::build(std::size_t first, std::size_t last) {
    Node node;
    node.first = first;
    node.last = last;
    for (std::size_t i = first; i < last; ++i) {
        node.box.add(m_segments[i].from);
        node.box.add(m_segments[i].to);
    }
    if (last - first > kLeaf) {
        const bool wide = node.box.max_x - node.box.min_x > node.box.max_y - node.box.min_y;
        const std::size_t middle = first + (last - first) / 2;
        const auto at = [this](std::size_t i) { return m_segments.begin() + static_cast<std::ptrdiff_t>(i); };
        std::nth_element(at(first), at(middle), at(last), [wide](const Segment& a, const Segment& b) {
            return wide ? a.from.x + a.to.x < b.from.x + b.to.x : a.from.y + a.to.y < b.from.y + b.to.y;
        });
        node.left = build(first, middle);
        node.right = build(middle, last);
    }
    m_nodes.push_back(node);
    return m_nodes.size() - 1;
}

void SegmentTree::search(std::size_t at, Search& search) const {
    const Node& node = m_nodes[at];
    if (node.last - node.first <= kLeaf) {
        for (std::size_t i = node.first; i < node.last; ++i) {
            const geo::Position on = m_segments[i].nearest_to(search.p);
            const double d2 = compare::squared_distance_m2(on, search.p);
            if (d2 < search.best_m2) {
                search.best_m2 = d2;
                search.hit = {i, 0, on};
            }
        }
        return;
    }
    const double left = squared_distance_m2(m_nodes[node.left].box, search.p);
    const double right = squared_distance_m2(m_nodes[node.right].box, search.p);
    const bool left_first = left <= right;
    if (std::min(left, right) < search.best_m2) {
        this->search(left_first ? node.left : node.right, search);
    }
    if (std::max(left, right) < search.best_m2) {
        this->search(left_first ? node.right : node.left, search);
    }
}

SegmentTree::Hit SegmentTree::nearest(const geo::Position& p) const {
    Search found;
    found.p = p;
    search(m_root, found);
    found.hit.distance_m = std::sqrt(found.best_m2);
    return found.hit;
}

struct SegmentTree::Visit {
    geo::Position p;
    double limit_m2 = 0;
    const std::function<double(std::size_t)>& visitor;
};

void SegmentTree::visit(std::size_t at, Visit& visit) const {
    const Node& node = m_nodes[at];
    if (node.last - node.first <= kLeaf) {
        for (std::size_t i = node.first; i < node.last; ++i) {
            if (compare::squared_distance_m2(m_segments[i].nearest_to(visit.p), visit.p) < visit.limit_m2) {
                const double limit_m = visit.visitor(i);
                visit.limit_m2 = limit_m * limit_m;
            }
        }
        return;
    }
    const double left = squared_distance_m2(m_nodes[node.left].box, visit.p);
    const double right = squared_distance_m2(m_nodes[node.right].box, visit.p);
    const bool left_first = left <= right;
    if (std::min(left, right) < visit.limit_m2) {
        this->visit(left_first ? node.left : node.right, visit);
    }
    if (std::max(left, right) < visit.limit_m2) {
        this->visit(left_first ? node.right : node.left, visit);
    }
}

void SegmentTree::visit_nearer(const geo::Position& p, double limit_m,
                               const std::function<double(std::size_t)>& visitor) const {
    Visit visit{p, limit_m * limit_m, visitor};
    this->visit(m_root, visit);
}

} // namespace liangxian::compare
