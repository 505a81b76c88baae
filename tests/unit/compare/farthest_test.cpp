// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/compare/farthest.hpp"

#include "core/geo/geodesic.hpp"
#include "tests/support/shapes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace liangxian::tests {
namespace {

using compare::Farthest;
using compare::farthest;

geo::Geometry together(const geo::Geometry& a, const geo::Geometry& b) {
    geo::Geometry out = a;
    out.polygons.insert(out.polygons.end(), b.polygons.begin(), b.polygons.end());
    return out;
}

TEST(Farthest, IsNothingBetweenAnOutlineAndItself) {
    EXPECT_EQ(farthest(rectangle(0, 0, 300, 200), rectangle(0, 0, 300, 200)).distance_m, 0);
}

TEST(Farthest, IsNothingForACornerAddedOnAnEdge) {
    geo::Geometry b = rectangle(0, 0, 4000, 3000);
    geo::Ring& shell = b.polygons[0].shell;
    shell.insert(shell.begin() + 1, {(shell[0].x + shell[1].x) / 2, (shell[0].y + shell[1].y) / 2});
    EXPECT_LT(farthest(rectangle(0, 0, 4000, 3000), b).distance_m, 1e-6);
}

TEST(Farthest, OfAShiftIsItsLength) {
    const Farthest found = farthest(rectangle(0, 0, 300, 200), rectangle(3, 4, 300, 200));
    EXPECT_NEAR(found.distance_m, 5, 1e-3); // the corners in the direction of the shift: 3, 4, 5
}

TEST(Farthest, FindsTheMiddleOfAnEdgeWhereNoCornerIsFar) {
    // A strip of 100 m, and a square metre at each of its ends: its middle lies 49 m from both, while
    // every corner of either lies at most half a metre from the other.
    const geo::Geometry strip = rectangle(0, 0, 100, 1);
    const geo::Geometry ends = together(rectangle(0, 0, 1, 1), rectangle(99, 0, 1, 1));
    const Farthest found = farthest(strip, ends);
    EXPECT_NEAR(found.distance_m, 49, 1e-3);
    EXPECT_NEAR(found.at_a.x, at_m(50, 0).x, 1e-6);
    EXPECT_NEAR(farthest(ends, strip).distance_m, 49, 1e-3);
}

TEST(Farthest, CountsAHoleOfTheOther) {
    geo::Geometry with_hole = rectangle(0, 0, 100, 100);
    with_hole.polygons[0].holes.push_back(ring_m(45, 45, 10, 10));
    // Every point of the hole lies 45 m from the nearest side.
    EXPECT_NEAR(farthest(rectangle(0, 0, 100, 100), with_hole).distance_m, 45, 1e-2);
}

TEST(Farthest, OfManyCornersIsFoundWithoutTryingAllPairs) {
    geo::Geometry a;
    geo::Geometry b;
    geo::Ring ring_a;
    geo::Ring ring_b;
    constexpr int kCorners = 40000;
    for (int i = 0; i < kCorners; ++i) {
        const double angle = 2 * 3.14159265358979 * i / kCorners;
        ring_a.push_back(at_m(1000 * std::cos(angle), 1000 * std::sin(angle)));
        ring_b.push_back(at_m(1010 * std::cos(angle), 1010 * std::sin(angle)));
    }
    a.polygons = {{ring_a, {}}};
    b.polygons = {{ring_b, {}}};
    EXPECT_NEAR(farthest(a, b).distance_m, 10, 0.01);
}

geo::Ring star_ring(double east_m, double north_m, double radius_m, int corners) {
    geo::Ring ring;
    for (int i = 0; i < corners; ++i) { // a star with arms of different lengths
        const double angle = 2 * 3.14159265358979 * i / corners;
        const double radius = radius_m * (0.6 + 0.4 * std::sin(3 * angle + 0.3) * std::cos(7 * i));
        ring.push_back(at_m(east_m + radius * std::cos(angle), north_m + radius * std::sin(angle)));
    }
    return ring;
}

/// Points of every edge, by geodesics to the nearest of as many points of the other's edges; the nearest is
/// then looked for between its neighbours. Independent of planes and trees.
double directed_by_trying_all(const geo::Ring& a, const geo::Ring& b, int parts) {
    const auto at = [](const geo::Ring& ring, std::size_t edge, double t) {
        const geo::Position& p = ring[edge];
        const geo::Position& q = ring[(edge + 1) % ring.size()];
        return geo::Position{p.x + t * (q.x - p.x), p.y + t * (q.y - p.y)};
    };
    const auto nearest_m = [&](const geo::Position& p) {
        double best = 1e99;
        for (std::size_t edge = 0; edge < b.size(); ++edge) {
            double low = 0;
            double high = 1;
            for (int i = 0; i < 60; ++i) {
                const double third = (high - low) / 3;
                const bool is_left = geo::geodesic_m(p, at(b, edge, low + third)) <
                                     geo::geodesic_m(p, at(b, edge, high - third));
                (is_left ? high : low) = is_left ? high - third : low + third;
            }
            best = std::min(best, geo::geodesic_m(p, at(b, edge, (low + high) / 2)));
        }
        return best;
    };
    double greatest = 0;
    for (std::size_t edge = 0; edge < a.size(); ++edge) {
        for (int i = 0; i < parts; ++i) {
            greatest = std::max(greatest, nearest_m(at(a, edge, 1.0 * i / parts)));
        }
    }
    return greatest;
}

double by_trying_all(const geo::Geometry& a, const geo::Geometry& b, int parts) {
    return std::max(directed_by_trying_all(a.polygons[0].shell, b.polygons[0].shell, parts),
                    directed_by_trying_all(b.polygons[0].shell, a.polygons[0].shell, parts));
}

geo::Geometry star(double east_m, double north_m, double radius_m) {
    geo::Geometry out;
    out.polygons = {{star_ring(east_m, north_m, radius_m, 9), {}}};
    return out;
}

TEST(Farthest, IsWhatTryingAllGeodesicsFinds) {
    for (const auto& [radius_m, east_m, north_m] : {std::array<double, 3>{400, 3, 4},
                                                    {400, 0, 0.5},
                                                    {10000, 20, 30},
                                                    {300, 900, -400},
                                                    {300, 8500, 500},
                                                    {20000, 8500, 500},
                                                    {400, 3000, 11100},
                                                    {500, 257000, 20}}) {
        const geo::Geometry a = star(0, 0, radius_m);
        const geo::Geometry b = star(east_m, north_m, radius_m * 1.01);
        const double expected = by_trying_all(a, b, 12);
        const double found = farthest(a, b).distance_m;
        const double short_m = std::max(1e-4, 1e-8 * expected);
        EXPECT_GE(found, expected - short_m) << radius_m << " " << east_m;
        EXPECT_LE(found, expected + 0.02 * radius_m / 12) << radius_m << " " << east_m;
    }
}

TEST(Farthest, OfCopiesFarApartIsThatOfTheFarthestCorner) {
    // The corners of the copy that face away: each one's nearest is found by geodesics.
    const geo::Geometry a = rectangle(0, 0, 300, 200);
    for (const double degrees : {0.1, 3.0}) {
        geo::Geometry b = a;
        b.for_each_position([&](geo::Position& p) { p.x += degrees; });
        EXPECT_NEAR(farthest(a, b).distance_m, by_trying_all(a, b, 1),
                    std::max(1e-4, 3e-3 * (degrees - 0.1)));
    }
}

TEST(Farthest, DoesNotAskWhichWayARingRunsOrWhereItBegins) {
    for (const double east_m : {4.0, 8500.0, 257000.0}) {
        const geo::Geometry a = star(0, 0, 400);
        const geo::Geometry b = star(east_m, 30, 410);
        geo::Geometry turned_a = a;
        std::reverse(turned_a.polygons[0].shell.begin(), turned_a.polygons[0].shell.end());
        geo::Geometry begun_b = b;
        geo::Ring& shell = begun_b.polygons[0].shell;
        std::rotate(shell.begin(), shell.begin() + 4, shell.end());
        const double expected = farthest(a, b).distance_m;
        const double within_m = std::max(1e-4, 1e-8 * expected);
        EXPECT_NEAR(farthest(turned_a, b).distance_m, expected, within_m);
        EXPECT_NEAR(farthest(a, begun_b).distance_m, expected, within_m);
        EXPECT_NEAR(farthest(begun_b, turned_a).distance_m, expected, within_m);
    }
}

TEST(Farthest, OfManyCornersInAWrongZoneIsFoundInTime) {
    geo::Geometry a;
    a.polygons = {{star_ring(0, 0, 1000, 2000), {}}};
    geo::Geometry b = a;
    b.for_each_position([](geo::Position& p) { p = {p.x + 3, p.y + 1e-5}; });
    EXPECT_GT(farthest(a, b).distance_m, 255000);
}

TEST(OnEarth, GoesOverThePole) {
    const geo::Position p = compare::on_earth({39.5, 113});
    EXPECT_NEAR(p.x, -140.5, 1e-12);
    EXPECT_NEAR(p.y, 67, 1e-12);
}

} // namespace
} // namespace liangxian::tests
