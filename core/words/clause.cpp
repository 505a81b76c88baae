// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/words/clause.hpp"

#include "core/words/side_words.hpp"

#include <cstddef>

namespace liangxian::words {
namespace {

using namespace std::string_view_literals;
using Words = std::u32string_view;

/// Up to here a clause only names sides: 正殿东、南.
bool still_names_sides(Words so_far) {
    return !so_far.empty() && U"东南西北侧面边部"sv.find(so_far.back()) != Words::npos &&
           so_far.find_first_of(U"至到接邻临抵靠距") == Words::npos && !has_measure(so_far);
}

/// A distance ends here, no area.
bool ends_in_metres(Words so_far) {
    return ends_with(so_far, U"米") && !ends_with(so_far, U"平方米") && !ends_with(so_far, U"平米");
}

} // namespace

bool at_clause_end(const Cursor& cursor) {
    return cursor.at_end() || kClauseEnds.find(cursor.next()) != Words::npos;
}

Words take_clause(Cursor& cursor) {
    const std::size_t start = cursor.at();
    while (!at_clause_end(cursor)) {
        if (cursor.next() == U'、' && cursor.at() > start && !still_names_sides(cursor.from(start)) &&
            begins_side_clause(cursor.rest().substr(1))) {
            break;
        }
        if (ends_in_metres(cursor.from(start)) && begins_side_clause(cursor.rest())) {
            break; // 东20米南30米
        }
        cursor.skip(1);
    }
    return cursor.from(start);
}

Words clause_of(Cursor cursor) { return take_clause(cursor); }

bool has_any(Words words, std::initializer_list<Words> list) {
    for (const Words word : list) {
        if (has(words, word)) {
            return true;
        }
    }
    return false;
}

} // namespace liangxian::words
