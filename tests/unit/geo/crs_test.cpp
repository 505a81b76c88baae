// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/axis_order.hpp"
#include "core/geo/crs.hpp"

#include <gtest/gtest.h>

namespace liangxian::geo {
namespace {

TEST(GaussZone, NamesTheCodesOfTheEpsgRegister) {
    EXPECT_EQ((GaussZone{3, 37, true}.epsg()), 4525);
    EXPECT_EQ((GaussZone{3, 38, true}.epsg()), 4526);
    EXPECT_EQ((GaussZone{3, 37, false}.epsg()), 4546);
    EXPECT_EQ((GaussZone{3, 38, false}.epsg()), 4547);
    EXPECT_EQ((GaussZone{6, 19, true}.epsg()), 4497);
    EXPECT_EQ((GaussZone{6, 19, false}.epsg()), 4508);
}

TEST(GaussZone, ComesBackFromEveryCode) {
    for (int epsg = 4491; epsg <= 4554; ++epsg) {
        const auto zone = GaussZone::from_epsg(epsg);
        ASSERT_TRUE(zone) << epsg;
        EXPECT_EQ(zone->epsg(), epsg);
    }
    EXPECT_FALSE(GaussZone::from_epsg(4490));
    EXPECT_FALSE(GaussZone::from_epsg(4555));
}

TEST(GaussZone, IsNamedByTheFirstTwoDigitsOfAnEightDigitEasting) {
    EXPECT_EQ(GaussZone::from_prefixed_easting(37623300.828), (GaussZone{3, 37, true}));
    EXPECT_EQ(GaussZone::from_prefixed_easting(19623300.828), (GaussZone{6, 19, true}));
    EXPECT_FALSE(GaussZone::from_prefixed_easting(24500000.0)) << "24 is neither a 3° nor a 6° zone";
    EXPECT_FALSE(GaussZone::from_prefixed_easting(623300.828));
}

TEST(GaussZone, NearestToShuozhouIsThirtySevenOrThirtyEight) {
    EXPECT_EQ(GaussZone::nearest_3_degree(112.43).number, 37);
    EXPECT_EQ(GaussZone::nearest_3_degree(113.2).number, 38);
}

TEST(RefusedDatum, CoversXian80AndBeijing54AndNothingElse) {
    EXPECT_EQ(refused_datum(4610), "Xian 1980");
    EXPECT_EQ(refused_datum(2361), "Xian 1980");
    EXPECT_EQ(refused_datum(4214), "Beijing 1954");
    EXPECT_EQ(refused_datum(2433), "Beijing 1954");
    EXPECT_EQ(refused_datum(21419), "Beijing 1954");
    for (const int epsg : {4490, 4326, 4526, 4547, 3857, 32649}) {
        EXPECT_FALSE(refused_datum(epsg)) << epsg;
    }
}

TEST(AxisOrder, IsToldFromTheSizeOfTheNumbers) {
    EXPECT_EQ(axis_order_of(4356115.442, 37623300.828), AxisOrder::northing_first);
    EXPECT_EQ(axis_order_of(623300.828, 4356115.442), AxisOrder::easting_first);
    EXPECT_FALSE(axis_order_of(400000, 500000));
    EXPECT_EQ(axis_order_of_degrees(39.3, 112.4), AxisOrder::northing_first);
    EXPECT_EQ(axis_order_of_degrees(112.4, 39.3), AxisOrder::easting_first);
    const Position p = position_from(4356115.442, 37623300.828, AxisOrder::northing_first);
    EXPECT_EQ(p.x, 37623300.828);
    EXPECT_EQ(p.y, 4356115.442);
}

} // namespace
} // namespace liangxian::geo
