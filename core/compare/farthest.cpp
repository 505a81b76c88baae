// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/compare/farthest.hpp"

#include "core/compare/geodesic_farthest.hpp"
#include "core/compare/outline_segments.hpp"
#include "core/geo/distance.hpp"
#include "core/geo/geodesic.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace liangxian::compare {
namespace {

/// How far short of the greatest distance between two vertices the one that is found may fall.
constexpr double kShortM = 1e-4;

/// Scaled at the middle of a box.
ScaledPlane plane_at(const geo::Box& box) {
    const geo::Position origin{(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
    return {origin, geo::metres_per_degree(std::clamp(origin.y, -80.0, 80.0))};
}

/// The greatest distance of a point of some edges from the nearest of others. On a piece of an edge the
/// distance to one segment is convex, so the greater of its ends bounds it; a piece that may hold more than
/// what is known is halved.
class DirectedSearch {
public:
    struct Best {
        double distance_m = -1;
        geo::Position from;
        geo::Position to;
    };

    DirectedSearch(const SegmentTree& to, Best best) : m_to(to), m_best(best) {}

    void look_at(const Segment& edge) {
        std::vector<Piece> pieces{{end_at(edge.from), end_at(edge.to), {}}};
        pieces.front().segments = {pieces.front().from.hit.segment, pieces.front().to.hit.segment};
        while (!pieces.empty()) {
            const Piece piece = pieces.back();
            pieces.pop_back();
            if (bound_m(piece) <= m_best.distance_m + kShortM) {
                continue;
            }
            const End middle =
                end_at({(piece.from.at.x + piece.to.at.x) / 2, (piece.from.at.y + piece.to.at.y) / 2});
            pieces.push_back({piece.from, middle, {piece.from.hit.segment, middle.hit.segment}});
            pieces.push_back({middle, piece.to, {middle.hit.segment, piece.to.hit.segment}});
        }
    }
    const Best& best() const { return m_best; }

private:
    struct End {
        geo::Position at;
        SegmentTree::Hit hit;
    };
    struct Piece {
        End from;
        End to;
        std::array<std::size_t, 2> segments;
    };

    End end_at(const geo::Position& p) {
        End end{p, m_to.nearest(p)};
        if (end.hit.distance_m > m_best.distance_m) {
            m_best = {end.hit.distance_m, p, end.hit.at};
        }
        return end;
    }

    double bound_m(const Piece& piece) const {
        const double length_m = std::sqrt(squared_distance_m2(piece.from.at, piece.to.at));
        double bound = (piece.from.hit.distance_m + piece.to.hit.distance_m + length_m) / 2;
        for (const std::size_t i : piece.segments) {
            const Segment& segment = m_to[i];
            const double at_from = squared_distance_m2(segment.nearest_to(piece.from.at), piece.from.at);
            const double at_to = squared_distance_m2(segment.nearest_to(piece.to.at), piece.to.at);
            bound = std::min(bound, std::sqrt(std::max(at_from, at_to)));
        }
        return bound;
    }

    const SegmentTree& m_to;
    Best m_best;
};

} // namespace

geo::Position on_earth(const geo::Position& p) {
    if (std::abs(p.y) <= 90) {
        return p;
    }
    const double east = p.x + 180;
    return {east > 180 ? east - 360 : east, p.y > 0 ? 180 - p.y : -180 - p.y};
}

Farthest farthest_in_plane(const geo::Geometry& a, const geo::Geometry& b) {
    const ScaledPlane plane = plane_at(a.bounds());
    const SegmentTree of_a(segments_of(a, plane));
    const SegmentTree of_b(segments_of(b, plane));
    DirectedSearch from_a(of_b, {});
    for (const Segment& edge : of_a.segments()) {
        from_a.look_at(edge);
    }
    DirectedSearch from_b(of_a, {from_a.best().distance_m, {}, {}});
    for (const Segment& edge : of_b.segments()) {
        from_b.look_at(edge);
    }
    const bool from_a_is_greater = from_b.best().distance_m <= from_a.best().distance_m;
    const DirectedSearch::Best& best = from_a_is_greater ? from_a.best() : from_b.best();
    Farthest out;
    out.at_a = plane.to_degrees(from_a_is_greater ? best.from : best.to);
    out.at_b = plane.to_degrees(from_a_is_greater ? best.to : best.from);
    out.is_from_a = from_a_is_greater;
    out.distance_m = best.distance_m > 0 ? geo::geodesic_m(on_earth(out.at_a), on_earth(out.at_b)) : 0;
    return out;
}

Farthest farthest(const geo::Geometry& a, const geo::Geometry& b) {
    const Farthest in_plane = farthest_in_plane(a, b);
    const bool is_far = in_plane.distance_m > kFarthestAskedM;
    return is_far || is_plane_enough(a, b, in_plane.distance_m) ? in_plane
                                                                : geodesic_farthest(a, b, in_plane);
}

} // namespace liangxian::compare
