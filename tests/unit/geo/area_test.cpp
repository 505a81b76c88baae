// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/area.hpp"

#include <GeographicLib/Geodesic.hpp>
#include <GeographicLib/PolygonArea.hpp>
#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

namespace liangxian::geo {
namespace {

Geometry rectangle(double lon, double lat, double width, double height) {
    Geometry g;
    g.polygons.push_back(
        {{{lon, lat}, {lon + width, lat}, {lon + width, lat + height}, {lon, lat + height}}, {}});
    return g;
}

/// A star about a middle, radius in degrees.
Geometry star(double lon, double lat, double radius, int corners, std::mt19937& random) {
    std::uniform_real_distribution<double> shrink(0.4, 1.0);
    Ring ring;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * M_PI * i / corners;
        const double r = radius * shrink(random);
        ring.push_back({lon + r * std::cos(angle), lat + r * std::sin(angle)});
    }
    Geometry g;
    g.polygons.push_back({ring, {}});
    return g;
}

/// The exact area of a longitude/latitude cell from the closed form with atanh.
double exact_cell_m2(double lat1, double lat2, double width_deg) {
    const double e = std::sqrt(kFlattening * (2 - kFlattening));
    const double b = kSemiMajorM * (1 - kFlattening);
    const auto q = [&](double lat) {
        const double s = std::sin(lat * M_PI / 180);
        return b * b / 2 * (s / (1 - e * e * s * s) + std::atanh(e * s) / e);
    };
    return (q(lat2) - q(lat1)) * width_deg * M_PI / 180;
}

TEST(Area, AgreesWithTheHalfDegreeCellOfTheSurveyRule) {
    const Geometry cell = rectangle(112.0, 39.0, 0.5, 0.5);
    EXPECT_NEAR(area_rule_m2(cell), 2395829844.401, 0.005);
    EXPECT_NEAR(area_lonlat_m2(cell), 2395829844.401, 0.005);
}

TEST(Area, OfCellsEqualsTheClosedFormFromTheTropicsToTheNorth) {
    for (const double lat : {3.0, 22.0, 37.5, 39.5, 48.0, 53.0}) {
        const double exact = exact_cell_m2(lat, lat + 0.25, 0.25);
        EXPECT_NEAR(area_lonlat_m2(rectangle(100, lat, 0.25, 0.25)), exact, exact * 1e-13);
    }
}

TEST(Area, OfADensifiedEdgeStaysTheSameInLonlatAndComesNearToItByTheRule) {
    Geometry triangle;
    triangle.polygons.push_back({{{112.0, 39.0}, {113.5, 39.2}, {112.4, 40.1}}, {}});
    Geometry dense;
    Ring ring;
    const Ring& corners = triangle.polygons.front().shell;
    for (std::size_t i = 0; i < 3; ++i) {
        const Position& p = corners[i];
        const Position& q = corners[(i + 1) % 3];
        for (int k = 0; k < 500; ++k) {
            ring.push_back({p.x + (q.x - p.x) * k / 500.0, p.y + (q.y - p.y) * k / 500.0});
        }
    }
    dense.polygons.push_back({ring, {}});
    const double area = area_lonlat_m2(triangle);
    EXPECT_NEAR(area_lonlat_m2(dense), area, area * 1e-12);
    EXPECT_NEAR(area_rule_m2(dense), area, area * 1e-8);
    EXPECT_GT(std::abs(area_rule_m2(triangle) - area), area * 1e-6) << "long edges tell the two apart";
}

TEST(Area, IsAdditiveWhenAPolygonIsCut) {
    const Geometry whole = rectangle(112.3, 39.3, 0.2, 0.1);
    const Geometry left = rectangle(112.3, 39.3, 0.07, 0.1);
    const Geometry right = rectangle(112.37, 39.3, 0.13, 0.1);
    EXPECT_NEAR(area_lonlat_m2(left) + area_lonlat_m2(right), area_lonlat_m2(whole),
                area_lonlat_m2(whole) * 1e-9);
}

TEST(Area, GeodesicAgreesWithGeographicLib) {
    std::mt19937 random(7);
    const GeographicLib::Geodesic ellipsoid(kSemiMajorM, kFlattening);
    for (int i = 0; i < 500; ++i) {
        const Geometry g = star(100 + i * 0.05, 20 + i * 0.06, 0.002 + i * 1e-4, 12, random);
        GeographicLib::PolygonArea polygon(ellipsoid);
        for (const Position& p : g.polygons.front().shell) {
            polygon.AddPoint(p.y, p.x);
        }
        double perimeter = 0;
        double area = 0;
        polygon.Compute(false, true, perimeter, area);
        EXPECT_NEAR(area_geodesic_m2(g), area, std::max(area * 1e-10, 1e-4));
        EXPECT_NEAR(area_lonlat_m2(g), area, std::max(area * 2e-4, 1e-3));
        EXPECT_NEAR(area_rule_m2(g), area, std::max(area * 2e-4, 1e-3));
    }
}

TEST(Area, TakesHolesOffWhicheverWayTheyRun) {
    Geometry ring = rectangle(112, 39, 0.1, 0.1);
    const double full = area_lonlat_m2(ring);
    Ring hole{{112.02, 39.02}, {112.04, 39.02}, {112.04, 39.04}, {112.02, 39.04}};
    ring.polygons.front().holes.push_back(hole);
    const double with_hole = area_lonlat_m2(ring);
    std::reverse(hole.begin(), hole.end());
    ring.polygons.front().holes.front() = hole;
    EXPECT_DOUBLE_EQ(area_lonlat_m2(ring), with_hole);
    EXPECT_NEAR(full - with_hole, area_lonlat_m2(rectangle(112.02, 39.02, 0.02, 0.02)), full * 1e-12);
}

TEST(Area, OfASmallParcelKeepsItsDigits) {
    // One square metre at 39.5°N, 112.5°E: 1e-9 of it must survive coordinates of 112 degrees.
    const double lat_m = 111026.5;
    const Geometry tiny = rectangle(112.5, 39.5, 1e-5, 1 / lat_m);
    const double exact = exact_cell_m2(39.5, 39.5 + 1 / lat_m, 1e-5);
    EXPECT_NEAR(area_lonlat_m2(tiny), exact, 1e-8);
}

/// sin(x)/x - 1, without cancellation for small x.
long double sinc_less_one(long double x) {
    if (std::abs(x) > 0.05L) {
        return std::sin(x) / x - 1;
    }
    const long double z = x * x;
    return -z / 6 * (1 - z / 20 * (1 - z / 42 * (1 - z / 72 * (1 - z / 110))));
}

/// The area of a ring by the sine series of Q in long double, every edge in closed form: the mean over
/// [B₁,B₂] of sin kB is sin(kBm)·sinc(kΔB/2).
long double series_area_m2(const Ring& ring) {
    constexpr int kTerms = 12;
    const long double e2 =
        static_cast<long double>(kFlattening) * (2 - static_cast<long double>(kFlattening));
    const long double b = kSemiMajorM * (1 - static_cast<long double>(kFlattening));
    const long double radian = 3.14159265358979323846264338327950288L / 180;
    long double c[kTerms];
    for (int j = 0; j < kTerms; ++j) {
        long double sum = 0;
        for (int n = j; n < kTerms; ++n) {
            long double choose = 1; // 2n+1 over n-j
            for (int i = 1; i <= n - j; ++i) {
                choose = choose * (2 * n + 1 - (n - j) + i) / i;
            }
            sum += (n + 1.0L) / (2 * n + 1.0L) * std::pow(e2 / 4, static_cast<long double>(n)) * choose;
        }
        c[j] = b * b * sum * (j % 2 == 0 ? 1 : -1);
    }
    long double area_m2 = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Position& p = ring[i];
        const Position& q = ring[(i + 1) % ring.size()];
        const long double middle = (static_cast<long double>(p.y) + q.y) / 2;
        const long double half = (static_cast<long double>(q.y) - p.y) / 2 * radian;
        long double height = 0;
        for (int j = 0; j < kTerms; ++j) {
            const long double k = 2 * j + 1;
            const long double to_start = std::sin(k * (middle - ring[0].y) / 2 * radian) *
                                         std::cos(k * (middle + ring[0].y) / 2 * radian) * 2;
            height += c[j] * (to_start + std::sin(k * middle * radian) * sinc_less_one(k * half));
        }
        area_m2 -= (static_cast<long double>(q.x) - p.x) * radian * height;
    }
    return area_m2;
}

TEST(Area, OfRingsOfEverySizeIsTheSineSeriesInLongDouble) {
    std::mt19937 random(12);
    std::uniform_real_distribution<double> lon(74, 134);
    std::uniform_real_distribution<double> lat(4, 50);
    for (const double radius_deg : {1e-7, 1e-5, 1e-3, 0.02, 0.04, 0.2, 0.6, 3.0}) {
        for (int corners = 3; corners < 40; ++corners) {
            const Ring ring =
                star(lon(random), lat(random), radius_deg, corners, random).polygons.front().shell;
            const auto exact = static_cast<double>(series_area_m2(ring));
            // A latitude is a multiple of 7e-15°; everything after that keeps 14 digits.
            EXPECT_NEAR(signed_area_lonlat_m2(ring), exact, exact * 2e-14 + 1e-14) << radius_deg;
        }
    }
}

TEST(Area, OfAnEdgeAcrossManyBandsOfLatitudeStaysExact) {
    const Ring ring{{100, -20.3}, {130, 51.7}, {90, 40.2}};
    const auto exact = static_cast<double>(series_area_m2(ring));
    EXPECT_NEAR(signed_area_lonlat_m2(ring), exact, exact * 1e-14);
}

TEST(Area, OfFlatArraysIsThatOfTheRingWithAndWithoutItsClosingVertex) {
    std::mt19937 random(4);
    for (int corners = 3; corners < 30; ++corners) {
        const Ring ring = star(112.4, 39.6, 0.01, corners, random).polygons.front().shell;
        std::vector<double> x;
        std::vector<double> y;
        for (const Position& p : ring) {
            x.push_back(p.x);
            y.push_back(p.y);
        }
        const double open_m2 = signed_ring_area_lonlat_m2(x.data(), y.data(), x.size());
        EXPECT_EQ(open_m2, signed_area_lonlat_m2(ring));
        x.push_back(x.front());
        y.push_back(y.front());
        EXPECT_EQ(signed_ring_area_lonlat_m2(x.data(), y.data(), x.size()), open_m2);
    }
    EXPECT_EQ(signed_ring_area_lonlat_m2(nullptr, nullptr, 0), 0);
}

TEST(Area, OfPiecesOnBothSidesOfABandAddsUp) {
    // Bands of latitude meet at 39.5°N; a cut runs across the edge between them.
    const Ring whole{{112.3, 39.45}, {112.5, 39.45}, {112.5, 39.55}, {112.3, 39.55}};
    const Ring west{{112.3, 39.45}, {112.41, 39.45}, {112.37, 39.55}, {112.3, 39.55}};
    const Ring east{{112.41, 39.45}, {112.5, 39.45}, {112.5, 39.55}, {112.37, 39.55}};
    const double whole_m2 = signed_area_lonlat_m2(whole);
    EXPECT_NEAR(signed_area_lonlat_m2(west) + signed_area_lonlat_m2(east), whole_m2, whole_m2 * 1e-15);
}

TEST(Area, OnThePlaneIsTheShoelace) {
    Geometry g;
    g.polygons.push_back({{{500000, 4350000}, {500100, 4350000}, {500100, 4350050}, {500000, 4350050}}, {}});
    EXPECT_DOUBLE_EQ(area_plane_m2(g), 5000.0);
}

} // namespace
} // namespace liangxian::geo
