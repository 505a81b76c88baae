// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/bench/applications.hpp"
#include "core/bench/generator.hpp"
#include "core/bench/special_sets.hpp"

#include "core/base/digest.hpp"
#include "core/geo/geos.hpp"
#include "core/geo/overlay.hpp"
#include "core/geo/repair.hpp"
#include "core/geo/wkb.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <map>

namespace liangxian::bench {
namespace {

constexpr std::uint64_t kSeed = 20260101;

std::string digest_of(const Region& region, std::uint64_t seed) {
    base::Sha256 digest;
    const Generator generator(region, seed);
    generator.for_each_zone(
        [&](const zone::Zone& zone) { digest.update(zone.zone_id).update(geo::to_wkb(zone.geometry)); });
    for (const geo::Geometry& application : make_applications(generator.landscape(), 300)) {
        digest.update(geo::to_wkb(application));
    }
    return digest.finish_hex();
}

TEST(Direction, IsTheCosineAndSineOfATurn) {
    for (double turn = -1; turn < 2; turn += 0.001) {
        const Direction d = Direction::at(turn);
        EXPECT_NEAR(d.x, std::cos(turn * 2 * M_PI), 4e-15);
        EXPECT_NEAR(d.y, std::sin(turn * 2 * M_PI), 4e-15);
    }
}

// The digest was made once and stands for every machine, compiler and standard library.
TEST(Generator, MakesTheSameBytesEverywhere) {
    EXPECT_EQ(digest_of(region_of_sites(700), kSeed),
              "d7dbf47de10da0efc0997eb52f1b9d2a265b153355665e17559a92442facbc64");
    EXPECT_NE(digest_of(region_of_sites(700), kSeed + 1), digest_of(region_of_sites(700), kSeed));
}

TEST(Generator, DrawsValidZonesWithTheControlZoneAroundTheProtectionRange) {
    const Landscape landscape(region_of_sites(3000), kSeed);
    std::map<SiteForm, int> seen;
    for (std::uint32_t i = 0; i < landscape.region().site_count; ++i) {
        const SiteOutlines site = landscape.outlines(i);
        ++seen[site.form];
        for (const geo::Geometry* line : {&site.protection, &site.control}) {
            const auto fault = geo::invalidity(*line);
            ASSERT_FALSE(fault) << "site " << i << ": " << fault->reason;
        }
        const std::string matrix =
            geo::relate(geo::to_geos(site.protection).get(), geo::to_geos(site.control).get());
        if (site.form == SiteForm::belt) {
            EXPECT_EQ(matrix.substr(0, 1), "F") << i; // boundaries shared, interiors apart
            EXPECT_EQ(matrix[4], '1') << i;
        } else {
            EXPECT_EQ(matrix.substr(2, 1), "F") << i; // nothing of the range is outside
        }
    }
    EXPECT_GE(seen[SiteForm::strip], 5);
    EXPECT_GE(seen[SiteForm::belt], 30);
    EXPECT_GE(seen[SiteForm::courtyard], 30);
    EXPECT_GE(seen[SiteForm::parts], 60);
    EXPECT_GE(seen[SiteForm::parcels], 100);
    EXPECT_GE(seen[SiteForm::plain], 2000);
}

TEST(Generator, GivesEachSiteItsTwoLinesAndAboutFiftyVerticesAZone) {
    const Generator generator(region_of_sites(4000), kSeed);
    std::uint32_t zones = 0;
    std::size_t vertices = 0;
    generator.for_each_zone([&](const zone::Zone& zone) {
        EXPECT_EQ(zone.zone_id,
                  zones % 2 == 0 ? Generator::protection_id(zones / 2) : Generator::control_id(zones / 2));
        ++zones;
        vertices += zone.geometry.vertex_count();
    });
    EXPECT_EQ(zones, generator.zone_count());
    EXPECT_NEAR(static_cast<double>(vertices) / zones, 50, 6);
    std::uint32_t sites = 0;
    generator.for_each_site([&sites](const zone::Site& site) {
        ++sites;
        EXPECT_EQ(site.geometry.points.size(), 1u);
    });
    EXPECT_EQ(sites, 4000u);
}

TEST(Applications, AreValidAndOfTheWantedMixture) {
    const Landscape landscape(region_of_sites(3000), kSeed);
    std::map<ApplicationForm, int> seen;
    constexpr std::uint32_t kCount = 2000;
    for (std::uint32_t i = 0; i < kCount; ++i) {
        ++seen[application_form(landscape, i)];
        ASSERT_FALSE(geo::invalidity(make_application(landscape, i))) << i;
    }
    EXPECT_NEAR(seen[ApplicationForm::parcel], 0.69 * kCount, 60);
    EXPECT_NEAR(seen[ApplicationForm::corridor], 0.205 * kCount, 60);
    EXPECT_NEAR(seen[ApplicationForm::mining], 0.1 * kCount, 50);
    EXPECT_GE(seen[ApplicationForm::lots], 1);
    const geo::Geometry province = province_sized_application(landscape);
    EXPECT_EQ(province.vertex_count(), 20000u);
    EXPECT_FALSE(geo::invalidity(province));
}

TEST(SpecialSets, SharedEdgeApplicationsAreValidAndCopiesEqualTheirZones) {
    const Landscape landscape(region_of_sites(1500), kSeed);
    const auto applications = shared_edge_applications(landscape, 300);
    EXPECT_GE(applications.size(), 800u);
    for (const geo::Geometry& application : applications) {
        ASSERT_FALSE(geo::invalidity(application));
    }
    EXPECT_EQ(geo::to_wkb(applications.back()), geo::to_wkb(landscape.outlines(299).control));
}

TEST(SpecialSets, InvalidZonesAreInvalidAndCanBeRepaired) {
    const Landscape landscape(region_of_sites(500), kSeed);
    const auto zones = invalid_zones(landscape, 35);
    ASSERT_EQ(zones.size(), 35u);
    for (const zone::Zone& zone : zones) {
        EXPECT_TRUE(geo::invalidity(zone.geometry)) << zone.zone_id;
        EXPECT_FALSE(geo::invalidity(geo::repaired(zone.geometry).geometry)) << zone.zone_id;
    }
    for (const geo::Geometry& application : applications_over(zones)) {
        EXPECT_FALSE(geo::invalidity(application));
    }
}

} // namespace
} // namespace liangxian::bench
