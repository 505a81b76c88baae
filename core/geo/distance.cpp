// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/distance.hpp"

#include "core/base/error.hpp"
#include "core/geo/area.hpp"
#include "core/geo/elementary.hpp"
#include "core/geo/geos.hpp"

#include <cmath>
#include <vector>

namespace liangxian::geo {
namespace {

constexpr double kRadiansPerDegree = 3.14159265358979323846 / 180.0;

/// A sinusoidal plane about one meridian: true lengths along every parallel and along the meridian,
/// so near the meridian it is true in every direction and at every latitude.
struct LocalPlane {
    Position origin;

    Position to_metres(const Position& p) const {
        const MetresPerDegree here = metres_per_degree(p.y);
        const MetresPerDegree between = metres_per_degree((p.y + origin.y) / 2);
        return {(p.x - origin.x) * here.lon, (p.y - origin.y) * between.lat};
    }
    Position to_degrees(const Position& p) const {
        double lat = origin.y + p.y / metres_per_degree(origin.y).lat;
        for (int i = 0; i < 3; ++i) { // a fixed point: the scale changes by 1e-7 a kilometre
            lat = origin.y + p.y / metres_per_degree((lat + origin.y) / 2).lat;
        }
        return {origin.x + p.x / metres_per_degree(lat).lon, lat};
    }
};

/// Tall edges are not straight in the plane: cut them so that each piece is, to a micrometre.
constexpr double kTallestEdgeDeg = 0.02;

std::vector<Position> cut_run(const std::vector<Position>& run, bool closed) {
    std::vector<Position> out;
    for (std::size_t i = 0; i < run.size(); ++i) {
        out.push_back(run[i]);
        if (i + 1 == run.size() && !closed) {
            break;
        }
        const Position& next = run[i + 1 == run.size() ? 0 : i + 1];
        const double pieces = std::ceil(std::abs(next.y - run[i].y) / kTallestEdgeDeg);
        for (double k = 1; k < pieces; ++k) {
            const double t = k / pieces;
            out.push_back({run[i].x + (next.x - run[i].x) * t, run[i].y + (next.y - run[i].y) * t});
        }
    }
    return out;
}

Geometry in_plane(const Geometry& geometry, const LocalPlane& plane) {
    Geometry out;
    out.points = geometry.points;
    for (const Line& line : geometry.lines) {
        out.lines.push_back(cut_run(line, false));
    }
    for (const Polygon& polygon : geometry.polygons) {
        Polygon cut{cut_run(polygon.shell, true), {}};
        for (const Ring& hole : polygon.holes) {
            cut.holes.push_back(cut_run(hole, true));
        }
        out.polygons.push_back(std::move(cut));
    }
    out.for_each_position([&plane](Position& p) { p = plane.to_metres(p); });
    return out;
}

template <typename Convert>
Nearest nearest_in_plane(const Geometry& a, const Geometry& b, const LocalPlane& plane, Convert&& convert) {
    const GeosGeometry ga = convert(in_plane(a, plane));
    const GeosGeometry gb = convert(in_plane(b, plane));
    GEOSContextHandle_t context = geos_context();
    GEOSCoordSequence* points = GEOSNearestPoints_r(context, ga.get(), gb.get());
    if (points == nullptr) {
        throw base::GeometryError(
            "distance-failed", {"无法计算距离：" + take_geos_message(), "the distance cannot be computed"});
    }
    Position pa;
    Position pb;
    GEOSCoordSeq_getXY_r(context, points, 0, &pa.x, &pa.y);
    GEOSCoordSeq_getXY_r(context, points, 1, &pb.x, &pb.y);
    GEOSCoordSeq_destroy_r(context, points);
    const bool meet = pa == pb;
    Nearest out{0, plane.to_degrees(pa), plane.to_degrees(pb)};
    out.distance_m = meet ? 0 : geodesic_m(out.on_a, out.on_b);
    return out;
}

/// The plane about the middle of one of the two finds the pair; the plane about the pair itself
/// finds it again, free of the first one's error far from its meridian.
template <typename Convert>
Nearest nearest_by(const Geometry& a, const Geometry& b, Convert&& convert) {
    const Box box = b.bounds();
    const LocalPlane about_b{{(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2}};
    const Nearest first = nearest_in_plane(a, b, about_b, convert);
    return nearest_in_plane(a, b, LocalPlane{first.on_b}, convert);
}

} // namespace

MetresPerDegree metres_per_degree(double latitude_deg) {
    const double e2 = kFlattening * (2 - kFlattening);
    const SinCos latitude = sin_cos_deg(latitude_deg);
    const double w2 = 1 - e2 * latitude.sin * latitude.sin;
    const double prime_vertical_m = kSemiMajorM / std::sqrt(w2);
    return {prime_vertical_m * latitude.cos * kRadiansPerDegree,
            prime_vertical_m * (1 - e2) / w2 * kRadiansPerDegree};
}

Box grown_by_metres(const Box& box, double distance_m) {
    constexpr double kMargin = 1.01; // the scale changes across the box
    const double worst_latitude = std::max(std::abs(box.min_y), std::abs(box.max_y));
    const MetresPerDegree scale = metres_per_degree(std::min(worst_latitude + 0.5, 89.0));
    const MetresPerDegree equator = metres_per_degree(0);
    return box.grown(kMargin * distance_m / scale.lon, kMargin * distance_m / equator.lat);
}

double length_m(const Geometry& lines) {
    double total = 0;
    for (const Line& line : lines.lines) {
        for (std::size_t i = 1; i < line.size(); ++i) {
            total += geodesic_m(line[i - 1], line[i]);
        }
    }
    return total;
}

Nearest nearest(const Geometry& a, const Geometry& b) {
    return nearest_by(a, b, [](const Geometry& g) { return to_geos(g); });
}

Nearest nearest_boundaries(const Geometry& a, const Geometry& b) {
    return nearest_by(
        a, b, [](const Geometry& g) { return g.dimension() == 2 ? boundary_to_geos(g) : to_geos(g); });
}

} // namespace liangxian::geo
