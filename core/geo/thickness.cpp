// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/thickness.hpp"

#include "core/base/error.hpp"
#include "core/geo/distance.hpp"
#include "core/geo/geos.hpp"

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

/// Erodes by the radius: a circle fits where something is left. The round corners of the buffer are
/// drawn inside the true ones, which errs towards "it fits", never towards calling it a sliver.
bool circle_fits_polygon(const Polygon& polygon, double diameter_m) {
    const GeosGeometry shape = to_geos(std::vector<Polygon>{in_local_metres(polygon)});
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
