// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/area.hpp"
#include "core/geo/densify.hpp"
#include "core/geo/overlay.hpp"
#include "core/geo/transform.hpp"

#include <gtest/gtest.h>

namespace liangxian::geo {
namespace {

TEST(Densify, KeepsTheLongestEdgeOfTheLatitude) {
    EXPECT_NEAR(longest_edge_m(40), 550, 15);
    EXPECT_NEAR(longest_edge_m(53), 430, 15);
}

TEST(Densify, GivesASharedEdgeTheSameVerticesFromBothSides) {
    Geometry left;
    left.polygons.push_back({{{0, 0}, {1000.7, 2300.1}, {-900, 2000}}, {}});
    Geometry right;
    right.polygons.push_back({{{1000.7, 2300.1}, {0, 0}, {1800, 100}}, {}});
    const Ring a = densified(left, 40).polygons.front().shell;
    const Ring b = densified(right, 40).polygons.front().shell;
    std::size_t shared = 0;
    for (const Position& p : a) {
        shared += static_cast<std::size_t>(std::count(b.begin(), b.end(), p));
    }
    EXPECT_EQ(shared, 6u) << "two ends and four vertices between them";
}

TEST(Densify, KeepsAKilometreLongSharedEdgeFreeOfFalseOverlap) {
    // The same 2.56 km edge once drawn straight, once with a vertex in its middle.
    const Transform transform(4526);
    Geometry plain;
    plain.polygons.push_back(
        {{{38400000, 4350000}, {38402560, 4350000}, {38402560, 4351000}, {38400000, 4351000}}, {}});
    Geometry split;
    split.polygons.push_back({{{38400000, 4350000},
                               {38400000, 4349000},
                               {38402560, 4349000},
                               {38402560, 4350000},
                               {38401280, 4350000}},
                              {}});
    const Geometry a = transform.to_4490(densified(plain, 39.3));
    const Geometry b = transform.to_4490(densified(split, 39.3));
    const auto ga = to_geos(a);
    const auto gb = to_geos(b);
    EXPECT_LT(area_lonlat_m2(intersection(ga.get(), gb.get()).geometry), 2560 * 2 * kMaxSagM);
    // Without it the straight edge sags past the neighbour's middle vertex.
    Geometry split_above;
    split_above.polygons.push_back({{{38400000, 4350000},
                                     {38401280, 4350000},
                                     {38402560, 4350000},
                                     {38402560, 4351000},
                                     {38400000, 4351000}},
                                    {}});
    Geometry below;
    below.polygons.push_back(
        {{{38400000, 4349000}, {38402560, 4349000}, {38402560, 4350000}, {38400000, 4350000}}, {}});
    const auto overlap_m2 = [&transform](const Geometry& one, const Geometry& two) {
        const auto g1 = to_geos(transform.to_4490(one));
        const auto g2 = to_geos(transform.to_4490(two));
        return area_lonlat_m2(intersection(g1.get(), g2.get()).geometry);
    };
    EXPECT_GT(std::max(overlap_m2(plain, split), overlap_m2(split_above, below)), 50.0);
}

} // namespace
} // namespace liangxian::geo
