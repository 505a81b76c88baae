// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/local_plane.hpp"

#include "core/base/error.hpp"
#include "core/geo/densify.hpp"
#include "core/geo/distance.hpp"
#include "core/geo/elementary.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>

namespace liangxian::geo {
namespace {

/// What taking off nearly straight corners may cost (offset.hpp), and the last digits of a plane.
constexpr double kDrawingM = 0.0002;
constexpr double kSmallestRadiusM = 6335439; // of curvature, on the equator along a meridian

double middle_longitude(const Geometry& degrees) {
    const Box box = degrees.bounds();
    return (box.min_x + box.max_x) / 2;
}

double middle_latitude(const Geometry& degrees) {
    const Box box = degrees.bounds();
    return (box.min_y + box.max_y) / 2;
}

Position answered(const std::optional<Position>& position) {
    if (!position) {
        throw base::GeometryError("outside-projection",
                                  {"图形离中央子午线太远，不能在平面上绘制",
                                   "too far from the central meridian to be drawn in a plane"});
    }
    return *position;
}

/// Vertices of a run of edges straight in degrees, none longer than longest_edge_m().
class DegreeEdges {
public:
    Line densified(const Line& line, bool is_ring) const {
        Line out;
        for (std::size_t i = 0; i < line.size(); ++i) {
            out.push_back(line[i]);
            if (i + 1 < line.size() || is_ring) {
                add_between(line[i], line[(i + 1) % line.size()], out);
            }
        }
        return out;
    }

private:
    static void add_between(const Position& from, const Position& to, Line& out) {
        const double latitude_deg = (from.y + to.y) / 2;
        const MetresPerDegree metres = metres_per_degree(latitude_deg);
        const double east_m = (to.x - from.x) * metres.lon;
        const double north_m = (to.y - from.y) * metres.lat;
        const double length_m = std::sqrt(east_m * east_m + north_m * north_m);
        const auto pieces =
            static_cast<std::size_t>(std::ceil(length_m / longest_edge_m(std::abs(latitude_deg))));
        for (std::size_t k = 1; k < pieces; ++k) {
            const double t = static_cast<double>(k) / static_cast<double>(pieces);
            out.push_back({from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t});
        }
    }
};

} // namespace

LocalPlane::LocalPlane(const Geometry& degrees)
    : m_latitude_deg(middle_latitude(degrees)),
      m_projection(GaussKrueger::about_meridian(middle_longitude(degrees))) {}

Position LocalPlane::to_plane(const Position& degrees) const {
    return answered(m_projection.forward(degrees));
}

Position LocalPlane::to_degrees(const Position& plane) const { return answered(m_projection.inverse(plane)); }

Geometry LocalPlane::to_plane(const Geometry& degrees) const {
    const DegreeEdges edges;
    Geometry out;
    for (const Polygon& polygon : degrees.polygons) {
        out.polygons.push_back({edges.densified(polygon.shell, true), {}});
        for (const Ring& hole : polygon.holes) {
            out.polygons.back().holes.push_back(edges.densified(hole, true));
        }
    }
    for (const Line& line : degrees.lines) {
        out.lines.push_back(edges.densified(line, false));
    }
    out.points = degrees.points;
    out.for_each_position([this](Position& p) { p = to_plane(p); });
    return out;
}

Geometry LocalPlane::to_degrees(const Geometry& plane) const {
    Geometry out = densified(plane, std::abs(m_latitude_deg) + 1);
    out.for_each_position([this](Position& p) { p = to_degrees(p); });
    return out;
}

double LocalPlane::at_least_m(double metres, double reach_m, double longest_edge_m) const {
    const double reach = reach_m / kSmallestRadiusM;
    const double edge_m = std::min(longest_edge_m, geo::longest_edge_m(std::abs(m_latitude_deg) + 1));
    const SinCos latitude = sin_cos_deg(std::min(std::abs(m_latitude_deg) + 1, 89.0));
    const double sag_m = edge_m * edge_m * latitude.sin / latitude.cos / (8 * kSmallestRadiusM);
    return metres * (1 + reach * reach / 2) + sag_m + kDrawingM;
}

} // namespace liangxian::geo
