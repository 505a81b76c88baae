// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/words/boundary_text.hpp"
#include "core/words/plain_words.hpp"

#include <string_view>
#include <vector>

namespace liangxian::words {

/// The sides a clause begins with: 东, 东、西, 东西两侧, 东、西、北三面, 向东、南、西、北四面. Moves behind
/// them and behind 侧, 面, 方向. \returns nothing for 东南 and the other half directions, and when no side
/// comes next
std::vector<Side> take_sides(Cursor& cursor);

/// Both on one axis: east and west, or a side and itself.
bool lies_across(Side a, Side b);

/// A side, and behind it what such a clause goes on with: 至, 距, a distance …
bool begins_side_clause(std::u32string_view words);

/// 西北角, J1, 1: the name of a corner before its coordinates. \returns its number, 0 when it has none
int take_corner_name(Cursor& cursor);

/// Some distance stands in the words.
bool has_measure(std::u32string_view words);

} // namespace liangxian::words
