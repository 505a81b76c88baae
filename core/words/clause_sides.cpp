// SPDX-License-Identifier: GPL-2.0-or-later
// The clauses of ClauseReader that speak of sides by name.
#include "core/words/clause.hpp"
#include "core/words/clause_reader.hpp"
#include "core/words/measured.hpp"
#include "core/words/side_words.hpp"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

namespace liangxian::words {
namespace {

using Words = std::u32string_view;

bool begins_with_length(Words words) {
    Cursor cursor(words);
    return take_length(cursor).has_value();
}

/// 自东墙向西20米, 东至西墙外20米, 东至北墙外20米: what is measured from is not on that side.
bool faces_elsewhere(const Phrase& from, const std::vector<Side>& sides) {
    if (from.direction == 0) {
        return false;
    }
    const std::u32string directions(1, from.direction);
    Cursor cursor(directions);
    const auto facing = take_sides(cursor);
    return std::any_of(sides.begin(), sides.end(), [&](Side side) {
        return side != facing.front() && (from.is_directed_edge || lies_across(side, facing.front()));
    });
}

/// From the side itself, without 向 before it.
Words sides_words(Words clause, std::size_t at) {
    return clause.substr(clause[at] == U'向' || clause[at] == U'往' ? at + 1 : at);
}

} // namespace

bool ClauseReader::read_sides(Cursor& cursor) {
    const Words clause = clause_of(cursor);
    const auto sides = take_sides(cursor);
    if (sides.empty()) {
        return false;
    }
    const bool is_listed = cursor.take(U"：");
    const Words listed = take_clause(cursor);
    std::u32string region = is_listed && !begins_with_length(listed) ? U"至" : U"";
    region += listed;
    return set_sides(sides, region, clause, {});
}

/// 正殿东、南、西、北各30米, 院墙外东、西各60米, 戏台向南11.19米: the sides of something named before them.
bool ClauseReader::read_sides_of(Cursor& cursor) {
    const Words clause = clause_of(cursor);
    for (std::size_t at = 1; at < clause.size(); ++at) {
        Cursor sides_at(clause.substr(at));
        const auto sides = take_sides(sides_at);
        Words of = clause.substr(0, at);
        if (sides.empty() || !begins_side_clause(sides_words(clause, at))) {
            continue;
        }
        for (const Words before : {Words(U"自"), Words(U"从"), Words(U"由"), Words(U"距")}) {
            of.remove_prefix(starts_with(of, before) ? before.size() : 0);
        }
        for (const Words behind : {Words(U"的"), Words(U"以外"), Words(U"之外"), Words(U"向外"), Words(U"外"),
                                   Words(U"起"), Words(U"以")}) {
            of.remove_suffix(ends_with(of, behind) ? behind.size() : 0);
        }
        const Phrase phrase = m_vocabulary.look_up(of);
        if (phrase.kind == PhraseKind::unknown || phrase.kind == PhraseKind::none) {
            continue;
        }
        take_clause(cursor);
        return set_sides(sides, sides_at.rest(), clause, phrase);
    }
    return false;
}

bool ClauseReader::set_sides(const std::vector<Side>& sides, Words region, Words clause, const Phrase& of) {
    Reach reach;
    reach.words = to_utf8(clause);
    reach.from = of;
    const auto measured = take_apart(region, m_vocabulary);
    if (faces_elsewhere(of, sides) || (measured && faces_elsewhere(measured->from, sides))) {
        return false;
    }
    if (!measured) {
        Cursor feature(region);
        if (feature
                .take_any({U"至", U"到", U"接", U"邻", U"临", U"抵", U"靠", U"以", U"与", U"毗邻", U"紧邻"})
                .empty() ||
            feature.at_end() || has_measure(feature.rest())) {
            return false;
        }
        Words words = feature.rest();
        for (const Words end : {Words(U"为界"), Words(U"相接"), Words(U"相邻"), Words(U"止")}) {
            if (ends_with(words, end)) {
                words.remove_suffix(end.size());
            }
        }
        reach.feature = to_utf8(words);
        for (const Side side : sides) {
            if (!set_side(side, reach)) {
                return false;
            }
        }
        return true;
    }
    const bool has_phrase = measured->from.kind != PhraseKind::none;
    if (measured->is_around || (has_phrase && !measured->is_introduced) ||
        (measured->lengths.size() != 1 && measured->lengths.size() != sides.size())) {
        return false;
    }
    if (has_phrase) {
        reach.from = measured->from;
    }
    reach.feature = measured->feature;
    assume_least(*measured);
    for (std::size_t i = 0; i < sides.size(); ++i) {
        reach.length = measured->lengths.size() == 1 ? measured->lengths.front() : measured->lengths[i];
        if (!set_side(sides[i], reach)) {
            return false;
        }
    }
    m_reading.is_distance_to = m_reading.is_distance_to || measured->is_distance_to;
    begin_next_class(measured->zone_class);
    return true;
}

bool ClauseReader::set_side(Side side, Reach reach) {
    auto& slot = m_reading.sides[static_cast<std::size_t>(side)];
    if (slot) {
        return false;
    }
    slot = std::move(reach);
    return true;
}

} // namespace liangxian::words
