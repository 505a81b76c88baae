// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/tiles/tile_rings.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace liangxian::tiles {
namespace {

struct Point {
    double x;
    double y;
};

constexpr double kLow = -TileFrame::kBuffer;
constexpr double kHigh = TileFrame::kExtent + TileFrame::kBuffer;

/// A ring in tile units, its closing vertex left out.
void project(const index::FlatRings& polygons, std::uint32_t ring, const TileFrame& frame,
             std::vector<Point>& out) {
    out.clear();
    for (std::uint32_t i = polygons.first_vertex(ring); i + 1 < polygons.end_vertex(ring); ++i) {
        out.push_back({frame.x(polygons.x[i]), frame.y(polygons.y[i])});
    }
}

bool is_inside(const geo::Box& box, const geo::Box& of) {
    return box.min_x >= of.min_x && box.max_x <= of.max_x && box.min_y >= of.min_y && box.max_y <= of.max_y;
}

/// Keeps what lies on one side of an upright (or level) border: Sutherland and Hodgman, 1974.
template <double Point::*Across, double Point::*Along>
void cut(const std::vector<Point>& ring, double border, bool keep_above, std::vector<Point>& out) {
    out.clear();
    if (ring.empty()) {
        return;
    }
    const auto is_kept = [&](const Point& p) {
        return keep_above ? p.*Across >= border : p.*Across <= border;
    };
    const Point* before = &ring.back();
    for (const Point& here : ring) {
        if (is_kept(*before) != is_kept(here)) {
            const double part = (border - before->*Across) / (here.*Across - before->*Across);
            Point crossing{};
            crossing.*Across = border;
            crossing.*Along = before->*Along + part * (here.*Along - before->*Along);
            out.push_back(crossing);
        }
        if (is_kept(here)) {
            out.push_back(here);
        }
        before = &here;
    }
}

void cut_at_buffer(std::vector<Point>& ring, std::vector<Point>& spare) {
    cut<&Point::x, &Point::y>(ring, kLow, true, spare);
    cut<&Point::x, &Point::y>(spare, kHigh, false, ring);
    cut<&Point::y, &Point::x>(ring, kLow, true, spare);
    cut<&Point::y, &Point::x>(spare, kHigh, false, ring);
}

std::int64_t cross(const TilePoint& a, const TilePoint& b, const TilePoint& c) {
    return std::int64_t{b.x - a.x} * (c.y - b.y) - std::int64_t{b.y - a.y} * (c.x - b.x);
}

/// On the grid: corners that are not where the one before is, nor on the line of their neighbours.
std::vector<TilePoint> on_grid(const std::vector<Point>& ring) {
    std::vector<TilePoint> out;
    const auto add = [&out](const TilePoint& p) {
        while (out.size() > 1 && cross(out[out.size() - 2], out.back(), p) == 0) {
            out.pop_back();
        }
        if (out.empty() || !(out.back() == p)) {
            out.push_back(p);
        }
    };
    for (const Point& p : ring) {
        add({static_cast<int>(std::lround(p.x)), static_cast<int>(std::lround(p.y))});
    }
    // Round the end the same holds.
    std::size_t first = 0;
    while (out.size() - first > 2) {
        if (out.back() == out[first] || cross(out[out.size() - 2], out.back(), out[first]) == 0) {
            out.pop_back();
        } else if (cross(out.back(), out[first], out[first + 1]) == 0) {
            ++first;
        } else {
            break;
        }
    }
    out.erase(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(first));
    return out;
}

std::int64_t twice_area(const std::vector<TilePoint>& ring) {
    std::int64_t out = 0;
    const TilePoint* before = ring.empty() ? nullptr : &ring.back();
    for (const TilePoint& here : ring) {
        out += std::int64_t{before->x} * here.y - std::int64_t{here.x} * before->y;
        before = &here;
    }
    return out;
}

/// One unit square for a shell too small for the grid, in the one tile that its middle lies in.
std::vector<TilePoint> speck(const geo::Box& box, const TileFrame& frame) {
    const double x = std::floor(frame.x((box.min_x + box.max_x) / 2));
    const double y = std::floor(frame.y((box.min_y + box.max_y) / 2));
    if (x < 0 || y < 0 || x >= TileFrame::kExtent || y >= TileFrame::kExtent) {
        return {};
    }
    const int left = static_cast<int>(x);
    const int top = static_cast<int>(y);
    return {{left, top}, {left + 1, top}, {left + 1, top + 1}, {left, top + 1}};
}

} // namespace

std::vector<TileRing> tile_rings(const index::FlatRings& polygons, const TileFrame& frame) {
    std::vector<TileRing> out;
    std::vector<Point> ring;
    std::vector<Point> spare;
    bool has_shell = false;
    for (std::uint32_t i = 0; i < polygons.ring_count; ++i) {
        const bool is_hole = polygons.rings[i].is_hole();
        const geo::Box box = polygons.ring_boxes == nullptr ? polygons.box : polygons.ring_boxes[i].box();
        has_shell = is_hole && has_shell;
        if (!box.intersects(frame.box()) || (is_hole && !has_shell)) {
            continue;
        }
        project(polygons, i, frame, ring);
        if (!is_inside(box, frame.box())) {
            cut_at_buffer(ring, spare);
        }
        TileRing drawn{on_grid(ring), is_hole};
        std::int64_t area = twice_area(drawn.points);
        if (area == 0 && !is_hole) {
            drawn.points = speck(box, frame);
            area = twice_area(drawn.points);
        } else {
            has_shell = has_shell || !is_hole;
        }
        if (area == 0) {
            continue;
        }
        if ((area > 0) == is_hole) {
            std::reverse(drawn.points.begin(), drawn.points.end());
        }
        out.push_back(std::move(drawn));
    }
    return out;
}

} // namespace liangxian::tiles
