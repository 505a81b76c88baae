// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace liangxian::tiles {

/// One tile of the XYZ scheme over EPSG:3857 (matrix set `w`): column 0 begins at 180° W, row 0 in the north.
struct TileAddress {
    int z = 0;
    std::uint32_t x = 0;
    std::uint32_t y = 0;

    bool operator==(const TileAddress& o) const { return z == o.z && x == o.x && y == o.y; }
};

/// Deeper tiles are drawn by clients from these: a tile unit is 3.7 cm on the equator.
constexpr int kDeepestZoom = 18;

/// Three plain numbers, whatever tiles there are: without sign, blanks or leading zeros.
std::optional<TileAddress> parse_tile_numbers(std::string_view z, std::string_view x, std::string_view y);

/// The three words of a tile's path. \returns nothing unless each is a plain number, without sign, blanks or
/// leading zeros, and the tile is one of the zoom level
std::optional<TileAddress> parse_tile_address(std::string_view z, std::string_view x, std::string_view y);

} // namespace liangxian::tiles
