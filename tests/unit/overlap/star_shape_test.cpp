// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/overlap/star_shape.hpp"

#include "core/geo/repair.hpp"
#include "core/index/flat_polygons.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace liangxian::overlap {
namespace {

bool is_star_shaped(const geo::Ring& ring) {
    geo::Geometry geometry;
    geometry.polygons = {{ring, {}}};
    index::FlatPolygons flat;
    flat.assign(geometry, index::kZoneBlockSize);
    return flat.view().ring_count == 1 && overlap::is_star_shaped(flat.view(), 0);
}

geo::Ring spokes(int count, int turns, double radius_deg) {
    constexpr double kTurn = 6.283185307179586;
    geo::Ring out;
    for (int i = 0; i < count; ++i) {
        const double angle = kTurn * turns * i / count;
        const double radius_deg_here = radius_deg * (1 + 0.3 * (i % 2));
        out.push_back({112 + radius_deg_here * std::cos(angle), 34 + radius_deg_here * std::sin(angle)});
    }
    return out;
}

TEST(StarShape, IsSeenInRingsAroundTheirMean) {
    EXPECT_TRUE(is_star_shaped({{0, 0}, {3, 0}, {0, 2}}));
    EXPECT_TRUE(is_star_shaped({{0, 0}, {0, 2}, {3, 0}})) << "whichever way it runs";
    EXPECT_TRUE(is_star_shaped(spokes(40, 1, 0.01)));
    EXPECT_TRUE(is_star_shaped({{0, 0}, {3, 0}, {3, 2}, {2, 2}, {2, 3}, {0, 3}})) << "a bent house";
}

TEST(StarShape, IsNotSeenInRingsThatMeetThemselves) {
    EXPECT_FALSE(is_star_shaped(spokes(41, 2, 0.01))) << "two turns to the left all the way";
    EXPECT_FALSE(is_star_shaped({{0, 0}, {4, 4}, {4, 0}, {0, 4}})) << "a bow tie";
    EXPECT_FALSE(is_star_shaped({{0, 0}, {4, 0}, {4, 4}, {6, 6}, {4, 4}, {0, 4}})) << "a spike";
}

TEST(StarShape, IsNotClaimedWhereNothingIsCertain) {
    EXPECT_FALSE(is_star_shaped({{0, 0}, {9, 0}, {9, 9}, {8, 9}, {8, 1}, {0, 1}})) << "bent, but valid";
    EXPECT_FALSE(is_star_shaped({{0, 0}, {1e-160, 0}, {0, 1e-160}})) << "products vanish";
    EXPECT_FALSE(is_star_shaped({{0, 0}, {1e200, 0}, {0, 1e200}})) << "products overflow";
    EXPECT_FALSE(is_star_shaped({{0, 0}, {NAN, 0}, {0, 1}}));
}

/// Vertices on a small grid, in any order or sorted around a point, which makes more stars.
geo::Ring random_ring(std::mt19937& random) {
    geo::Ring out;
    for (std::size_t count = 3 + random() % 6; out.size() < count;) {
        out.push_back({static_cast<double>(random() % 7), static_cast<double>(random() % 7)});
    }
    if (random() % 2 == 0) {
        std::sort(out.begin(), out.end(), [](const geo::Position& a, const geo::Position& b) {
            return std::atan2(a.y - 3.1, a.x - 3.2) < std::atan2(b.y - 3.1, b.x - 3.2);
        });
    }
    return out;
}

TEST(StarShape, IsNeverSeenInARingThatGeosCallsInvalid) {
    std::mt19937 random(9);
    int seen = 0;
    int invalid = 0;
    for (int round = 0; round < 60000; ++round) {
        const geo::Ring ring = random_ring(random);
        geo::Geometry geometry;
        geometry.polygons = {{ring, {}}};
        const bool is_valid = !geo::invalidity(geometry);
        const bool is_star = is_star_shaped(ring);
        ASSERT_TRUE(is_valid || !is_star) << "round " << round;
        seen += is_star ? 1 : 0;
        invalid += is_valid ? 0 : 1;
    }
    EXPECT_GT(seen, 10000);
    EXPECT_GT(invalid, 10000);
}

} // namespace
} // namespace liangxian::overlap
