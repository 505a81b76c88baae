// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/bench/special_sets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace liangxian::bench {
namespace {

constexpr std::uint64_t kInvalidZone = 30;

/// The box's outline with a vertex every so often: the longer an edge, the farther a geodesic strays from it.
geo::Ring outline(const geo::Box& box) {
    constexpr double kStepDeg = 0.002;
    const std::array<geo::Position, 5> corners{{{box.min_x, box.min_y},
                                                {box.max_x, box.min_y},
                                                {box.max_x, box.max_y},
                                                {box.min_x, box.max_y},
                                                {box.min_x, box.min_y}}};
    geo::Ring out;
    for (std::size_t side = 0; side + 1 < corners.size(); ++side) {
        const geo::Position& a = corners[side];
        const geo::Position& b = corners[side + 1];
        const double length_deg = std::max(std::abs(b.x - a.x), std::abs(b.y - a.y));
        const int steps = 1 + static_cast<int>(length_deg / kStepDeg);
        for (int i = 0; i < steps; ++i) {
            out.push_back({a.x + (b.x - a.x) * i / steps, a.y + (b.y - a.y) * i / steps});
        }
    }
    return out;
}

/// A square around the geometry less the geometry: touches it along its whole boundary, holes included.
geo::Geometry complement(const geo::Geometry& zone) {
    const geo::Box bounds = zone.bounds();
    const double margin = 0.2 * std::max(bounds.max_x - bounds.min_x, bounds.max_y - bounds.min_y);
    geo::Geometry out;
    out.polygons.push_back({outline(bounds.grown(margin, margin)), {}});
    for (const geo::Polygon& polygon : zone.polygons) {
        out.polygons.front().holes.push_back(polygon.shell);
        for (const geo::Ring& hole : polygon.holes) {
            out.polygons.push_back({hole, {}});
        }
    }
    return out;
}

geo::Geometry polygon_of(geo::Ring shell) {
    geo::Geometry out;
    out.polygons.push_back({std::move(shell), {}});
    return out;
}

geo::Ring square(const LocalFrame& frame, double west_m, double south_m, double side_m) {
    return {frame.at(west_m, south_m), frame.at(west_m + side_m, south_m),
            frame.at(west_m + side_m, south_m + side_m), frame.at(west_m, south_m + side_m)};
}

geo::Geometry bow_tie(const LocalFrame& frame) {
    geo::Ring ring = square(frame, 0, 0, 300);
    ring[1] = frame.at(330, 20);
    std::swap(ring[2], ring[3]);
    return polygon_of(ring);
}

geo::Geometry nested_shells(const LocalFrame& frame) {
    geo::Geometry out = polygon_of(square(frame, 0, 0, 400));
    out.polygons.push_back({square(frame, 100, 100, 150), {}});
    return out;
}

geo::Geometry hole_outside(const LocalFrame& frame) {
    geo::Geometry out = polygon_of(square(frame, 0, 0, 300));
    out.polygons.front().holes.push_back(square(frame, 500, 0, 80));
    return out;
}

geo::Geometry hole_across(const LocalFrame& frame) {
    geo::Geometry out = polygon_of(square(frame, 0, 0, 300));
    out.polygons.front().holes.push_back(square(frame, 240, 80, 120));
    return out;
}

geo::Geometry hole_in_hole(const LocalFrame& frame) {
    geo::Geometry out = polygon_of(square(frame, 0, 0, 500));
    out.polygons.front().holes.push_back(square(frame, 100, 100, 300));
    out.polygons.front().holes.push_back(square(frame, 180, 180, 100));
    return out;
}

geo::Geometry parts_overlap(const LocalFrame& frame) {
    geo::Geometry out = polygon_of(square(frame, 0, 0, 300));
    out.polygons.push_back({square(frame, 210, 130, 300), {}});
    return out;
}

geo::Geometry spike(const LocalFrame& frame) {
    geo::Ring ring = square(frame, 0, 0, 300);
    ring.insert(ring.begin() + 2, {frame.at(700, 0), frame.at(300, 0)});
    return polygon_of(ring);
}

} // namespace

std::vector<geo::Geometry> shared_edge_applications(const Landscape& landscape, std::uint32_t site_count) {
    std::vector<geo::Geometry> out;
    for (std::uint32_t i = 0; i < std::min(site_count, landscape.region().site_count); ++i) {
        SiteOutlines outlines = landscape.outlines(i);
        out.push_back(complement(i % 2 == 0 ? outlines.control : outlines.protection));
        if (outlines.half) {
            out.push_back(polygon_of(std::move(*outlines.half)));
        }
        out.push_back(std::move(i % 2 == 0 ? outlines.protection : outlines.control));
    }
    return out;
}

std::vector<zone::Zone> invalid_zones(const Landscape& landscape, std::uint32_t count) {
    constexpr std::array kFaults = {bow_tie,      nested_shells, hole_outside, hole_across,
                                    hole_in_hole, parts_overlap, spike};
    std::vector<zone::Zone> out;
    for (std::uint32_t i = 0; i < count; ++i) {
        Random random(landscape.seed(), kInvalidZone, i);
        const LocalFrame frame(landscape.building_place(random));
        zone::Zone zone;
        zone.zone_id = fmt::format("x{:07}", i);
        zone.kind = zone::ZoneKind::protection;
        zone.geometry = kFaults[i % kFaults.size()](frame);
        out.push_back(std::move(zone));
    }
    return out;
}

std::vector<geo::Geometry> applications_over(const std::vector<zone::Zone>& zones) {
    std::vector<geo::Geometry> out;
    for (const zone::Zone& zone : zones) {
        const geo::Box b = zone.geometry.bounds();
        const double x = (b.max_x - b.min_x) / 7;
        const double y = (b.max_y - b.min_y) / 9;
        out.push_back(polygon_of({{b.min_x + x, b.min_y + y},
                                  {b.max_x + x, b.min_y + 2 * y},
                                  {b.max_x - 2 * x, b.max_y - y},
                                  {b.min_x + 2 * x, b.max_y - 3 * y}}));
    }
    return out;
}

} // namespace liangxian::bench
