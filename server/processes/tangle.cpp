// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/processes/tangle.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace liangxian::processes {
namespace {

/// Pairs of edges that are looked at; honest outlines of 200,000 corners take some ten millions.
constexpr std::size_t kMostPairs = 200'000'000;

/// An edge, its left end first.
struct Edge {
    geo::Position a;
    geo::Position b;
    double low;
    double high;
};

void add_edge(geo::Position a, geo::Position b, std::vector<Edge>& out) {
    if (b.x < a.x) {
        std::swap(a, b);
    }
    out.push_back({a, b, std::min(a.y, b.y), std::max(a.y, b.y)});
}

void add_line(const std::vector<geo::Position>& line, std::vector<Edge>& out) {
    for (std::size_t i = 1; i < line.size(); ++i) {
        add_edge(line[i - 1], line[i], out);
    }
}

void add_ring(const geo::Ring& ring, std::vector<Edge>& out) {
    add_line(ring, out);
    if (!ring.empty()) {
        add_edge(ring.back(), ring.front(), out);
    }
}

std::vector<Edge> edges_of(const intake::Feature& feature) {
    std::vector<Edge> out;
    for (const intake::SourcePart& part : feature.parts) {
        for (const geo::Polygon& polygon : part.geometry.polygons) {
            add_ring(polygon.shell, out);
            for (const geo::Ring& hole : polygon.holes) {
                add_ring(hole, out);
            }
        }
        for (const auto& line : part.geometry.lines) { // they get a width
            add_line(line, out);
        }
    }
    std::sort(out.begin(), out.end(), [](const Edge& s, const Edge& t) { return s.a.x < t.a.x; });
    return out;
}

double side(const Edge& of, const geo::Position& p) {
    return (of.b.x - of.a.x) * (p.y - of.a.y) - (of.b.y - of.a.y) * (p.x - of.a.x);
}

/// Inside of both: edges that meet at an end or lie on each other do not.
bool cross(const Edge& s, const Edge& t) {
    return side(s, t.a) * side(s, t.b) < 0 && side(t, s.a) * side(t, s.b) < 0;
}

/// What may still be spent on a call.
struct Budget {
    std::size_t crossings;
    std::size_t pairs = kMostPairs;
};

/// From left to right, against the edges that are not over yet. \returns false when the budget is
bool is_within(const std::vector<Edge>& edges, Budget& budget) {
    std::vector<const Edge*> open;
    for (const Edge& edge : edges) {
        std::size_t kept = 0;
        if (open.size() > budget.pairs) {
            return false;
        }
        budget.pairs -= open.size();
        for (const Edge* other : open) {
            if (other->b.x < edge.a.x) {
                continue;
            }
            open[kept++] = other;
            if (other->low <= edge.high && edge.low <= other->high && cross(*other, edge)) {
                if (budget.crossings == 0) {
                    return false;
                }
                --budget.crossings;
            }
        }
        open.resize(kept);
        open.push_back(&edge);
    }
    return true;
}

} // namespace

base::Problems tangles(const std::vector<intake::ReadOutcome>& files, std::size_t most_crossings) {
    base::Problems out;
    Budget budget{most_crossings};
    for (const intake::ReadOutcome& file : files) {
        for (const intake::Feature& feature : file.features) {
            if (!is_within(edges_of(feature), budget)) {
                out.push_back(
                    {"too-tangled",
                     feature.source,
                     {fmt::format("边界自相交叉超过 {} 次或过于复杂；请检查界址点顺序", most_crossings),
                      fmt::format(
                          "its outlines cross each other more than {} times, or are too complex; look at "
                          "the order of the corners",
                          most_crossings)}});
                return out; // the budget is spent
            }
        }
    }
    return out;
}

} // namespace liangxian::processes
