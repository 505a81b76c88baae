// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/thickness.hpp"

#include "core/base/error.hpp"
#include "core/geo/distance.hpp"
#include "core/geo/geos.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

namespace liangxian::geo {
namespace {

/// The polygon in metres about its own middle, so that a ten-centimetre question keeps its digits.
Polygon in_local_metres(const Polygon& polygon) {
    Geometry one;
    one.polygons.push_back(polygon);
    const Box box = one.bounds();
    const double lon = (box.min_x + box.max_x) / 2;
    const double lat = (box.min_y + box.max_y) / 2;
    const MetresPerDegree scale = metres_per_degree(lat);
    one.for_each_position([&](Position& p) { p = {(p.x - lon) * scale.lon, (p.y - lat) * scale.lat}; });
    return one.polygons.front();
}

/// Calls \p visit with every edge of a polygon.
template <typename Visit>
void for_each_edge(const Polygon& polygon, Visit&& visit) {
    const auto walk = [&visit](const Ring& ring) {
        for (std::size_t i = 0; i < ring.size(); ++i) {
            visit(ring[i], ring[i + 1 == ring.size() ? 0 : i + 1]);
        }
    };
    walk(polygon.shell);
    for (const Ring& hole : polygon.holes) {
        walk(hole);
    }
}

/// The middle of the widest stretch of a parallel that lies inside; nothing where none does.
std::optional<Position> widest_middle(const Polygon& polygon, double y) {
    std::vector<double> crossings;
    for_each_edge(polygon, [&](const Position& a, const Position& b) {
        if ((a.y <= y) != (b.y <= y)) {
            crossings.push_back(a.x + (b.x - a.x) * ((y - a.y) / (b.y - a.y)));
        }
    });
    std::sort(crossings.begin(), crossings.end());
    std::optional<Position> out;
    double widest_m = 0;
    for (std::size_t i = 1; i < crossings.size(); i += 2) {
        if (crossings[i] - crossings[i - 1] > widest_m) {
            widest_m = crossings[i] - crossings[i - 1];
            out = Position{(crossings[i] + crossings[i - 1]) / 2, y};
        }
    }
    return out;
}

double squared_distance_m2(const Position& p, const Position& a, const Position& b) {
    const Position edge{b.x - a.x, b.y - a.y};
    const Position from{p.x - a.x, p.y - a.y};
    const double length2 = edge.x * edge.x + edge.y * edge.y;
    const double t = length2 > 0 ? std::clamp((from.x * edge.x + from.y * edge.y) / length2, 0.0, 1.0) : 0.0;
    const double dx = from.x - t * edge.x;
    const double dy = from.y - t * edge.y;
    return dx * dx + dy * dy;
}

/// Tries the middles of some parallels: nearly every overlap has room there, and erosion need not be asked.
/// \param polygon  in metres about its own middle
bool has_plain_room(const Polygon& polygon, double diameter_m) {
    constexpr double kSurely = 1.001;
    const double enough_m2 = diameter_m * diameter_m / 4 * kSurely;
    double height_m = 0;
    for (const Position& p : polygon.shell) {
        height_m = std::max(height_m, 2 * std::abs(p.y));
    }
    for (const double share : {0.5, 0.25, 0.75, 0.4, 0.6, 0.1, 0.9}) {
        const auto middle = widest_middle(polygon, (share - 0.5) * height_m);
        if (!middle) {
            continue;
        }
        double least_m2 = enough_m2;
        for_each_edge(polygon, [&](const Position& a, const Position& b) {
            least_m2 = std::min(least_m2, squared_distance_m2(*middle, a, b));
        });
        if (least_m2 >= enough_m2) {
            return true;
        }
    }
    return false;
}

/// Erodes by the radius: a circle fits where something is left. The round corners of the buffer are
/// drawn inside the true ones, which errs towards "it fits", never towards calling it a sliver.
bool circle_fits_polygon(const Polygon& polygon, double diameter_m) {
    const Polygon local = in_local_metres(polygon);
    if (has_plain_room(local, diameter_m)) {
        return true;
    }
    const GeosGeometry shape = to_geos(std::vector<Polygon>{local});
    constexpr int kQuadrantSegments = 16;
    constexpr double kJustInside = 1.0 - 1e-9;
    const GeosGeometry eroded(
        GEOSBuffer_r(geos_context(), shape.get(), -diameter_m / 2 * kJustInside, kQuadrantSegments));
    if (!eroded) {
        throw base::GeometryError("thickness-failed", {"无法判断重叠部分的厚度：" + take_geos_message(),
                                                       "the thickness of an overlap cannot be told"});
    }
    return GEOSisEmpty_r(geos_context(), eroded.get()) == 0;
}

} // namespace

bool circle_fits(const Geometry& geometry, double diameter_m) {
    for (const Polygon& polygon : geometry.polygons) {
        if (circle_fits_polygon(polygon, diameter_m)) {
            return true;
        }
    }
    return false;
}

double mean_width_m(const Geometry& geometry, double area_m2) {
    Geometry rings;
    const auto add_closed = [&rings](Ring ring) {
        if (!ring.empty()) {
            ring.push_back(ring.front());
            rings.lines.push_back(std::move(ring));
        }
    };
    for (const Polygon& polygon : geometry.polygons) {
        add_closed(polygon.shell);
        for (const Ring& hole : polygon.holes) {
            add_closed(hole);
        }
    }
    const double perimeter_m = length_m(rings);
    return perimeter_m > 0 ? 2 * area_m2 / perimeter_m : 0;
}

} // namespace liangxian::geo
