// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/tiles/tile_address.hpp"

#include <gtest/gtest.h>

namespace liangxian::tests {
namespace {

using tiles::parse_tile_address;
using tiles::TileAddress;

TEST(TileAddressTest, IsReadFromThreePlainNumbers) {
    EXPECT_EQ(parse_tile_address("12", "3336", "1561"), (TileAddress{12, 3336, 1561}));
    EXPECT_EQ(parse_tile_address("0", "0", "0"), (TileAddress{0, 0, 0}));
}

TEST(TileAddressTest, IsNothingForWhatIsNoTileOfItsZoomLevel) {
    EXPECT_FALSE(parse_tile_address("1", "2", "0"));
    EXPECT_FALSE(parse_tile_address("1", "0", "2"));
    EXPECT_FALSE(parse_tile_address("19", "0", "0"));
    EXPECT_FALSE(parse_tile_address("4294967308", "0", "0")); // 12, if the number were allowed to run over
}

TEST(TileAddressTest, IsNothingForOtherSpellings) {
    for (const char* word : {"", "-0", "+1", " 1", "1 ", "01", "0x1", "1.0", "1e0", "１"}) {
        EXPECT_FALSE(parse_tile_address("2", word, "0")) << word;
    }
}

} // namespace
} // namespace liangxian::tests
