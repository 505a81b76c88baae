// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/words/plain_words.hpp"

#include <initializer_list>
#include <string_view>

namespace liangxian::words {

/// What ends a clause of an announcement.
constexpr std::u32string_view kClauseEnds = U"，；。";

bool at_clause_end(const Cursor& cursor);

/// The clause at the cursor up to its end, and moves there; a 、 ends it where another side begins, and so
/// does a distance (东20米南30米).
std::u32string_view take_clause(Cursor& cursor);

/// The same without moving.
std::u32string_view clause_of(Cursor cursor);

bool has_any(std::u32string_view words, std::initializer_list<std::u32string_view> list);

} // namespace liangxian::words
