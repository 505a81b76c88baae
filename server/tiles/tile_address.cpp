// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/tiles/tile_address.hpp"

#include <charconv>

namespace liangxian::tiles {
namespace {

std::optional<std::uint32_t> plain_number(std::string_view word) {
    std::uint32_t out = 0;
    const char* end = word.data() + word.size();
    const auto [stopped, error] = std::from_chars(word.data(), end, out);
    const bool is_plain = !word.empty() && error == std::errc() && stopped == end;
    return is_plain && (word.size() == 1 || word.front() != '0') ? std::optional(out) : std::nullopt;
}

} // namespace

std::optional<TileAddress> parse_tile_numbers(std::string_view z, std::string_view x, std::string_view y) {
    const auto zoom = plain_number(z);
    const auto column = plain_number(x);
    const auto row = plain_number(y);
    if (!zoom || !column || !row || *zoom > static_cast<std::uint32_t>(kDeepestZoom)) {
        return std::nullopt;
    }
    return TileAddress{static_cast<int>(*zoom), *column, *row};
}

std::optional<TileAddress> parse_tile_address(std::string_view z, std::string_view x, std::string_view y) {
    const auto out = parse_tile_numbers(z, x, y);
    return out && out->x < (1U << out->z) && out->y < (1U << out->z) ? out : std::nullopt;
}

} // namespace liangxian::tiles
