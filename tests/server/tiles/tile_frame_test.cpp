// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/tiles/tile_frame.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace liangxian::tests {
namespace {

using tiles::TileAddress;
using tiles::TileFrame;

/// Spherical Mercator as EPSG:1024 gives it, metres; independent of the frame's own way.
double northing_m(double latitude) {
    const double phi = latitude * std::acos(-1.0) / 180;
    return 6378137 * std::log(std::tan(std::acos(-1.0) / 4 + phi / 2));
}

/// The tile at a place.
TileAddress tile_at(int z, double longitude, double latitude) {
    const double world_m = 2 * std::acos(-1.0) * 6378137;
    const double tiles = std::ldexp(1, z);
    return {z, static_cast<std::uint32_t>((longitude + 180) / 360 * tiles),
            static_cast<std::uint32_t>((0.5 - northing_m(latitude) / world_m) * tiles)};
}

TEST(TileFrameTest, PutsThePagodaOfYingCountyWhereEveryWebMapDoes) {
    // 113.18° E, 39.56° N is in tile 12/3335/1557, as the formula of OpenStreetMap's wiki gives it.
    EXPECT_EQ(tile_at(12, 113.18, 39.56), (TileAddress{12, 3335, 1557}));
    const TileFrame frame({12, 3335, 1557});
    EXPECT_GT(frame.x(113.18), 0);
    EXPECT_LT(frame.x(113.18), 4096);
    EXPECT_GT(frame.y(39.56), 0);
    EXPECT_LT(frame.y(39.56), 4096);
}

TEST(TileFrameTest, IsRightToAHundredthOfAUnitAtEveryZoomLevel) {
    const double world_m = 2 * std::acos(-1.0) * 6378137;
    for (const double latitude : {4.0, 18.2, 39.56, 53.5}) {
        for (int z = 0; z <= tiles::kDeepestZoom; ++z) {
            const TileAddress tile = tile_at(z, 113.18, latitude);
            const TileFrame frame(tile);
            const geo::Box& box = frame.box();
            for (int i = 0; i <= 8; ++i) {
                // Beyond 83° only the side counts.
                const double at = std::clamp(box.min_y + (box.max_y - box.min_y) * i / 8, -83.0, 83.0);
                const double whole = (0.5 - northing_m(at) / world_m) * std::ldexp(4096, z) - tile.y * 4096.0;
                ASSERT_NEAR(frame.y(at), whole, 0.01) << "zoom " << z << ", latitude " << at;
            }
        }
    }
}

TEST(TileFrameTest, ShowsItsBufferAroundItsExtent) {
    const TileFrame frame({14, 13342, 6219});
    EXPECT_NEAR(frame.x(frame.box().min_x), -64, 1e-3);
    EXPECT_NEAR(frame.x(frame.box().max_x), 4160, 1e-3);
    EXPECT_NEAR(frame.y(frame.box().max_y), -64, 1e-2);
    EXPECT_NEAR(frame.y(frame.box().min_y), 4160, 1e-2);
}

} // namespace
} // namespace liangxian::tests
