// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/distance.hpp"

#include <gtest/gtest.h>

namespace liangxian::geo {
namespace {

Geometry box_at(double lon, double lat, double width, double height) {
    Geometry g;
    g.polygons.push_back(
        {{{lon, lat}, {lon + width, lat}, {lon + width, lat + height}, {lon, lat + height}}, {}});
    return g;
}

TEST(Distance, IsZeroWherePolygonsMeet) {
    EXPECT_EQ(nearest(box_at(112, 39, 0.1, 0.1), box_at(112.1, 39, 0.1, 0.1)).distance_m, 0);
}

TEST(Distance, IsTheGeodesicBetweenTheNearestPoints) {
    const Nearest n = nearest(box_at(112, 39, 0.1, 0.1), box_at(112.11, 39.02, 0.1, 0.01));
    EXPECT_NEAR(n.on_a.x, 112.1, 1e-9);
    EXPECT_NEAR(n.on_b.x, 112.11, 1e-9);
    EXPECT_NEAR(n.distance_m, geodesic_m(n.on_a, n.on_b), 1e-9);
    EXPECT_NEAR(n.distance_m, 865, 2);
}

TEST(Distance, FromALongCorridorIsRightAtItsFarEnd) {
    Geometry corridor = box_at(111.5, 38.5, 0.001, 1.5); // 166 km north to south
    const Nearest n = nearest(corridor, box_at(111.505, 39.95, 0.01, 0.01));
    EXPECT_NEAR(n.distance_m, geodesic_m({111.501, 39.96}, {111.505, 39.96}), 1e-4);
}

TEST(Distance, OfBoundariesIsMeasuredFromInside) {
    const Nearest n = nearest_boundaries(box_at(112.04, 39.04, 0.01, 0.01), box_at(112, 39, 0.1, 0.1));
    EXPECT_GT(n.distance_m, 3000);
    EXPECT_EQ(nearest(box_at(112.04, 39.04, 0.01, 0.01), box_at(112, 39, 0.1, 0.1)).distance_m, 0);
}

TEST(Distance, GrownBoxesReachAtLeastAsFarAsAsked) {
    const Box box = grown_by_metres({112, 39, 112.1, 39.1}, 500);
    EXPECT_GE(geodesic_m({box.min_x, 39.1}, {112, 39.1}), 500);
    EXPECT_GE(geodesic_m({112, box.max_y}, {112, 39.1}), 500);
    EXPECT_LE(geodesic_m({box.min_x, 39.1}, {112, 39.1}), 600);
}

TEST(Length, OfALineIsTheSumOfItsGeodesics) {
    Geometry line;
    line.lines.push_back({{112, 39}, {112, 40}, {113, 40}});
    EXPECT_NEAR(length_m(line), 111026.5 + 85394.0, 30.0);
}

} // namespace
} // namespace liangxian::geo
