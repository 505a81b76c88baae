// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/support/flat_pairs.hpp"

#include "tests/support/flat_shapes.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <stdexcept>
#include <utility>

namespace liangxian::tests {
namespace {

FlatPair star_pair(Random& random) { return {parcel_star(random), zone_star(random)}; }

FlatPair grid_pair(Random& random) { return {grid_polygon(random), grid_polygon(random)}; }

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
    pair.zone = zone_star(random);
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
    pair.zone = zone_star(random);
    const geo::Position c = centre_near(random, 0.3 * kHundredMetres);
    const double angle = between(random, 0, kTurn);
    const geo::Position along{0.01 * std::cos(angle), 0.01 * std::sin(angle)};
    const geo::Geometry side = one_ring({{c.x - along.x, c.y - along.y},
                                         {c.x + along.x, c.y + along.y},
                                         {c.x + along.x - along.y, c.y + along.y + along.x},
                                         {c.x - along.x - along.y, c.y - along.y + along.x}});
    pair.application = geos_overlay(GEOSIntersection_r, pair.zone, side);
    return pair;
}

FlatPair complement_pair(Random& random) {
    FlatPair pair;
    pair.zone = zone_star(random);
    const double r = 2 * kHundredMetres;
    const geo::Geometry square = one_ring(
        {{113.18 - r, 39.56 - r}, {113.18 + r, 39.56 - r}, {113.18 + r, 39.56 + r}, {113.18 - r, 39.56 + r}});
    pair.application =
        geos_overlay(GEOSDifference_r, below(random, 3) == 0 ? square : parcel_star(random), pair.zone);
    return pair;
}

FlatPair chain_pair(Random& random) {
    FlatPair pair;
    pair.zone = zone_star(random);
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
    return {one_ring(std::move(ring)), zone_star(random)};
}

FlatPair holes_pair(Random& random) {
    FlatPair pair;
    pair.zone = pierced_star(random, {113.18, 39.56});
    const geo::Ring& hole = pair.zone.polygons[0].holes[0];
    switch (below(random, 4)) {
    case 0:
        pair.application = one_ring(hole);
        break;
    case 1:
        pair.application = one_ring(pair.zone.polygons[0].shell);
        break;
    default:
        pair.application = pierced_star(random, centre_near(random, 1.2 * kHundredMetres));
    }
    if (below(random, 5) == 0) {
        std::swap(pair.application, pair.zone);
    }
    return pair;
}

FlatPair multi_pair(Random& random) {
    FlatPair pair{scattered_parts(random), scattered_parts(random)};
    if (below(random, 3) == 0) {
        pair.zone = zone_star(random);
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
