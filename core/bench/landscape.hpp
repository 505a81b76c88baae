// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/bench/parcel_grid.hpp"
#include "core/bench/region.hpp"
#include "core/bench/shapes.hpp"

#include <cstdint>
#include <optional>

namespace liangxian::bench {

/// How a site's two lines are drawn.
enum class SiteForm {
    plain,     ///< one star each
    courtyard, ///< the protection range has a hole
    belt,      ///< the control zone is a belt whose hole is the protection range, edge for edge
    parts,     ///< the protection range has several parts
    strip,     ///< a wall: kilometres long, 150 m and 500 m wide
    parcels,   ///< along the parcels of a town
};

/// A site with both its lines.
struct SiteOutlines {
    SiteForm form = SiteForm::plain;
    geo::Position place;
    geo::Geometry protection;
    geo::Geometry control; ///< around the protection range
    /// Of plain sites: the centre and a part of the protection range that shares its edges.
    std::optional<geo::Ring> half;
};

/// Where things lie in a region: towns, sites about them, the parcels of some. Made anew for each question
/// from the seed alone; holds no geometry.
class Landscape {
public:
    Landscape(Region region, std::uint64_t seed);

    const Region& region() const { return m_region; }
    std::uint64_t seed() const { return m_seed; }

    /// Valid polygons by construction. \param site  below region().site_count
    SiteOutlines outlines(std::uint32_t site) const;
    SiteForm form_of(std::uint32_t site) const;
    /// A place where people build: more often than not about a town.
    geo::Position building_place(Random& random) const;
    /// The parcels of some town that has them; nothing when the region is too small to have one.
    std::optional<ParcelGrid> some_parcels(Random& random) const;

    /// Sites whose lines are drawn along the same parcels, and how they lie there: a square of tiles.
    static constexpr std::uint32_t kSitesPerParcelTown = 64;
    static constexpr int kTilesPerSide = 8;
    static constexpr int kCellsPerTile = 6;

private:
    geo::Position anywhere(Random& random) const;
    geo::Position about_town(Random& random, double spread_deg) const;
    bool has_parcels(std::uint32_t town) const;
    ParcelGrid parcels_of(std::uint32_t town) const;

    void draw_stars(Random& random, SiteOutlines& out) const;
    void draw_strip(Random& random, SiteOutlines& out) const;
    void draw_parcels(Random& random, std::uint32_t site, SiteOutlines& out) const;

    Region m_region;
    std::uint64_t m_seed;
    std::uint32_t m_town_count;
};

} // namespace liangxian::bench
