// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/words/side_words.hpp"

#include "core/words/length.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>

namespace liangxian::words {
namespace {

constexpr int kHighestCorner = 10000000;

std::optional<Side> side_of(char32_t c) {
    switch (c) {
    case U'东':
        return Side::east;
    case U'南':
        return Side::south;
    case U'西':
        return Side::west;
    case U'北':
        return Side::north;
    default:
        return std::nullopt;
    }
}

/// 东南 and the like are corners, not two sides; 东西, 南北 and 东南西北 are sides.
bool is_half_direction(std::u32string_view words) {
    if (words.size() < 2 || !side_of(words[0]) || !side_of(words[1]) ||
        lies_across(*side_of(words[0]), *side_of(words[1]))) {
        return false;
    }
    return words.size() < 4 || !side_of(words[2]) || !side_of(words[3]);
}

/// 东南西北, in whatever order.
bool names_all_four(std::u32string_view words) {
    const std::u32string_view four = words.substr(0, kSides.size());
    return four.size() == kSides.size() && std::all_of(kSides.begin(), kSides.end(), [four](Side side) {
               return std::any_of(four.begin(), four.end(),
                                  [side](char32_t c) { return side_of(c) == side; });
           });
}

void take_behind_sides(Cursor& cursor) {
    cursor.take_any({U"两侧", U"两面", U"两边", U"三侧", U"三面", U"三边", U"四侧", U"四面", U"四边", U"四周",
                     U"二侧", U"两个方向", U"四个方向", U"方向", U"向", U"方", U"两端"});
}

} // namespace

bool lies_across(Side a, Side b) {
    const auto is_east_west = [](Side side) { return side == Side::east || side == Side::west; };
    return is_east_west(a) == is_east_west(b);
}

std::vector<Side> take_sides(Cursor& cursor) {
    const std::size_t start = cursor.at();
    std::vector<Side> out;
    cursor.take_any({U"向", U"往", U"其", U"分别向"});
    if (names_all_four(cursor.rest())) { // 东南西北: no half directions
        for (std::size_t i = 0; i < kSides.size(); ++i) {
            out.push_back(*side_of(cursor.next()));
            cursor.skip(1);
        }
        take_behind_sides(cursor);
        return out;
    }
    while (true) {
        const auto side = side_of(cursor.next());
        if (!side || is_half_direction(cursor.rest()) ||
            std::find(out.begin(), out.end(), *side) != out.end()) {
            break;
        }
        cursor.skip(1);
        cursor.take_any({U"侧", U"面", U"边", U"部"});
        out.push_back(*side);
        const std::size_t behind = cursor.at();
        cursor.take_any({U"、", U"和", U"及", U"与", U"/", U"，"});
        if (!side_of(cursor.next()) || is_half_direction(cursor.rest())) {
            cursor.go_to(behind);
            break;
        }
        if (cursor.from(behind) == U"，" && begins_side_clause(cursor.rest()) && cursor.rest().size() > 1 &&
            cursor.rest()[1] != U'、') {
            cursor.go_to(behind); // 东至…，西至…: another clause
            break;
        }
    }
    if (out.empty()) {
        cursor.go_to(start);
        return out;
    }
    take_behind_sides(cursor);
    return out;
}

bool begins_side_clause(std::u32string_view words) {
    if (names_all_four(words)) {
        return true;
    }
    if (words.empty() || !side_of(words.front()) || is_half_direction(words)) {
        return false;
    }
    Cursor cursor(words.substr(1));
    cursor.take_any({U"侧", U"面", U"边", U"部", U"方向", U"向"});
    if (cursor.next() == U'、' && cursor.rest().size() > 1) {
        return side_of(cursor.rest()[1]).has_value();
    }
    return !cursor
                .take_any(
                    {U"至", U"到", U"距", U"离", U"接", U"邻", U"临", U"自", U"外", U"各", U"均", U"以"})
                .empty() ||
           take_length(cursor).has_value();
}

int take_corner_name(Cursor& cursor) {
    const std::size_t start = cursor.at();
    if (!cursor.take_any({U"东南角", U"东北角", U"西南角", U"西北角", U"东北", U"东南", U"西北", U"西南"})
             .empty()) {
        cursor.take_any({U"点", U"角"});
        return 0;
    }
    cursor.take_any({U"J", U"界址点", U"角点", U"拐点", U"控制点", U"点", U"P"});
    int number = 0;
    while (cursor.next() >= U'0' && cursor.next() <= U'9') {
        number = number < kHighestCorner ? number * 10 + static_cast<int>(cursor.next() - U'0') : number;
        cursor.skip(1);
    }
    // Degrees behind bare digits: they were a coordinate.
    if (cursor.next() == U'.' || cursor.next() == U'°' || cursor.next() == U'米') {
        cursor.go_to(start);
        return 0;
    }
    return number;
}

bool has_measure(std::u32string_view words) {
    for (Cursor cursor(words); !cursor.at_end(); cursor.skip(1)) {
        if (take_length(cursor)) {
            return true;
        }
    }
    return false;
}

} // namespace liangxian::words
