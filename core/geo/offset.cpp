// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/offset.hpp"

#include "core/geo/elementary.hpp"
#include "core/geo/geos.hpp"
#include "core/geo/overlay.hpp"
#include "core/geo/swath.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace liangxian::geo {
namespace {

constexpr double kDegreesPerRadian = 57.29577951308232;
/// A body that fills less of its smallest rectangle has no sides to speak of.
constexpr double kRectangular = 0.9;
/// Vertices nearer to the line between their neighbours are rounding of the joining.
constexpr double kRoundingM = 1e-4;

double cross(const Position& o, const Position& a, const Position& b) {
    return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
}

/// Anticlockwise hull of a few points (Andrew 1979).
Ring hull_of(std::vector<Position> points) {
    std::sort(points.begin(), points.end(),
              [](const Position& a, const Position& b) { return a.x < b.x || (a.x == b.x && a.y < b.y); });
    Ring hull;
    for (int pass = 0; pass < 2; ++pass) {
        const std::size_t start = hull.size();
        for (const Position& p : points) {
            while (hull.size() >= start + 2 && cross(hull[hull.size() - 2], hull.back(), p) <= 0) {
                hull.pop_back();
            }
            hull.push_back(p);
        }
        hull.pop_back();
        std::reverse(points.begin(), points.end());
    }
    return hull;
}

/// Rings and lines alike, as runs of points; a ring's first point is its last, too.
std::vector<Line> runs_of(const Geometry& plane) {
    std::vector<Line> runs = plane.lines;
    const auto add_ring = [&runs](const Ring& ring) {
        runs.push_back(ring);
        runs.back().push_back(ring.front());
    };
    for (const Polygon& polygon : plane.polygons) {
        add_ring(polygon.shell);
        std::for_each(polygon.holes.begin(), polygon.holes.end(), add_ring);
    }
    for (const Position& point : plane.points) {
        runs.push_back({point});
    }
    return runs;
}

double from_chord_m(const Position& a, const Position& p, const Position& b) {
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double length = std::sqrt(dx * dx + dy * dy);
    return length > 0 ? std::abs(cross(a, b, p)) / length : 0;
}

/// Without the vertices that the joining of pieces left on straight edges.
Ring straightened(const Ring& ring) {
    Ring out;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Position& before = out.empty() ? ring[(i + ring.size() - 1) % ring.size()] : out.back();
        const Position& after = ring[(i + 1) % ring.size()];
        if (from_chord_m(before, ring[i], after) > kRoundingM) {
            out.push_back(ring[i]);
        }
    }
    return out.size() < 3 ? ring : out;
}

Geometry joined(const Geometry& pieces) {
    Geometry out = union_of({&pieces}).geometry;
    for (Polygon& polygon : out.polygons) {
        polygon.shell = straightened(polygon.shell);
        for (Ring& hole : polygon.holes) {
            hole = straightened(hole);
        }
    }
    return out;
}

double area_of(const Ring& ring) {
    double twice = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        twice += cross(ring.front(), ring[i], ring[(i + 1) % ring.size()]);
    }
    return std::abs(twice) / 2;
}

/// The direction of a rectangle's edge that is nearest to east, as axes.
SideAxes axes_along(const Position& from, const Position& to) {
    double dx = to.x - from.x;
    double dy = to.y - from.y;
    for (int quarter = 0; quarter < 3 && !(dx > 0 && std::abs(dy) <= dx); ++quarter) {
        const double turned = -dx;
        dx = dy;
        dy = turned;
    }
    const double length = std::sqrt(dx * dx + dy * dy);
    return length > 0 ? SideAxes{dx / length, dy / length} : SideAxes{};
}

} // namespace

double SideAxes::turned_deg() const { return arctan2(sin, cos) * kDegreesPerRadian; }

Geometry grown_round(const Geometry& plane, double distance_m) {
    if (distance_m <= 0) {
        return plane;
    }
    Geometry outlines;
    for (Line& run : runs_of(plane)) {
        outlines.lines.push_back(std::move(run));
    }
    Geometry pieces = swath(outlines, 2 * distance_m);
    pieces.polygons.insert(pieces.polygons.end(), plane.polygons.begin(), plane.polygons.end());
    return joined(pieces);
}

SideAxes axes_of(const Geometry& plane) {
    if (plane.polygons.empty()) {
        return {};
    }
    const GeosGeometry body = to_geos(plane.polygons);
    const GeosGeometry smallest(GEOSMinimumRotatedRectangle_r(geos_context(), body.get()));
    const Geometry rectangle = smallest ? from_geos(smallest.get()) : Geometry{};
    if (rectangle.polygons.empty() || rectangle.polygons.front().shell.size() != 4) {
        return {};
    }
    double area_m2 = 0;
    for (const Polygon& polygon : plane.polygons) {
        area_m2 += area_of(polygon.shell);
    }
    const Ring& corners = rectangle.polygons.front().shell;
    return area_m2 < kRectangular * area_of(corners) ? SideAxes{} : axes_along(corners[0], corners[1]);
}

Geometry grown_per_side(const Geometry& plane, const SideDistances& distances, const SideAxes& axes) {
    Geometry pieces;
    const auto box_about = [&](const Position& p) {
        const Position in = axes.turned_in(p);
        const double west = in.x - distances.west;
        const double east = in.x + distances.east;
        const double south = in.y - distances.south;
        const double north = in.y + distances.north;
        return std::vector<Position>{{west, south}, {east, south}, {east, north}, {west, north}};
    };
    for (const Line& run : runs_of(plane)) {
        std::vector<Position> last = box_about(run.front());
        for (std::size_t i = 0; i < run.size(); ++i) {
            std::vector<Position> here = box_about(run[i]);
            std::vector<Position> corners = last;
            corners.insert(corners.end(), here.begin(), here.end());
            if (Ring hull = hull_of(corners); (i > 0 || run.size() == 1) && hull.size() >= 3) {
                pieces.polygons.push_back({std::move(hull), {}});
            }
            last = std::move(here);
        }
    }
    for (const Polygon& polygon : plane.polygons) {
        pieces.polygons.push_back(polygon);
        Geometry turned;
        turned.polygons.push_back(std::move(pieces.polygons.back()));
        turned.for_each_position([&axes](Position& p) { p = axes.turned_in(p); });
        pieces.polygons.back() = std::move(turned.polygons.front());
    }
    Geometry out = joined(pieces);
    out.for_each_position([&axes](Position& p) { p = axes.turned_out(p); });
    return out;
}

Geometry without_holes(Geometry geometry) {
    for (Polygon& polygon : geometry.polygons) {
        polygon.holes.clear();
    }
    return geometry;
}

SideDistances extent_along(const Geometry& plane, const SideAxes& axes) {
    Box box;
    Geometry turned = plane;
    turned.for_each_position([&](Position& p) { box.add(axes.turned_in(p)); });
    return {box.max_x, -box.min_y, -box.min_x, box.max_y};
}

} // namespace liangxian::geo
