// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/compare/farthest.hpp"

#include "tests/support/shapes.hpp"

#include <gtest/gtest.h>

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

TEST(OnEarth, GoesOverThePole) {
    const geo::Position p = compare::on_earth({39.5, 113});
    EXPECT_NEAR(p.x, -140.5, 1e-12);
    EXPECT_NEAR(p.y, 67, 1e-12);
}

} // namespace
} // namespace liangxian::tests
