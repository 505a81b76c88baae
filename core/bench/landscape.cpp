// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/bench/landscape.hpp"

#include <algorithm>
#include <utility>

namespace liangxian::bench {
namespace {

// Kinds of random streams.
constexpr std::uint64_t kTown = 10;
constexpr std::uint64_t kSite = 11;
constexpr std::uint64_t kForm = 12;
constexpr std::uint64_t kParcelTown = 13;

constexpr std::uint32_t kSitesPerTown = 200;
constexpr std::uint32_t kTownsPerParcelTown = 8;
constexpr double kParcelShare = 1.0 / kTownsPerParcelTown;
constexpr double kTownSpreadDeg = 0.25;

geo::Geometry polygon_of(geo::Ring shell) {
    geo::Geometry out;
    out.polygons.push_back({std::move(shell), {}});
    return out;
}

/// Small sites are many; the vertices hardly follow the size.
std::uint32_t star_vertices(Random& random) { return 9 + random.below(34) + random.below(34); }

} // namespace

Landscape::Landscape(Region region, std::uint64_t seed)
    : m_region(std::move(region)), m_seed(seed),
      m_town_count(std::max<std::uint32_t>(1, m_region.site_count / kSitesPerTown)) {}

geo::Position Landscape::anywhere(Random& random) const {
    const geo::Box& box = m_region.box;
    return {random.between(box.min_x, box.max_x), random.between(box.min_y, box.max_y)};
}

geo::Position Landscape::about_town(Random& random, double spread_deg) const {
    Random of_town(m_seed, kTown, random.below(m_town_count));
    const geo::Position town = anywhere(of_town);
    return {town.x + spread_deg * random.spread(), town.y + spread_deg * random.spread()};
}

geo::Position Landscape::building_place(Random& random) const {
    return random.chance(0.6) ? about_town(random, kTownSpreadDeg) : anywhere(random);
}

bool Landscape::has_parcels(std::uint32_t town) const {
    return town % kTownsPerParcelTown == 3 && (town + 1) * kSitesPerParcelTown <= m_region.site_count;
}

ParcelGrid Landscape::parcels_of(std::uint32_t town) const {
    Random random(m_seed, kParcelTown, town);
    const std::uint64_t seed = random.next();
    return {seed, about_town(random, kTownSpreadDeg)};
}

std::optional<ParcelGrid> Landscape::some_parcels(Random& random) const {
    const std::uint32_t towns = m_region.site_count / kSitesPerParcelTown;
    for (int tries = 0; towns > 0 && tries < 200; ++tries) {
        const std::uint32_t town = random.below(towns);
        if (has_parcels(town)) {
            return parcels_of(town);
        }
    }
    return std::nullopt;
}

SiteForm Landscape::form_of(std::uint32_t site) const {
    if (has_parcels(site / kSitesPerParcelTown)) {
        return SiteForm::parcels;
    }
    // Shares of all zones, two to a site: 0.5 % strips, 2.5 % with holes, 2 % with several parts.
    const double drawn = Random(m_seed, kForm, site).unit() * (1 - kParcelShare);
    return drawn < 0.005   ? SiteForm::strip
           : drawn < 0.030 ? SiteForm::courtyard
           : drawn < 0.055 ? SiteForm::belt
           : drawn < 0.095 ? SiteForm::parts
                           : SiteForm::plain;
}

SiteOutlines Landscape::outlines(std::uint32_t site) const {
    Random random(m_seed, kSite, site);
    SiteOutlines out;
    out.form = form_of(site);
    out.place = building_place(random);
    if (out.form == SiteForm::parcels) {
        draw_parcels(random, site, out);
    } else if (out.form == SiteForm::strip) {
        draw_strip(random, out);
    } else {
        draw_stars(random, out);
    }
    return out;
}

void Landscape::draw_stars(Random& random, SiteOutlines& out) const {
    const LocalFrame frame(out.place);
    const double radius_m = random.across_scales(50, out.form == SiteForm::parts ? 500 : 1500);
    const Star range = make_star(random, star_vertices(random), radius_m);
    const double largest_m = range.largest_radius_m();
    out.protection = polygon_of(range.ring(frame));
    const double factor = random.between(1.1, 1.6);
    const Star around = range.grown(factor, random.between(20, 150));
    out.control = polygon_of(around.ring(frame));
    switch (out.form) {
    case SiteForm::courtyard:
        out.protection.polygons[0].holes.push_back(range.grown(random.between(0.3, 0.7), 0).ring(frame));
        break;
    case SiteForm::belt:
        out.control.polygons[0].holes.push_back(range.ring(frame));
        break;
    case SiteForm::parts: {
        const double start = random.unit();
        const std::uint32_t count = 1 + random.below(3);
        for (std::uint32_t k = 0; k < count; ++k) {
            const Direction way = Direction::at(start + k / 3.0);
            const double away_m = 1.6 * largest_m + 10;
            const Star part = make_star(random, star_vertices(random) / 2 + 3, 0.5 * largest_m);
            out.protection.polygons.push_back({part.ring(frame, way.x * away_m, way.y * away_m), {}});
        }
        out.control = polygon_of(around.grown(3, largest_m).ring(frame));
        break;
    }
    default:
        out.half = range.sector(frame, 0, range.spokes.size() * 3 / 8);
        break;
    }
}

void Landscape::draw_strip(Random& random, SiteOutlines& out) const {
    const LocalFrame frame(out.place);
    const double step_m = random.between(30, 60);
    const Strip strip = make_strip(random, random.across_scales(1500, 60000), step_m);
    out.protection = polygon_of(strip.ring(frame, 150, 0));
    out.control = polygon_of(strip.ring(frame, 500, 175));
}

void Landscape::draw_parcels(Random& random, std::uint32_t site, SiteOutlines& out) const {
    const ParcelGrid grid = parcels_of(site / kSitesPerParcelTown);
    const int tile = static_cast<int>(site % kSitesPerParcelTown);
    const int west = tile % kTilesPerSide * kCellsPerTile;
    const int south = tile / kTilesPerSide * kCellsPerTile;
    const auto one_or_none = [&random] { return static_cast<int>(random.below(2)); };
    const ParcelGrid::Block range{west + one_or_none(), south + one_or_none(),
                                  west + kCellsPerTile - one_or_none(),
                                  south + kCellsPerTile - one_or_none()};
    const ParcelGrid::Block around{west - one_or_none(), south - one_or_none(),
                                   west + kCellsPerTile + one_or_none(),
                                   south + kCellsPerTile + one_or_none()};
    out.protection = polygon_of(grid.outline(range));
    out.control = polygon_of(grid.outline(around));
    out.place = out.protection.polygons[0].shell.front();
}

} // namespace liangxian::bench
