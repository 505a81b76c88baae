// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/grid.hpp"

#include "core/base/number.hpp"
#include "core/geo/area.hpp"
#include "core/geo/repair.hpp"

#include <gtest/gtest.h>

namespace liangxian::geo {
namespace {

Geometry polygon(Ring shell) {
    Geometry out;
    out.polygons = {{std::move(shell), {}}};
    return out;
}

bool stands_on_grid(Geometry geometry, int decimals) {
    bool all = true;
    geometry.for_each_position([&](const Position& p) {
        all =
            all && base::rounded_half_up(p.x, decimals) == p.x && base::rounded_half_up(p.y, decimals) == p.y;
    });
    return all;
}

TEST(Grid, RoundsEveryCornerHalfUp) {
    const Geometry found = on_grid(polygon({{113.00005, 39.00004}, {113.1, 39}, {113.1, 39.1}}), 4);
    EXPECT_EQ(found.polygons[0].shell[0], (Position{113.0001, 39.0}));
}

TEST(Grid, LeavesWhatStandsOnItAlone) {
    const Geometry source = polygon({{113.18, 39.56}, {113.19, 39.56}, {113.19, 39.57}});
    EXPECT_EQ(on_grid(source, 9).polygons[0].shell, source.polygons[0].shell);
}

TEST(Grid, MakesOneCornerOfThoseThatFallTogether) {
    const Geometry found =
        on_grid(polygon({{113.18, 39.56}, {113.18001, 39.56}, {113.19, 39.56}, {113.19, 39.57}}), 4);
    EXPECT_EQ(found.polygons[0].shell.size(), 3u);
}

TEST(Grid, GivesNothingForWhatFallsFlat) {
    EXPECT_TRUE(on_grid(polygon({{113.18, 39.56}, {113.19, 39.56}, {113.19, 39.560001}}), 4).empty());
}

TEST(Grid, KeepsWhatRoundingWouldMakeInvalidValidOnTheGrid) {
    // A needle of half a step between two blocks: rounded corner by corner it would cross itself.
    const Geometry source = polygon({{113.0, 39.0},
                                     {113.01, 39.0},
                                     {113.01, 39.00494},
                                     {113.02, 39.00496},
                                     {113.02, 39.0},
                                     {113.03, 39.0},
                                     {113.03, 39.01},
                                     {113.02, 39.01},
                                     {113.02, 39.00498},
                                     {113.01, 39.00497},
                                     {113.01, 39.01},
                                     {113.0, 39.01}});
    ASSERT_FALSE(invalidity(source));
    const Geometry found = on_grid(source, 4);
    EXPECT_FALSE(invalidity(found));
    EXPECT_TRUE(stands_on_grid(found, 4));
    EXPECT_NEAR(area_lonlat_m2(found) / area_lonlat_m2(source), 1, 0.01);
}

} // namespace
} // namespace liangxian::geo
