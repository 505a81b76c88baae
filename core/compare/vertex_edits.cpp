// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/compare/vertex_edits.hpp"

#include "core/geo/distance.hpp"
#include "core/geo/geodesic.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <utility>

namespace liangxian::compare {
namespace {

constexpr double kSameDeg = 1e-8; // about a millimetre

using Key = std::pair<long long, long long>;

Key key_of(const geo::Position& p) { return {std::llround(p.x / kSameDeg), std::llround(p.y / kSameDeg)}; }

/// Every ring, anticlockwise.
std::vector<geo::Ring> rings_of(const geo::Geometry& geometry) {
    std::vector<geo::Ring> out;
    const auto add = [&out](geo::Ring ring) {
        double twice = 0;
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const geo::Position& p = ring[i];
            const geo::Position& q = ring[(i + 1) % ring.size()];
            twice += (p.x - ring[0].x) * (q.y - ring[0].y) - (q.x - ring[0].x) * (p.y - ring[0].y);
        }
        if (twice < 0) {
            std::reverse(ring.begin(), ring.end());
        }
        out.push_back(std::move(ring));
    };
    for (const geo::Polygon& polygon : geometry.polygons) {
        add(polygon.shell);
        std::for_each(polygon.holes.begin(), polygon.holes.end(), add);
    }
    return out;
}

struct Place {
    std::size_t ring = 0;
    std::size_t at = 0;
};

/// Corners found by where they are.
class Corners {
public:
    explicit Corners(const std::vector<geo::Ring>& rings) {
        for (std::size_t r = 0; r < rings.size(); ++r) {
            for (std::size_t i = 0; i < rings[r].size(); ++i) {
                m_places.emplace(key_of(rings[r][i]), Place{r, i});
            }
        }
    }
    std::optional<Place> find(const geo::Position& p) const {
        const Key key = key_of(p);
        for (const long long dx : {0, -1, 1}) {
            for (const long long dy : {0, -1, 1}) {
                if (const auto found = m_places.find({key.first + dx, key.second + dy});
                    found != m_places.end()) {
                    return found->second;
                }
            }
        }
        return std::nullopt;
    }

private:
    std::map<Key, Place> m_places;
};

using Run = std::vector<geo::Position>;

/// Corners of a ring after \p from and before \p to, round the end.
Run between(const geo::Ring& ring, std::size_t from, std::size_t to) {
    Run out;
    for (std::size_t i = (from + 1) % ring.size(); i != to; i = (i + 1) % ring.size()) {
        out.push_back(ring[i]);
    }
    return out;
}

constexpr std::size_t kMostTried = 4'000'000;

/// Which of the longer run go with the shorter one, in order and with the least of their squared ways.
/// \returns for each of the shorter its place in the longer; nothing when there is too much to try
std::optional<std::vector<std::size_t>> partners(const Run& shorter, const Run& longer) {
    std::vector<std::size_t> out(shorter.size());
    const std::size_t spare = longer.size() - shorter.size();
    if (spare == 0 || shorter.empty()) {
        std::iota(out.begin(), out.end(), std::size_t{0});
        return out;
    }
    if (shorter.size() > kMostTried / (spare + 1)) {
        return std::nullopt;
    }
    const geo::MetresPerDegree scale = geo::metres_per_degree(std::clamp(shorter.front().y, -89.0, 89.0));
    // cost(i, k): the first i of the shorter placed with k of the longer passed over.
    std::vector<double> costs((shorter.size() + 1) * (spare + 1), 0);
    const auto cost = [&](std::size_t i, std::size_t k) -> double& { return costs[i * (spare + 1) + k]; };
    for (std::size_t i = 1; i <= shorter.size(); ++i) {
        for (std::size_t k = 0; k <= spare; ++k) {
            const double east_m = (shorter[i - 1].x - longer[i - 1 + k].x) * scale.lon;
            const double north_m = (shorter[i - 1].y - longer[i - 1 + k].y) * scale.lat;
            const double placed = cost(i - 1, k) + east_m * east_m + north_m * north_m;
            cost(i, k) = k > 0 ? std::min(placed, cost(i, k - 1)) : placed;
        }
    }
    std::size_t k = spare;
    for (std::size_t i = shorter.size(); i > 0; --i) {
        while (k > 0 && cost(i, k) == cost(i, k - 1)) {
            --k;
        }
        out[i - 1] = i - 1 + k;
    }
    return out;
}

void tell_run(const Run& a, const Run& b, VertexEdits& out) {
    const bool a_is_shorter = a.size() <= b.size();
    const Run& shorter = a_is_shorter ? a : b;
    const Run& longer = a_is_shorter ? b : a;
    const auto with = partners(shorter, longer);
    if (!with) {
        out.not_followed_a += a.size();
        out.not_followed_b += b.size();
        return;
    }
    std::vector<bool> taken(longer.size(), false);
    for (std::size_t i = 0; i < shorter.size(); ++i) {
        taken[(*with)[i]] = true;
        const geo::Position& from = a_is_shorter ? shorter[i] : longer[(*with)[i]];
        const geo::Position& to = a_is_shorter ? longer[(*with)[i]] : shorter[i];
        out.moved.push_back({from, to, geo::geodesic_m(from, to)});
    }
    for (std::size_t i = 0; i < longer.size(); ++i) {
        if (!taken[i]) {
            (a_is_shorter ? out.added : out.removed).push_back(longer[i]);
        }
    }
}

struct Anchor {
    std::size_t in_a = 0;
    std::size_t in_b = 0;
};

/// The corners of a ring that stand in one ring of the other, in the order of both.
std::vector<Anchor> anchors_of(const geo::Ring& ring, const Corners& corners,
                               std::optional<std::size_t>& other) {
    std::map<std::size_t, std::vector<Anchor>> by_ring;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        if (const auto place = corners.find(ring[i])) {
            by_ring[place->ring].push_back({i, place->at});
        }
    }
    const auto most = std::max_element(by_ring.begin(), by_ring.end(), [](const auto& x, const auto& y) {
        return x.second.size() < y.second.size();
    });
    if (most == by_ring.end()) {
        return {};
    }
    other = most->first;
    return std::move(most->second);
}

/// Whether the kept corners follow each other alike in both rings, once round; else it was redrawn.
bool run_alike(const std::vector<Anchor>& anchors, std::size_t size_b) {
    std::size_t way = 0;
    for (std::size_t i = 0; i < anchors.size(); ++i) {
        const std::size_t step = (anchors[(i + 1) % anchors.size()].in_b + size_b - anchors[i].in_b) % size_b;
        if (step == 0 && anchors.size() > 1) {
            return false; // two corners of one place
        }
        way += step;
    }
    return anchors.size() == 1 || way == size_b;
}

} // namespace

VertexEdits vertex_edits(const geo::Geometry& a, const geo::Geometry& b) {
    VertexEdits out;
    const std::vector<geo::Ring> rings_b = rings_of(b);
    const Corners corners(rings_b);
    for (const geo::Ring& ring : rings_of(a)) {
        std::optional<std::size_t> other;
        const std::vector<Anchor> anchors = anchors_of(ring, corners, other);
        out.kept += anchors.size();
        if (!run_alike(anchors, other ? rings_b[*other].size() : 0)) {
            continue;
        }
        for (std::size_t i = 0; i < anchors.size(); ++i) {
            const Anchor& from = anchors[i];
            const Anchor& to = anchors[(i + 1) % anchors.size()];
            const geo::Ring& ring_b = rings_b[*other];
            tell_run(between(ring, from.in_a, to.in_a), between(ring_b, from.in_b, to.in_b), out);
        }
    }
    return out;
}

} // namespace liangxian::compare
