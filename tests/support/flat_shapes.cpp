// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/support/flat_shapes.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace liangxian::tests {

double between(Random& random, double low, double high) {
    return low + (high - low) * static_cast<double>(random() >> 11) * 0x1p-53;
}

int below(Random& random, int limit) {
    return static_cast<int>(random() % static_cast<std::uint64_t>(limit));
}

bool is_valid(const geo::Geometry& g) {
    return !g.polygons.empty() && GEOSisValid_r(geo::geos_context(), geo::to_geos(g.polygons).get()) == 1;
}

geo::Geometry one_ring(geo::Ring ring) {
    geo::Geometry g;
    g.polygons.push_back({std::move(ring), {}});
    return g;
}

void round_to_grid(geo::Geometry& g) {
    g.for_each_position([](geo::Position& p) {
        p.x = std::round(p.x * 1e9) / 1e9;
        p.y = std::round(p.y * 1e9) / 1e9;
    });
}

geo::Ring star_ring(Random& random, const Star& star) {
    geo::Ring ring;
    for (int i = 0; i < star.vertices; ++i) {
        const double angle = kTurn * (i + between(random, 0.1, 0.9)) / star.vertices;
        const double r = star.radius_deg * (1 - star.roughness * between(random, 0, 1));
        ring.push_back({star.centre.x + r * std::cos(angle), star.centre.y + r * std::sin(angle)});
    }
    return ring;
}

geo::Position centre_near(Random& random, double spread_deg) {
    return {113.18 + between(random, -spread_deg, spread_deg),
            39.56 + between(random, -spread_deg, spread_deg)};
}

namespace {

geo::Geometry random_star(Random& random, double spread, int low_count, int high_count) {
    const Star star{centre_near(random, spread * kHundredMetres), kHundredMetres * between(random, 0.3, 1.5),
                    low_count + below(random, high_count - low_count + 1), between(random, 0.05, 0.6)};
    return one_ring(star_ring(random, star));
}

} // namespace

geo::Geometry zone_star(Random& random) { return random_star(random, 0, 40, 60); }
geo::Geometry parcel_star(Random& random) { return random_star(random, 1.3, 10, 60); }

geo::Geometry geos_overlay(GeosOperation operation, const geo::Geometry& a, const geo::Geometry& b) {
    const geo::GeosGeometry one = geo::to_geos(a.polygons);
    const geo::GeosGeometry two = geo::to_geos(b.polygons);
    const geo::GeosGeometry out(operation(geo::geos_context(), one.get(), two.get()));
    geo::Geometry result = out ? geo::from_geos(out.get()) : geo::Geometry{};
    result.lines.clear();
    result.points.clear();
    return result;
}

geo::Geometry grid_polygon(Random& random) {
    const int count = 3 + below(random, 7);
    const geo::Position centre{between(random, 2, 6), between(random, 2, 6)};
    std::vector<std::pair<double, geo::Position>> corners;
    for (int i = 0; i < count; ++i) {
        const geo::Position p{static_cast<double>(below(random, 9)), static_cast<double>(below(random, 9))};
        corners.push_back({std::atan2(p.y - centre.y, p.x - centre.x), p});
    }
    std::sort(corners.begin(), corners.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    geo::Ring ring;
    for (const auto& corner : corners) {
        ring.push_back(corner.second);
    }
    return one_ring(std::move(ring));
}

geo::Geometry cell_area(Random& random, int size) {
    std::vector<geo::Polygon> cells;
    const int share = 2 + below(random, 7);
    for (int i = 0; i < size * size; ++i) {
        if (below(random, 10) >= share) {
            continue;
        }
        const double x = i % size;
        const double y = i / size;
        geo::Ring ring{{x, y}, {x + 1, y}, {x + 1, y + 1}, {x, y + 1}};
        if (below(random, 3) == 0) {
            ring.erase(ring.begin() + below(random, 4));
        }
        cells.push_back({std::move(ring), {}});
    }
    if (cells.empty()) {
        return {};
    }
    const geo::GeosGeometry all = geo::to_geos(cells);
    geo::Geometry out =
        geo::from_geos(geo::GeosGeometry(GEOSUnaryUnion_r(geo::geos_context(), all.get())).get());
    return out;
}

geo::Geometry pierced_star(Random& random, geo::Position centre) {
    const double radius = kHundredMetres * between(random, 0.8, 1.5);
    geo::Geometry g = one_ring(star_ring(random, {centre, radius, 40, 0.3}));
    const int holes = 1 + below(random, 3);
    const double turn = between(random, 0, kTurn);
    for (int i = 0; i < holes; ++i) {
        const double angle = turn + kTurn * i / holes;
        const double out = holes == 1 ? 0 : 0.4 * radius;
        const geo::Position at{centre.x + out * std::cos(angle), centre.y + out * std::sin(angle)};
        const double hole_radius = radius * (holes == 1 ? between(random, 0.2, 0.65) : 0.25);
        g.polygons[0].holes.push_back(star_ring(random, {at, hole_radius, 12, 0.4}));
    }
    return g;
}

geo::Geometry scattered_parts(Random& random) {
    geo::Geometry g;
    const double pitch = kHundredMetres * 0.7;
    for (int i = 0; i < 9; ++i) {
        if (below(random, 2) == 0) {
            continue;
        }
        const geo::Position at{113.18 + pitch * (i % 3 - 1), 39.56 + pitch * (i / 3 - 1)};
        geo::Geometry part = pierced_star(random, at);
        const double shrink = 0.22;
        part.for_each_position([&](geo::Position& p) {
            p = {at.x + (p.x - at.x) * shrink, at.y + (p.y - at.y) * shrink};
        });
        g.polygons.push_back(part.polygons[0]);
    }
    return g;
}

geo::Ring comb_ring(Random& random, bool is_on_lattice) {
    const int teeth = 2 + below(random, 7);
    const auto level = [&](int low, int high) {
        const int step = low + below(random, high - low + 1);
        return is_on_lattice ? step : step + between(random, -0.45, 0.45);
    };
    geo::Ring ring;
    for (int i = 0; i < teeth; ++i) {
        const double top = level(4, 9);
        ring.push_back({3.0 * i, is_on_lattice ? 1 : between(random, 0.6, 1.4)});
        ring.push_back({3.0 * i + 1, top});
        ring.push_back({3.0 * i + 2, is_on_lattice ? top : level(4, 9)});
    }
    ring.push_back({3.0 * teeth, 0});
    ring.push_back({-1, 0});
    return ring;
}

} // namespace liangxian::tests
