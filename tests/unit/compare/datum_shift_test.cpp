// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/compare/datum_shift.hpp"

#include <gtest/gtest.h>

namespace liangxian::tests {
namespace {

using compare::Shift;

/// Corners of the city of Shuozhou.
const std::vector<geo::Position> kPlaces{{112.3, 39.2}, {112.43, 39.33}, {113.18, 39.56}, {112.5, 39.9}};

TEST(DatumShift, OfWebMapsIsWhatWasMeasuredInShuozhou) {
    // GCJ-02: 584 to 597 m east, 129 to 136 m north; BD-09: 1138 to 1156 m east, 785 to 832 m north.
    for (const geo::Position& p : kPlaces) {
        const Shift gcj = compare::gcj02_shift(p);
        EXPECT_NEAR(gcj.east_m, 590, 25) << p.x;
        EXPECT_NEAR(gcj.north_m, 132, 25) << p.x;
        const Shift bd = compare::bd09_shift(p);
        EXPECT_NEAR(bd.east_m, 1147, 40) << p.x;
        EXPECT_NEAR(bd.north_m, 808, 60) << p.x;
    }
}

TEST(DatumShift, OfAWebMapGivesItselfAwayEitherWayRound) {
    const geo::Position p = kPlaces.front();
    const Shift gcj = compare::gcj02_shift(p);
    EXPECT_EQ(compare::web_map_suspect(gcj, p), "gcj02-suspect");
    EXPECT_EQ(compare::web_map_suspect({-gcj.east_m, -gcj.north_m}, p), "gcj02-suspect");
    EXPECT_EQ(compare::web_map_suspect(compare::bd09_shift(p), p), "bd09-suspect");
    EXPECT_FALSE(compare::web_map_suspect({43, 0}, p));
}

TEST(DatumShift, IsCommonWhereThreeAndHalfOfAllShareIt) {
    const Shift old{70, -45};
    EXPECT_FALSE(compare::common_shift({old, old}));
    const auto found = compare::common_shift({old, {70.4, -45.3}, {-9, 12}, {69.8, -44.9}});
    ASSERT_TRUE(found);
    EXPECT_EQ(found->members, (std::vector<std::size_t>{0, 1, 3}));
    EXPECT_EQ(compare::common_shift_suspect(found->shift, kPlaces.front()), "xian80-or-beijing54-suspect");
    EXPECT_EQ(compare::common_shift_suspect({5, 3}, kPlaces.front()), "common-shift");
    EXPECT_FALSE(compare::common_shift({{0.3, 0.1}, {0.2, 0.2}, {-0.1, 0.3}})) << "snapping is no datum";
}

} // namespace
} // namespace liangxian::tests
