// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/grid.hpp"

#include "core/base/error.hpp"
#include "core/base/number.hpp"
#include "core/geo/geos.hpp"
#include "core/geo/repair.hpp"

#include <algorithm>

namespace liangxian::geo {
namespace {

void round_all(Geometry& geometry, int decimals) {
    geometry.for_each_position([decimals](Position& p) {
        p = {base::rounded_half_up(p.x, decimals), base::rounded_half_up(p.y, decimals)};
    });
}

void drop_repeated(std::vector<Position>& run, bool closed) {
    run.erase(std::unique(run.begin(), run.end()), run.end());
    while (closed && run.size() > 1 && run.front() == run.back()) {
        run.pop_back();
    }
}

/// Whether every ring still has three different vertices.
bool drop_repeated(Geometry& geometry) {
    bool whole = true;
    for (Polygon& polygon : geometry.polygons) {
        drop_repeated(polygon.shell, true);
        whole = whole && polygon.shell.size() > 2;
        for (Ring& hole : polygon.holes) {
            drop_repeated(hole, true);
            whole = whole && hole.size() > 2;
        }
    }
    for (Line& line : geometry.lines) {
        drop_repeated(line, false);
    }
    geometry.lines.erase(std::remove_if(geometry.lines.begin(), geometry.lines.end(),
                                        [](const Line& line) { return line.size() < 2; }),
                         geometry.lines.end());
    return whole;
}

/// GEOS rounds and keeps valid in one; what it computes stands on the grid but for the last digit.
std::vector<Polygon> valid_on_grid(const std::vector<Polygon>& polygons, int decimals) {
    const GeosGeometry source = to_geos(polygons);
    const GeosGeometry rounded(
        GEOSGeom_setPrecision_r(geos_context(), source.get(), base::decimal_step(decimals), 0));
    if (!rounded) {
        throw base::GeometryError("grid-failed", {"图形无法取整到格网：" + take_geos_message(),
                                                  "the geometry cannot be rounded to a grid"});
    }
    Geometry out = from_geos(rounded.get());
    round_all(out, decimals);
    return std::move(out.polygons);
}

} // namespace

Geometry on_grid(Geometry geometry, int decimals) {
    const std::vector<Polygon> source = geometry.polygons;
    round_all(geometry, decimals);
    if (!drop_repeated(geometry) || (!geometry.polygons.empty() && invalidity(geometry))) {
        geometry.polygons = valid_on_grid(source, decimals);
        drop_repeated(geometry);
    }
    return geometry;
}

} // namespace liangxian::geo
