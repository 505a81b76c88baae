// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/tiles/tile_rings.hpp"

#include "core/index/flat_polygons.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <random>
#include <vector>

namespace liangxian::tests {
namespace {

using tiles::tile_rings;
using tiles::TileAddress;
using tiles::TileFrame;
using tiles::TilePoint;
using tiles::TileRing;

constexpr TileAddress kTile{14, 13342, 6219};

/// The place of a point of the tile, degrees.
geo::Position place(double x, double y) {
    const TileFrame frame(kTile);
    const geo::Box& box = frame.box();
    const double side = TileFrame::kExtent + 2.0 * TileFrame::kBuffer;
    // Straight enough inside a tile of this zoom: Mercator's ordinate bends by 0.03 units there.
    return {box.min_x + (x + TileFrame::kBuffer) / side * (box.max_x - box.min_x),
            box.max_y - (y + TileFrame::kBuffer) / side * (box.max_y - box.min_y)};
}

geo::Ring ring(const std::vector<TilePoint>& corners) {
    geo::Ring out;
    for (const TilePoint& p : corners) {
        out.push_back(place(p.x, p.y));
    }
    return out;
}

std::vector<TileRing> drawn(const geo::Geometry& geometry) {
    index::FlatPolygons flat;
    flat.assign(geometry, index::kZoneBlockSize);
    return tile_rings(flat.view(), TileFrame(kTile));
}

geo::Geometry polygon(const std::vector<TilePoint>& shell, const std::vector<TilePoint>& hole = {}) {
    geo::Geometry out;
    out.polygons.push_back({ring(shell), {}});
    if (!hole.empty()) {
        out.polygons[0].holes.push_back(ring(hole));
    }
    return out;
}

std::int64_t twice_area(const std::vector<TilePoint>& points) {
    std::int64_t out = 0;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const TilePoint& p = points[i];
        const TilePoint& q = points[(i + 1) % points.size()];
        out += std::int64_t{p.x} * q.y - std::int64_t{q.x} * p.y;
    }
    return out;
}

TEST(TileRings, RunClockwiseOnTheScreenAndHolesTheOtherWay) {
    const auto rings = drawn(polygon({{100, 100}, {900, 100}, {900, 800}, {100, 800}},
                                     {{300, 300}, {500, 300}, {500, 500}, {300, 500}}));
    ASSERT_EQ(rings.size(), 2u);
    EXPECT_FALSE(rings[0].is_hole);
    EXPECT_NEAR(static_cast<double>(twice_area(rings[0].points)), 2.0 * 800 * 700, 4000);
    EXPECT_TRUE(rings[1].is_hole);
    EXPECT_NEAR(static_cast<double>(twice_area(rings[1].points)), -2.0 * 200 * 200, 1000);
}

TEST(TileRings, AreCutAtTheBuffer) {
    const auto rings = drawn(polygon({{-3000, 1000}, {7000, 1000}, {7000, 2000}, {-3000, 2000}}));
    ASSERT_EQ(rings.size(), 1u);
    EXPECT_EQ(rings[0].points.size(), 4u);
    for (const TilePoint& p : rings[0].points) {
        EXPECT_TRUE(p.x == -64 || p.x == 4160) << p.x;
    }
}

TEST(TileRings, FillATileThatLiesWithinThem) {
    const auto rings = drawn(polygon({{-5000, -5000}, {9000, -5000}, {9000, 9000}, {-5000, 9000}}));
    ASSERT_EQ(rings.size(), 1u);
    EXPECT_EQ(twice_area(rings[0].points), 2LL * (4096 + 128) * (4096 + 128));
}

TEST(TileRings, AreNoneWhereAHoleCoversTheTile) {
    const auto rings = drawn(polygon({{-9000, -9000}, {15000, -9000}, {15000, 15000}, {-9000, 15000}},
                                     {{-5000, -5000}, {9000, -5000}, {9000, 9000}, {-5000, 9000}}));
    std::int64_t area = 0;
    for (const TileRing& one : rings) {
        area += twice_area(one.points);
    }
    EXPECT_EQ(area, 0);
}

TEST(TileRings, KeepNoCornerOnAStraightLine) {
    const auto rings =
        drawn(polygon({{100, 100}, {300, 100}, {500, 100}, {900, 100}, {900, 800}, {500, 800}, {100, 800}}));
    ASSERT_EQ(rings.size(), 1u);
    EXPECT_EQ(rings[0].points.size(), 4u);
}

TEST(TileRings, ShowAMonumentTooSmallForTheGridInOneTileOnly) {
    geo::Geometry tiny;
    const geo::Position at = place(200.3, 300.3);
    tiny.polygons.push_back({{at, {at.x + 1e-9, at.y}, {at.x + 1e-9, at.y + 1e-9}, {at.x, at.y + 1e-9}}, {}});
    const auto rings = drawn(tiny);
    ASSERT_EQ(rings.size(), 1u);
    EXPECT_EQ(twice_area(rings[0].points), 2);
    geo::Geometry beside = tiny; // in the buffer: its own tile shows it
    const geo::Position there = place(-20.3, 300.3);
    beside.for_each_position([&](geo::Position& p) { p = {p.x + there.x - at.x, p.y + there.y - at.y}; });
    EXPECT_TRUE(drawn(beside).empty());
}

TEST(TileRings, OfRandomStarsStayInTheBufferAndHaveTheRightSide) {
    std::mt19937 random(20261126);
    std::uniform_real_distribution<double> middle(-3000, 7000);
    std::uniform_real_distribution<double> radius(1, 4000);
    for (int i = 0; i < 2000; ++i) {
        const double x = middle(random);
        const double y = middle(random);
        geo::Ring shell;
        for (int corner = 0; corner < 40; ++corner) {
            const double angle = corner * std::acos(-1.0) / 20;
            const double r = radius(random);
            shell.push_back(place(x + r * std::cos(angle), y + r * std::sin(angle)));
        }
        geo::Geometry star;
        star.polygons.push_back({shell, {}});
        for (const TileRing& one : drawn(star)) {
            ASSERT_GE(one.points.size(), 3u);
            ASSERT_GT(twice_area(one.points), 0) << "star " << i;
            for (const TilePoint& p : one.points) {
                ASSERT_TRUE(p.x >= -64 && p.x <= 4160 && p.y >= -64 && p.y <= 4160);
            }
        }
    }
}

} // namespace
} // namespace liangxian::tests
