// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <limits>
#include <vector>

namespace liangxian::geo {

/// One vertex. In EPSG:4490 (the store, the engine, every result) x is the longitude and y the
/// latitude, in degrees; in a plane x is the easting and y the northing, in metres. Northing-first
/// sources are turned round when they are read, in axis_order.hpp, and nowhere else.
struct Position {
    double x = 0;
    double y = 0;
    bool operator==(const Position& o) const { return x == o.x && y == o.y; }
    bool operator!=(const Position& o) const { return !(*this == o); }
};

using Line = std::vector<Position>;
/// A ring keeps its vertices once: the closing vertex is not repeated.
using Ring = std::vector<Position>;

struct Polygon {
    Ring shell;
    std::vector<Ring> holes;
};

/// An axis-parallel box; empty until something is added.
struct Box {
    double min_x = std::numeric_limits<double>::infinity();
    double min_y = std::numeric_limits<double>::infinity();
    double max_x = -std::numeric_limits<double>::infinity();
    double max_y = -std::numeric_limits<double>::infinity();

    bool empty() const { return min_x > max_x; }
    void add(const Position& p) {
        min_x = std::min(min_x, p.x);
        min_y = std::min(min_y, p.y);
        max_x = std::max(max_x, p.x);
        max_y = std::max(max_y, p.y);
    }
    // One branch at the end: which of four comparisons fails is nothing a processor can guess.
    bool intersects(const Box& o) const {
        return ((min_x <= o.max_x) & (o.min_x <= max_x) & (min_y <= o.max_y) & (o.min_y <= max_y)) != 0;
    }
    bool contains(const Position& p) const {
        return ((min_x <= p.x) & (p.x <= max_x) & (min_y <= p.y) & (p.y <= max_y)) != 0;
    }
    /// \param dx,dy  in the unit of the coordinates
    Box grown(double dx, double dy) const { return {min_x - dx, min_y - dy, max_x + dx, max_y + dy}; }
};

/// A geometry value: polygons, lines and points side by side (an intersection may hold several).
/// Carries no CRS of its own: from intake on it is EPSG:4490 unless the name says otherwise.
struct Geometry {
    std::vector<Polygon> polygons;
    std::vector<Line> lines;
    std::vector<Position> points;

    bool empty() const { return polygons.empty() && lines.empty() && points.empty(); }
    /// 2 when there is a polygon, else 1 for a line, 0 for a point, -1 when empty.
    int dimension() const { return !polygons.empty() ? 2 : !lines.empty() ? 1 : !points.empty() ? 0 : -1; }
    std::size_t vertex_count() const;
    Box bounds() const;
    /// Calls \p f for every vertex; \p f may change it.
    template <typename F>
    void for_each_position(F&& f) {
        for (Polygon& polygon : polygons) {
            std::for_each(polygon.shell.begin(), polygon.shell.end(), f);
            for (Ring& hole : polygon.holes) {
                std::for_each(hole.begin(), hole.end(), f);
            }
        }
        for (Line& line : lines) {
            std::for_each(line.begin(), line.end(), f);
        }
        std::for_each(points.begin(), points.end(), f);
    }
};

} // namespace liangxian::geo
