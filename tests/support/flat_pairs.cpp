// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/support/flat_pairs.hpp"

#include "core/geo/geos.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <stdexcept>
#include <utility>

namespace liangxian::tests {
namespace {

using Random = std::mt19937_64;

constexpr double kTurn = 6.283185307179586;
constexpr double kHundredMetres = 1e-3; ///< degrees, roughly

double between(Random& random, double low, double high) {
    // Not std::uniform_real_distribution: the same numbers from every library.
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

/// Half of all inputs lie on the store's grid of 1e-9 degrees.
void round_to_grid(geo::Geometry& g) {
    g.for_each_position([](geo::Position& p) {
        p.x = std::round(p.x * 1e9) / 1e9;
        p.y = std::round(p.y * 1e9) / 1e9;
    });
}

struct Star {
    geo::Position centre;
    double radius_deg = kHundredMetres;
    int vertices = 50;
    double roughness = 0.4;
};

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

geo::Geometry random_star(Random& random, double spread, int low_count, int high_count) {
    const Star star{centre_near(random, spread * kHundredMetres), kHundredMetres * between(random, 0.3, 1.5),
                    low_count + below(random, high_count - low_count + 1), between(random, 0.05, 0.6)};
    return one_ring(star_ring(random, star));
}

geo::Geometry a_zone(Random& random) { return random_star(random, 0, 40, 60); }
geo::Geometry a_parcel(Random& random) { return random_star(random, 1.3, 10, 60); }

geo::Geometry overlay(GEOSGeometry* (*operation)(GEOSContextHandle_t, const GEOSGeometry*,
                                                 const GEOSGeometry*),
                      const geo::Geometry& a, const geo::Geometry& b) {
    const geo::GeosGeometry one = geo::to_geos(a.polygons);
    const geo::GeosGeometry two = geo::to_geos(b.polygons);
    const geo::GeosGeometry out(operation(geo::geos_context(), one.get(), two.get()));
    geo::Geometry result = out ? geo::from_geos(out.get()) : geo::Geometry{};
    result.lines.clear();
    result.points.clear();
    return result;
}

FlatPair star_pair(Random& random) { return {a_parcel(random), a_zone(random)}; }

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

FlatPair grid_pair(Random& random) { return {grid_polygon(random), grid_polygon(random)}; }

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

FlatPair cells_pair(Random& random) {
    const int size = 3 + below(random, 3);
    FlatPair pair{cell_area(random, size), cell_area(random, size)};
    const double scale = below(random, 2) == 0 ? 1 : 1e-3;
    const double shift = scale == 1 ? 0 : 0.5 * below(random, 2);
    for (geo::Geometry* g : {&pair.application, &pair.zone}) {
        const double dx = g == &pair.zone ? shift : 0;
        g->for_each_position([&](geo::Position& p) { p = {(p.x + dx) * scale, p.y * scale}; });
    }
    return pair;
}

FlatPair copy_pair(Random& random) {
    FlatPair pair;
    pair.zone = a_zone(random);
    pair.application = pair.zone;
    geo::Ring& ring = pair.application.polygons[0].shell;
    std::rotate(ring.begin(), ring.begin() + below(random, static_cast<int>(ring.size())), ring.end());
    if (below(random, 2) == 0) {
        std::reverse(ring.begin(), ring.end());
    }
    const int changes = below(random, 4);
    for (int i = 0; i < changes; ++i) {
        const auto at = static_cast<std::size_t>(below(random, static_cast<int>(ring.size())));
        if (below(random, 2) == 0) {
            ring.erase(ring.begin() + static_cast<std::ptrdiff_t>(at));
        } else {
            ring[at].x += kHundredMetres * between(random, -0.05, 0.05);
        }
    }
    return pair;
}

FlatPair half_pair(Random& random) {
    FlatPair pair;
    pair.zone = a_zone(random);
    const geo::Position c = centre_near(random, 0.3 * kHundredMetres);
    const double angle = between(random, 0, kTurn);
    const geo::Position along{0.01 * std::cos(angle), 0.01 * std::sin(angle)};
    const geo::Geometry side = one_ring({{c.x - along.x, c.y - along.y},
                                         {c.x + along.x, c.y + along.y},
                                         {c.x + along.x - along.y, c.y + along.y + along.x},
                                         {c.x - along.x - along.y, c.y - along.y + along.x}});
    pair.application = overlay(GEOSIntersection_r, pair.zone, side);
    return pair;
}

FlatPair complement_pair(Random& random) {
    FlatPair pair;
    pair.zone = a_zone(random);
    const double r = 2 * kHundredMetres;
    const geo::Geometry square = one_ring(
        {{113.18 - r, 39.56 - r}, {113.18 + r, 39.56 - r}, {113.18 + r, 39.56 + r}, {113.18 - r, 39.56 + r}});
    pair.application =
        overlay(GEOSDifference_r, below(random, 3) == 0 ? square : a_parcel(random), pair.zone);
    return pair;
}

FlatPair chain_pair(Random& random) {
    FlatPair pair;
    pair.zone = a_zone(random);
    const geo::Ring& ring = pair.zone.polygons[0].shell;
    const geo::Position centre{113.18, 39.56};
    const auto count = static_cast<int>(ring.size());
    const int length = 2 + below(random, count / 2);
    const int begin = below(random, count);
    geo::Ring parcel;
    for (int i = 0; i < length; ++i) {
        parcel.push_back(ring[static_cast<std::size_t>((begin + i) % count)]);
    }
    const double scale = below(random, 2) == 0 ? 2.5 : 0.2;
    for (int i = length - 1; i >= 0; --i) {
        const geo::Position p = ring[static_cast<std::size_t>((begin + i) % count)];
        parcel.push_back({centre.x + (p.x - centre.x) * scale, centre.y + (p.y - centre.y) * scale});
    }
    if (below(random, 3) == 0) { // crosses the zone as well
        parcel[parcel.size() - 2] = centre_near(random, kHundredMetres);
    }
    pair.application = one_ring(std::move(parcel));
    return pair;
}

FlatPair corridor_pair(Random& random) {
    const int stations = 325;
    const double step = 10 * kHundredMetres / stations * between(random, 0.3, 3);
    const double half = 1e-5 * between(random, 10, 60) / 2;
    const double angle = between(random, 0, kTurn);
    const double bend = between(random, 0, 0.3) * kHundredMetres;
    const geo::Position c = centre_near(random, kHundredMetres);
    geo::Ring ring;
    for (int side = 0; side < 2; ++side) {
        for (int i = 0; i < stations; ++i) {
            const int k = side == 0 ? i : stations - 1 - i;
            const double u = (k - stations / 2) * step;
            const double v =
                bend * std::sin(k * 0.13) + (side == 0 ? -half : half) + between(random, -0.1, 0.1) * half;
            ring.push_back({c.x + u * std::cos(angle) - v * std::sin(angle),
                            c.y + u * std::sin(angle) + v * std::cos(angle)});
        }
    }
    return {one_ring(std::move(ring)), a_zone(random)};
}

/// A star with holes inside its smallest radius, each in its own sector.
geo::Geometry pierced(Random& random, geo::Position centre) {
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

FlatPair holes_pair(Random& random) {
    FlatPair pair;
    pair.zone = pierced(random, {113.18, 39.56});
    const geo::Ring& hole = pair.zone.polygons[0].holes[0];
    switch (below(random, 4)) {
    case 0:
        pair.application = one_ring(hole);
        break;
    case 1:
        pair.application = one_ring(pair.zone.polygons[0].shell);
        break;
    default:
        pair.application = pierced(random, centre_near(random, 1.2 * kHundredMetres));
    }
    if (below(random, 5) == 0) {
        std::swap(pair.application, pair.zone);
    }
    return pair;
}

geo::Geometry parts(Random& random) {
    geo::Geometry g;
    const double pitch = kHundredMetres * 0.7;
    for (int i = 0; i < 9; ++i) {
        if (below(random, 2) == 0) {
            continue;
        }
        const geo::Position at{113.18 + pitch * (i % 3 - 1), 39.56 + pitch * (i / 3 - 1)};
        geo::Geometry part = pierced(random, at);
        const double shrink = 0.22;
        part.for_each_position([&](geo::Position& p) {
            p = {at.x + (p.x - at.x) * shrink, at.y + (p.y - at.y) * shrink};
        });
        g.polygons.push_back(part.polygons[0]);
    }
    return g;
}

FlatPair multi_pair(Random& random) {
    FlatPair pair{parts(random), parts(random)};
    if (below(random, 3) == 0) {
        pair.zone = a_zone(random);
    }
    const double dx = kHundredMetres * between(random, -0.4, 0.4);
    pair.application.for_each_position([&](geo::Position& p) { p.x += dx; });
    return pair;
}

FlatPair ulp_pair(Random& random) {
    FlatPair pair = below(random, 2) == 0 ? chain_pair(random) : half_pair(random);
    if (below(random, 3) == 0) {
        pair.application = pair.zone;
    }
    const int share = 1 + below(random, 10);
    pair.application.for_each_position([&](geo::Position& p) {
        for (double* c : {&p.x, &p.y}) {
            for (int k = below(random, share) == 0 ? below(random, 4) : 0; k > 0; --k) {
                *c = std::nextafter(*c, below(random, 2) == 0 ? 0.0 : 200.0);
            }
        }
    });
    return pair;
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

FlatPair comb_pair(Random& random) {
    const bool is_on_lattice = below(random, 2) == 0;
    FlatPair pair{one_ring(comb_ring(random, is_on_lattice)), one_ring(comb_ring(random, is_on_lattice))};
    const int turns = below(random, 4);
    const double dx = is_on_lattice ? below(random, 12) - 4 : between(random, -4, 8);
    const double dy = is_on_lattice ? below(random, 12) - 4 : between(random, -4, 8);
    pair.application.for_each_position([&](geo::Position& p) {
        for (int i = 0; i < turns; ++i) {
            p = {8 - p.y, p.x};
        }
        p = {p.x + dx, p.y + dy};
    });
    return pair;
}

/// Some pair of the others shrunk to centimetres and less, where rounding is a share of the whole.
FlatPair tiny_pair(Random& random) {
    FlatPair pair;
    switch (below(random, 4)) {
    case 0:
        pair = star_pair(random);
        break;
    case 1:
        pair = chain_pair(random);
        break;
    case 2:
        pair = holes_pair(random);
        break;
    default:
        pair = copy_pair(random);
    }
    const double scale = std::pow(10.0, between(random, -7, -2));
    for (geo::Geometry* g : {&pair.application, &pair.zone}) {
        g->for_each_position([&](geo::Position& p) {
            p = {113.18 + (p.x - 113.18) * scale, 39.56 + (p.y - 39.56) * scale};
        });
    }
    return pair;
}

using Maker = std::function<FlatPair(Random&)>;

const std::vector<std::pair<std::string, Maker>>& makers() {
    static const std::vector<std::pair<std::string, Maker>> all{{"star", star_pair},
                                                                {"grid", grid_pair},
                                                                {"cells", cells_pair},
                                                                {"copy", copy_pair},
                                                                {"half", half_pair},
                                                                {"chain", chain_pair},
                                                                {"complement", complement_pair},
                                                                {"corridor", corridor_pair},
                                                                {"holes", holes_pair},
                                                                {"multi", multi_pair},
                                                                {"comb", comb_pair},
                                                                {"tiny", tiny_pair},
                                                                {"ulp", ulp_pair}};
    return all;
}

} // namespace

const std::vector<std::string>& flat_pair_families() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> out;
        for (const auto& maker : makers()) {
            out.push_back(maker.first);
        }
        return out;
    }();
    return names;
}

FlatPair make_flat_pair(const std::string& family, std::mt19937_64& random) {
    for (const auto& [name, make] : makers()) {
        if (name != family) {
            continue;
        }
        while (true) {
            FlatPair pair = make(random);
            const bool is_fixed = family == "grid" || family == "cells" || family == "comb" ||
                                  family == "tiny" || family == "ulp";
            if (!is_fixed && below(random, 2) == 0) {
                round_to_grid(pair.application);
                round_to_grid(pair.zone);
            }
            if (is_valid(pair.application) && is_valid(pair.zone)) {
                return pair;
            }
        }
    }
    throw std::invalid_argument("no such family: " + family);
}

} // namespace liangxian::tests
