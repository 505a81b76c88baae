// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/geodesic.hpp"

#include "core/geo/area.hpp"

#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/PolygonArea.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <utility>

namespace liangxian::geo {
namespace {

const GeographicLib::Geodesic& judge() {
    static const GeographicLib::Geodesic ellipsoid(kSemiMajorM, kFlattening);
    return ellipsoid;
}

double judged_m(const Position& a, const Position& b) {
    double distance_m = 0;
    judge().Inverse(a.y, a.x, b.y, b.x, distance_m);
    return distance_m;
}

double judged_area_m2(const Ring& ring) {
    GeographicLib::PolygonArea polygon(judge());
    for (const Position& p : ring) {
        polygon.AddPoint(p.y, p.x);
    }
    double perimeter_m = 0;
    double area_m2 = 0;
    polygon.Compute(false, true, perimeter_m, area_m2);
    return area_m2;
}

double area_m2(const Ring& ring) {
    Geometry g;
    g.polygons.push_back({ring, {}});
    return area_geodesic_m2(g);
}

TEST(Geodesic, LengthsAgreeWithGeographicLibFromMillimetresToThousandsOfKilometres) {
    std::mt19937 random(5);
    std::uniform_real_distribution<double> lon(74, 134);
    std::uniform_real_distribution<double> lat(4, 50);
    std::uniform_real_distribution<double> azimuth(0, 2 * M_PI);
    for (const double reach_deg : {1e-8, 1e-5, 1e-3, 0.01, 0.1, 1.0, 10.0, 35.0}) {
        for (int i = 0; i < 500; ++i) {
            const Position a{lon(random), lat(random)};
            const double along = i % 4 == 0 ? M_PI / 2 * (i / 4 % 4) : azimuth(random);
            const Position b{a.x + reach_deg * std::sin(along), a.y + reach_deg * std::cos(along)};
            const double metres = judged_m(a, b);
            ASSERT_NEAR(geodesic_m(a, b), metres, std::max(4e-9, metres * 1e-14)) << reach_deg;
        }
    }
}

TEST(Geodesic, IsZeroForOnePointAndTheSameBothWays) {
    EXPECT_EQ(geodesic_m({112, 39}, {112, 39}), 0);
    EXPECT_EQ(geodesic_m({112, 90}, {15, 90}), 0);
    EXPECT_EQ(geodesic_m({112, 39}, {113.7, 40.2}), geodesic_m({113.7, 40.2}, {112, 39}));
    EXPECT_EQ(area_to_geodesic_m2({112, 39}, {112, 39}), 0);
    EXPECT_EQ(area_to_geodesic_m2({112, 39}, {113.7, 40.2}), -area_to_geodesic_m2({113.7, 40.2}, {112, 39}));
}

TEST(Geodesic, FollowsTheEquatorTheMeridianAndTheDateLine) {
    EXPECT_NEAR(geodesic_m({0, 0}, {10, 0}), kSemiMajorM * M_PI / 18, 1e-8);
    EXPECT_NEAR(geodesic_m({112, 0}, {112, 90}), 10001965.7293, 1e-4);
    EXPECT_NEAR(geodesic_m({179.9, 10}, {-179.9, 10}), judged_m({179.9, 10}, {-179.9, 10}), 1e-8);
    EXPECT_NEAR(geodesic_m({110, -5}, {115, 5}), judged_m({110, -5}, {115, 5}), 1e-8);
}

TEST(Geodesic, RunsNorthOfTheStraightEdgeInTheNorth) {
    // 14 km east to west at 37.5°N: the sag is L² tan φ / 8R, the area two thirds of it by L.
    const Position from{112, 37.5};
    const Position to{112.158, 37.5};
    const double length_m = geodesic_m(from, to);
    const double sag_m = length_m * length_m * std::tan(37.5 * M_PI / 180) / (8 * 6371000.0);
    EXPECT_NEAR(area_to_geodesic_m2(from, to), -sag_m * length_m * 2 / 3, sag_m * length_m * 0.01);
    EXPECT_EQ(area_to_geodesic_m2({112, 37.5}, {112, 38.5}), 0) << "a meridian is both";
}

TEST(Geodesic, AreasOfTrianglesAndThinCorridorsAgreeWithGeographicLib) {
    std::mt19937 random(8);
    std::uniform_real_distribution<double> lon(80, 130);
    std::uniform_real_distribution<double> lat(10, 45);
    std::uniform_real_distribution<double> side(-1, 1);
    for (int i = 0; i < 300; ++i) {
        const double reach = i % 3 == 0 ? 3.0 : i % 3 == 1 ? 0.3 : 0.03;
        const Position p{lon(random), lat(random)};
        const Position q{p.x + reach * side(random), p.y + reach * side(random)};
        const Position r{p.x + reach * side(random), p.y + reach * side(random)};
        const double triangle_m2 = std::abs(judged_area_m2({p, q, r}));
        EXPECT_NEAR(area_m2({p, q, r}), triangle_m2, std::max(2e-4, triangle_m2 * 1e-10));
        const Ring corridor{p, q, {q.x + 1e-4, q.y + 1e-4}, {p.x + 1e-4, p.y + 1e-4}};
        const double corridor_m2 = std::abs(judged_area_m2(corridor));
        // The noise of GeographicLib itself: it adds and takes away areas down to the equator.
        EXPECT_NEAR(area_m2(corridor), corridor_m2, std::max(2e-4, 1e-3 * reach));
    }
}

TEST(Geodesic, AreasOfThinCorridorsAreWithinTenSquareMillimetresOfTheIntegrals) {
    // Corridors of 10 to 100 m by 25 to 300 km: Karney's equations 7, 8 and 59 by quadrature, 30 digits in
    // mpmath.
    const std::pair<Ring, long double> corridors[] = {
        {{{80.55572191338787, 18.38038501071253},
          {79.820823771154181, 20.279152717926554},
          {79.821823771154186, 20.280152717926555},
          {80.556721913387875, 18.381385010712531}},
         30635655.6041040459L},
        {{{101.11754043997182, 31.421166652673612},
          {101.27717819760896, 31.362321720980194},
          {101.27727819760896, 31.362421720980194},
          {101.11764043997182, 31.421266652673612}},
         230403.380639723513L},
        {{{100.13386855554879, 38.6393092281495},
          {97.26155649818547, 37.756181194328157},
          {97.261656498185474, 37.75628119432816},
          {100.13396855554879, 38.639409228149503}},
         1934126.66793111864L},
    };
    for (const auto& [ring, exact_m2] : corridors) {
        EXPECT_NEAR(area_m2(ring), static_cast<double>(exact_m2), 1e-5);
    }
}

} // namespace
} // namespace liangxian::geo
