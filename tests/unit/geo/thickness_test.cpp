// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/area.hpp"
#include "core/geo/distance.hpp"
#include "core/geo/thickness.hpp"

#include <gtest/gtest.h>

namespace liangxian::geo {
namespace {

const MetresPerDegree kScale = metres_per_degree(39.5);

/// A rectangle in metres from 112.5°E, 39.5°N.
Polygon rectangle_m(double x, double y, double width, double height) {
    const auto at = [](double px, double py) {
        return Position{112.5 + px / kScale.lon, 39.5 + py / kScale.lat};
    };
    return {{at(x, y), at(x + width, y), at(x + width, y + height), at(x, y + height)}, {}};
}

TEST(Thickness, ToldByTheCircleThatFits) {
    Geometry strip;
    strip.polygons = {rectangle_m(0, 0, 2000, 0.09)};
    EXPECT_FALSE(circle_fits(strip, 0.10));
    strip.polygons = {rectangle_m(0, 0, 2000, 0.11)};
    EXPECT_TRUE(circle_fits(strip, 0.10));
}

TEST(Thickness, OfATenMetreBlockWithAHairThinTailIsTenMetres) {
    Geometry g;
    Polygon block = rectangle_m(0, 0, 10, 10);
    // A tail 2 km long and 1 cm wide grows out of the block's right side.
    const Polygon tail = rectangle_m(10, 0, 2000, 0.01);
    block.shell = {block.shell[0], tail.shell[1],  tail.shell[2],
                   tail.shell[3],  block.shell[2], block.shell[3]};
    g.polygons = {block};
    EXPECT_LT(mean_width_m(g, area_lonlat_m2(g)), 0.07) << "the mean width would call it a sliver";
    EXPECT_TRUE(circle_fits(g, 0.10));
}

TEST(Thickness, OfSeveralPartsIsThatOfTheThickest) {
    Geometry g;
    g.polygons = {rectangle_m(0, 0, 50, 0.02), rectangle_m(100, 0, 1, 1)};
    EXPECT_TRUE(circle_fits(g, 0.10));
    g.polygons.pop_back();
    EXPECT_FALSE(circle_fits(g, 0.10));
    EXPECT_FALSE(circle_fits(Geometry{}, 0.10));
}

} // namespace
} // namespace liangxian::geo
