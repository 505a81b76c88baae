// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/geojson.hpp"
#include "core/geo/ring_order.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <random>

namespace liangxian::geo {
namespace {

Geometry triangle(const Position& a, const Position& b, const Position& c) {
    Geometry out;
    out.polygons.push_back({{a, b, c}, {}});
    return out;
}

TEST(RingOrder, ATurnedRingStaysTurnedHoweverThinItIs) {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> along(0, 1);
    for (int i = 0; i < 20000; ++i) {
        // Corners on one line but for the last bit: the sign of the area is all rounding.
        const auto on_line = [&] {
            const double t = along(random);
            return Position{113.1 + 0.1 * t, 39.5 + 0.037 * t};
        };
        const Geometry once = with_normal_rings(triangle(on_line(), on_line(), on_line()));
        EXPECT_EQ(with_normal_rings(once).polygons[0].shell, once.polygons[0].shell);
    }
}

TEST(RingOrder, ARingWithoutAreaStaysAsItIs) {
    const Geometry flat = triangle({0, 0}, {1, 1}, {2, 2});
    EXPECT_EQ(with_normal_rings(flat).polygons[0].shell, flat.polygons[0].shell);
}

TEST(RingOrder, TheNormalFormComesBackFromGeoJsonAsItWas) {
    Geometry geometry = triangle({0, 0}, {0, 9}, {9, 0}); // clockwise
    geometry.polygons[0].holes.push_back({{1, 1}, {2, 1}, {1, 2}});
    const Geometry normal = with_normal_rings(geometry);
    EXPECT_EQ(normal.polygons[0].shell, (Ring{{0, 0}, {9, 0}, {0, 9}}));
    EXPECT_EQ(normal.polygons[0].holes[0], (Ring{{1, 1}, {1, 2}, {2, 1}}));
    const auto back = from_geojson(to_geojson(normal), "x");
    EXPECT_EQ(back->polygons[0].shell, normal.polygons[0].shell);
    EXPECT_EQ(back->polygons[0].holes, normal.polygons[0].holes);
}

} // namespace
} // namespace liangxian::geo
