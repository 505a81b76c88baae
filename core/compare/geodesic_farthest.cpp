// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/compare/geodesic_farthest.hpp"

#include "core/compare/outline_segments.hpp"
#include "core/geo/elementary.hpp"
#include "core/geo/geodesic.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace liangxian::compare {
namespace {

constexpr double kRadiusM = 6.33e6; ///< no curvature of the ellipsoid is greater
constexpr double kSteepest = 85;    ///< degrees of latitude
/// Up to here the nearest point of an edge is found in the plane between both to a hundredth of a millimetre.
constexpr double kPlaneWithinM = 1000;

geo::Box around(const geo::Geometry& a, const geo::Geometry& b) {
    geo::Box box = a.bounds();
    const geo::Box of_b = b.bounds();
    box.add({of_b.min_x, of_b.min_y});
    box.add({of_b.max_x, of_b.max_y});
    return box;
}

double highest_latitude(const geo::Box& box) { return std::max(std::abs(box.min_y), std::abs(box.max_y)); }

double tangent(double latitude_deg) {
    const geo::SinCos at = geo::sin_cos_deg(latitude_deg);
    return at.sin / at.cos;
}

/// The ground about two outlines in two planes, both straight where degrees are: one in which no way is
/// longer than on the ellipsoid, one in which none is shorter.
class Ground {
public:
    explicit Ground(const geo::Box& box) : m_tangent(tangent(highest_latitude(box))) {
        const double highest = highest_latitude(box);
        const bool has_equator = box.min_y <= 0 && box.max_y >= 0;
        const double lowest = has_equator ? 0 : std::min(std::abs(box.min_y), std::abs(box.max_y));
        // A geodesic runs nearer to the pole than both its ends.
        const double across_m = geo::geodesic_m({box.min_x, box.min_y}, {box.max_x, box.max_y});
        const double arc = across_m / kRadiusM;
        const double bulge_deg = 15 * arc * arc * m_tangent + 1e-9;
        const geo::MetresPerDegree at_lowest = geo::metres_per_degree(lowest);
        const geo::MetresPerDegree at_highest = geo::metres_per_degree(std::min(highest + bulge_deg, 89.0));
        m_plane.origin = {(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
        m_plane.scale = {at_highest.lon, at_lowest.lat};
        m_longer = {at_lowest.lon / m_plane.scale.lon, at_highest.lat / m_plane.scale.lat};
    }

    const ScaledPlane& plane() const { return m_plane; }
    double geodesic_m(const geo::Position& p, const geo::Position& q) const {
        return geo::geodesic_m(m_plane.to_degrees(p), m_plane.to_degrees(q));
    }
    /// No less than the way from one to the other along a line that is straight in degrees.
    double at_most_m(const geo::Position& p, const geo::Position& q) const {
        const double x = (p.x - q.x) * m_longer.x;
        const double y = (p.y - q.y) * m_longer.y;
        return std::sqrt(x * x + y * y);
    }
    /// How much more the distance from a straight piece to a straight edge may be between the piece's ends
    /// than at the greater of both: straight lines bend away from geodesics, and the scale changes with
    /// latitude.
    double bulge_m(double length_m, double distance_m) const {
        const double arc = distance_m / kRadiusM;
        const double by_bending = length_m * length_m / 8 * 1.1 * (arc + 4 * m_tangent) / kRadiusM;
        const double by_scale = distance_m * (1.2 * m_tangent * length_m / kRadiusM + 0.4 * arc * arc);
        return std::min(by_bending, by_scale);
    }
    /// The point of a segment that is nearest in the plane scaled between it and \p p, as a part of the
    /// segment.
    double nearest_part(const Segment& segment, const geo::Position& p) const {
        double part = 0;
        geo::Position on = segment.nearest_to(p);
        for (int i = 0; i < 3; ++i) {
            const double latitude = m_plane.origin.y + (p.y + on.y) / 2 / m_plane.scale.lat;
            const geo::MetresPerDegree here = geo::metres_per_degree(latitude);
            const double x = here.lon / m_plane.scale.lon;
            const double y = here.lat / m_plane.scale.lat;
            const double dx = (segment.to.x - segment.from.x) * x;
            const double dy = (segment.to.y - segment.from.y) * y;
            const double length2 = dx * dx + dy * dy;
            part = length2 > 0 ? ((p.x - segment.from.x) * x * dx + (p.y - segment.from.y) * y * dy) / length2
                               : 0;
            on = at(segment, std::clamp(part, 0.0, 1.0));
        }
        return part;
    }
    static geo::Position at(const Segment& segment, double part) {
        return {segment.from.x + part * (segment.to.x - segment.from.x),
                segment.from.y + part * (segment.to.y - segment.from.y)};
    }

private:
    double m_tangent;
    ScaledPlane m_plane;
    geo::Position m_longer;
};

using Hit = SegmentTree::Hit;

/// The edges of one outline, asked for their geodesic distance.
class Edges {
public:
    Edges(const geo::Geometry& geometry, const Ground& ground)
        : m_ground(ground), m_tree(segments_of(geometry, ground.plane())) {}

    const std::vector<Segment>& segments() const { return m_tree.segments(); }

    /// From \p p to one edge.
    Hit nearest_on(std::size_t i, const geo::Position& p) const {
        const Segment& edge = m_tree[i];
        double part = m_ground.nearest_part(edge, p);
        const auto distance_at = [&](double t) { return m_ground.geodesic_m(p, Ground::at(edge, t)); };
        double distance_m = distance_at(std::clamp(part, 0.0, 1.0));
        if (distance_m > kPlaneWithinM) {
            part = settled(edge, std::clamp(part, -1.0, 2.0), distance_at);
            distance_m = distance_at(std::clamp(part, 0.0, 1.0));
        }
        return {i, distance_m, Ground::at(edge, std::clamp(part, 0.0, 1.0))};
    }

    /// From \p p to the nearest edge, or to any that is no farther than \p enough_m.
    Hit nearest(const geo::Position& p, double enough_m) const {
        Hit best;
        best.distance_m = std::numeric_limits<double>::infinity();
        m_tree.visit_nearer(p, std::numeric_limits<double>::infinity(), [&](std::size_t i) {
            const Hit hit = nearest_on(i, p);
            if (hit.distance_m < best.distance_m) {
                best = hit;
            }
            return best.distance_m <= enough_m ? 0 : best.distance_m;
        });
        return best;
    }

private:
    /// Newton's way down to where the distance is least, by differences.
    template <typename Distance>
    double settled(const Segment& edge, double part, const Distance& distance_at) const {
        const double length_m = m_ground.at_most_m(edge.from, edge.to);
        for (int i = 0; i < 12 && length_m > 0; ++i) {
            const double here = distance_at(part);
            const double step = std::min(1e-3 * here / length_m, 0.5);
            const double before = distance_at(part - step);
            const double behind = distance_at(part + step);
            const double bend = before + behind - 2 * here;
            if (bend <= 0) {
                break;
            }
            const double by = std::clamp(step * (before - behind) / (2 * bend), -1.0, 1.0);
            part += by;
            const double left_m = by * length_m;
            if (left_m * left_m < 1e-7 * here || part < -1 || part > 2) {
                break;
            }
        }
        return part;
    }

    const Ground& m_ground;
    SegmentTree m_tree;
};

struct Best {
    double distance_m = -1;
    geo::Position from;
    geo::Position to;
    bool is_from_a = true;
};

/// The greatest distance of the points of one outline's edges from another outline.
class Search {
public:
    Search(const Ground& ground, const Edges& to, bool is_from_a, Best best)
        : m_ground(ground), m_to(to), m_is_from_a(is_from_a), m_best(best) {}

    void look_at(const Segment& edge) {
        std::vector<std::pair<End, End>> pieces{{end_at(edge.from), end_at(edge.to)}};
        while (!pieces.empty()) {
            const auto [from, to] = pieces.back();
            pieces.pop_back();
            if (is_exhausted(from, to)) {
                continue;
            }
            const End middle = end_at({(from.at.x + to.at.x) / 2, (from.at.y + to.at.y) / 2});
            pieces.emplace_back(from, middle);
            pieces.emplace_back(middle, to);
        }
    }
    void look_at(const geo::Position& p) { end_at(p); }
    const Best& best() const { return m_best; }

private:
    struct End {
        geo::Position at;
        Hit hit;
    };

    /// How far short of the greatest distance the one that is found may fall.
    double known_m() const { return m_best.distance_m + std::max(1e-4, 1e-8 * m_best.distance_m); }

    End end_at(const geo::Position& p) {
        End end{p, m_to.nearest(p, m_best.distance_m)};
        if (end.hit.distance_m > m_best.distance_m) {
            m_best = {end.hit.distance_m, p, end.hit.at, m_is_from_a};
        }
        return end;
    }

    /// Whether no point between two may lie farther off than what is known.
    bool is_exhausted(const End& from, const End& to) const {
        const double known = known_m();
        const double length_m = m_ground.at_most_m(from.at, to.at);
        if ((from.hit.distance_m + to.hit.distance_m + length_m) / 2 <= known) {
            return true;
        }
        const auto is_bound_by = [&](double at_from_m, double at_to_m) {
            const double greater_m = std::max(at_from_m, at_to_m);
            return greater_m + m_ground.bulge_m(length_m, greater_m) <= known;
        };
        return is_bound_by(from.hit.distance_m, m_to.nearest_on(from.hit.segment, to.at).distance_m) ||
               is_bound_by(m_to.nearest_on(to.hit.segment, from.at).distance_m, to.hit.distance_m);
    }

    const Ground& m_ground;
    const Edges& m_to;
    bool m_is_from_a;
    Best m_best;
};

} // namespace

bool is_plane_enough(const geo::Geometry& a, const geo::Geometry& b, double distance_m) {
    constexpr double kUnseenM = 2e-5;
    const geo::Box box = around(a, b);
    if (distance_m <= 0 || highest_latitude(box) > kSteepest) {
        return true;
    }
    const double arc = (box.max_y - box.min_y) * geo::metres_per_degree(box.max_y).lat / kRadiusM;
    return 2 * distance_m * arc * tangent(highest_latitude(box)) <= kUnseenM;
}

Farthest geodesic_farthest(const geo::Geometry& a, const geo::Geometry& b, const Farthest& known) {
    const Ground ground(around(a, b));
    const Edges of_a(a, ground);
    const Edges of_b(b, ground);
    Search first(ground, known.is_from_a ? of_b : of_a, known.is_from_a, {});
    first.look_at(ground.plane().to_metres(known.is_from_a ? known.at_a : known.at_b));
    Search from_a(ground, of_b, true, first.best());
    for (const Segment& edge : of_a.segments()) {
        from_a.look_at(edge);
    }
    Search from_b(ground, of_a, false, from_a.best());
    for (const Segment& edge : of_b.segments()) {
        from_b.look_at(edge);
    }
    const Best& best = from_b.best();
    const geo::Position from = ground.plane().to_degrees(best.from);
    const geo::Position to = ground.plane().to_degrees(best.to);
    return {best.distance_m, best.is_from_a ? from : to, best.is_from_a ? to : from, best.is_from_a};
}

} // namespace liangxian::compare
