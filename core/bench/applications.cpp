// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/bench/applications.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace liangxian::bench {
namespace {

constexpr std::uint64_t kApplication = 20;
constexpr std::uint64_t kApplicationForm = 21;
constexpr std::uint64_t kProvinceSized = 22;
constexpr std::uint32_t kProvinceSizedVertices = 20000;

/// Of a star's area in its largest radius squared, about.
constexpr double kStarFilling = 1.9;

geo::Ring star_of_area(Random& random, const geo::Position& place, std::uint32_t vertices, double area_m2) {
    const double radius_m = std::sqrt(area_m2 / kStarFilling);
    return make_star(random, vertices, radius_m).ring(LocalFrame(place));
}

/// A few cells of a town; nothing where no town has parcels.
std::optional<geo::Ring> block_of_parcels(const Landscape& landscape, Random& random) {
    const std::optional<ParcelGrid> grid = landscape.some_parcels(random);
    if (!grid) {
        return std::nullopt;
    }
    const auto cells = static_cast<std::uint32_t>(Landscape::kTilesPerSide * Landscape::kCellsPerTile);
    const int west = static_cast<int>(random.below(cells));
    const int south = static_cast<int>(random.below(cells));
    return grid->outline({west, south, west + 1 + static_cast<int>(random.below(4)),
                          south + 1 + static_cast<int>(random.below(4))});
}

geo::Ring parcel(const Landscape& landscape, Random& random) {
    if (random.chance(1.0 / 7)) {
        if (auto ring = block_of_parcels(landscape, random)) {
            return std::move(*ring);
        }
    }
    const geo::Position place = landscape.building_place(random);
    const double area_m2 = random.across_scales(1000, 500000);
    return star_of_area(random, place, 5 + random.below(20), area_m2);
}

geo::Ring corridor(const Landscape& landscape, Random& random) {
    const LocalFrame frame(landscape.building_place(random));
    const double length_m = random.across_scales(2000, 100000);
    const Strip line = make_strip(random, length_m, random.between(60, 150));
    return line.ring(frame, random.between(10, 60), 0);
}

geo::Ring mine(const Landscape& landscape, Random& random) {
    const geo::Position place = landscape.building_place(random);
    const double area_m2 = random.across_scales(1e6, 5e7);
    return star_of_area(random, place, 6 + random.below(34), area_m2);
}

/// Two or three lots side by side.
void append_lots(const Landscape& landscape, Random& random, geo::Geometry& out) {
    const LocalFrame frame(landscape.building_place(random));
    const double radius_m = random.across_scales(30, 200);
    const std::uint32_t count = 2 + random.below(2);
    for (std::uint32_t k = 0; k < count; ++k) {
        const Star lot = make_star(random, 5 + random.below(12), radius_m);
        out.polygons.push_back({lot.ring(frame, k * (2 * radius_m + 5), 0), {}});
    }
}

} // namespace

ApplicationForm application_form(const Landscape& landscape, std::uint32_t number) {
    const double drawn = Random(landscape.seed(), kApplicationForm, number).unit();
    return drawn < 0.69    ? ApplicationForm::parcel
           : drawn < 0.895 ? ApplicationForm::corridor
           : drawn < 0.995 ? ApplicationForm::mining
                           : ApplicationForm::lots;
}

geo::Geometry make_application(const Landscape& landscape, std::uint32_t number) {
    Random random(landscape.seed(), kApplication, number);
    geo::Geometry out;
    switch (application_form(landscape, number)) {
    case ApplicationForm::parcel:
        out.polygons.push_back({parcel(landscape, random), {}});
        break;
    case ApplicationForm::corridor:
        out.polygons.push_back({corridor(landscape, random), {}});
        break;
    case ApplicationForm::mining:
        out.polygons.push_back({mine(landscape, random), {}});
        break;
    case ApplicationForm::lots:
        append_lots(landscape, random, out);
        break;
    }
    return out;
}

std::vector<geo::Geometry> make_applications(const Landscape& landscape, std::uint32_t count) {
    std::vector<geo::Geometry> out;
    out.reserve(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        out.push_back(make_application(landscape, i));
    }
    return out;
}

geo::Geometry province_sized_application(const Landscape& landscape) {
    constexpr double kMetresPerDegree = 85000; // a degree of longitude there, and less than one of latitude
    const geo::Box& box = landscape.region().box;
    const geo::Position middle{(box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2};
    Random random(landscape.seed(), kProvinceSized, 0);
    const double radius_m = 0.6 * kMetresPerDegree * std::min(box.max_x - box.min_x, box.max_y - box.min_y);
    geo::Geometry out;
    out.polygons.push_back(
        {make_star(random, kProvinceSizedVertices, radius_m).ring(LocalFrame(middle)), {}});
    return out;
}

} // namespace liangxian::bench
