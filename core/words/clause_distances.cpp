// SPDX-License-Identifier: GPL-2.0-or-later
// The clauses of ClauseReader that say from where and how far; those of single sides are in clause_sides.cpp.
#include "core/words/clause.hpp"
#include "core/words/clause_reader.hpp"
#include "core/words/measured.hpp"
#include "core/words/side_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

namespace liangxian::words {
namespace {

using Words = std::u32string_view;

const std::vector<Words>& by_endings() {
    static const std::vector<Words> kEndings{U"为基点",   U"为起点", U"为中心点", U"为中心", U"为基线",
                                             U"为基准",   U"为边界", U"为界",     U"为核心", U"为轴",
                                             U"为中心线", U"为轴线", U"为圆心"};
    return kEndings;
}

const std::vector<Words>& from_endings() {
    static const std::vector<Words> kEndings{U"范围起", U"算起", U"起", U"范围向外", U"向外"};
    return kEndings;
}

/// 塔基, 台基, 墙: what the whole monument stands on or in, so that 外30米 can only mean all round it.
bool is_foot_of_whole(const Phrase& phrase) {
    const std::u32string words = plain_words(phrase.words);
    return phrase.kind == PhraseKind::part && phrase.direction == 0 &&
           (words == U"墙" ||
            has_any(words, {U"塔基", U"台基", U"墙基", U"殿基", U"房基", U"基座", U"台明"}));
}

} // namespace

/// 自文物本体起, 以水塔中心为基点, 以保护范围为界; what follows in the clause is read next.
bool ClauseReader::read_base(Cursor& cursor) {
    const bool is_by = cursor.take(U"以");
    if (!is_by && cursor.take_any({U"自", U"从", U"由", U"沿"}).empty()) {
        return false;
    }
    const Words rest = clause_of(cursor);
    std::size_t end = Words::npos;
    std::size_t length = 0;
    for (const Words word : is_by ? by_endings() : from_endings()) {
        const std::size_t found = rest.find(word);
        if (found != Words::npos && found > 0 && (found < end || (found == end && word.size() > length))) {
            end = found;
            length = word.size();
        }
    }
    if (end == Words::npos) {
        return false;
    }
    m_reading.base = m_vocabulary.look_up(rest.substr(0, end));
    if (m_reading.base.is_inside || m_reading.base.is_directed_edge) {
        return false; // 围墙内侧 leads inward; 北墙 is one side of the monument and no base for all
    }
    m_reading.has_base_as_edge = has(rest.substr(end, length), U"界");
    const Words ending = rest.substr(end, length);
    if (has_any(ending, {U"中心", U"圆心", U"基点"}) && !ends_with(ending, U"线")) {
        const bool is_landmark =
            m_reading.base.kind == PhraseKind::landmark || m_reading.base.kind == PhraseKind::unknown;
        m_reading.base.kind = is_landmark ? PhraseKind::landmark : PhraseKind::centre;
        m_reading.is_about_a_point = true;
    }
    m_reading.leads_outward = has(rest.substr(end, length), U"外");
    cursor.skip(end + length);
    cursor.take(U"，");
    return true;
}

/// 东西260米, 南北宽350米; 以中心点东西260米.
bool ClauseReader::read_box(Cursor& cursor) {
    const Words clause = clause_of(cursor);
    const bool is_by = cursor.take(U"以");
    const std::size_t east_west = clause.find(U"东西");
    const std::size_t north_south = clause.find(U"南北");
    const bool is_wide = east_west != Words::npos;
    const std::size_t at = is_wide ? east_west : north_south;
    if (at == Words::npos || (at > 0) != is_by) {
        return false;
    }
    if (is_by) {
        m_reading.base = m_vocabulary.look_up(clause.substr(1, at - 1));
        m_reading.is_about_a_point = true;
        cursor.skip(at - 1);
    }
    cursor.skip(2);
    cursor.take_any({U"长", U"宽", U"共", U"总长", U"总宽", U"长度", U"宽度"});
    const auto length = take_length(cursor);
    if (!length || !at_clause_end(cursor)) {
        return cursor.next() == U'、' && length && set_extent(is_wide, *length);
    }
    return set_extent(is_wide, *length);
}

bool ClauseReader::set_extent(bool is_wide, const Length& length) {
    std::optional<Length>& extent = is_wide ? m_reading.east_west : m_reading.north_south;
    if (extent) {
        return false;
    }
    extent = length;
    return true;
}

/// 保护范围外100米以内, 院墙四周各20米, 向两侧各扩50米, 各距保护范围边界50米.
bool ClauseReader::read_around(Cursor& cursor) {
    const Words clause = clause_of(cursor);
    auto measured = take_apart(clause, m_vocabulary);
    if (!measured || measured->lengths.size() != 1 || m_reading.around || !measured->feature.empty()) {
        return false;
    }
    const PhraseKind kind = measured->from.kind;
    if (measured->from.is_directed_edge) {
        return false; // 东墙四周30米: one side is not all of it
    }
    const bool is_whole = kind == PhraseKind::range || kind == PhraseKind::class_zone ||
                          kind == PhraseKind::monument || kind == PhraseKind::enclosure ||
                          is_foot_of_whole(measured->from);
    const bool is_edge_of_base = kind == PhraseKind::none && m_reading.base.kind != PhraseKind::none;
    const bool is_all_round = measured->is_around || measured->is_on_both_sides || measured->is_each;
    const bool leads_on = is_edge_of_base && (m_reading.leads_outward || m_reading.is_about_a_point);
    if (!is_all_round && !leads_on &&
        !((is_whole || is_edge_of_base) && (measured->goes_outward || measured->is_distance_to))) {
        return false;
    }
    if (kind != PhraseKind::none) {
        if (m_reading.base.kind != PhraseKind::none) {
            return false;
        }
        m_reading.base = measured->from;
    }
    m_reading.around = measured->lengths.front();
    assume_least(*measured);
    m_reading.is_on_both_sides = measured->is_on_both_sides;
    m_reading.is_distance_to = measured->is_distance_to;
    m_reading.is_each_side = measured->is_each && measured->is_distance_to && !measured->is_around;
    take_clause(cursor);
    begin_next_class(measured->zone_class);
    return true;
}

/// Not less than: the least that the law allows is what is drawn.
void ClauseReader::assume_least(const Measured& measured) {
    const std::string& words = measured.lengths.front().words;
    const auto is_said = [&words](const base::Text& text) {
        return text.zh.find("“不小于" + words + "”") != std::string::npos;
    };
    if (measured.is_least && std::none_of(m_reading.assumed.begin(), m_reading.assumed.end(), is_said)) {
        m_reading.assumed.push_back({fmt::format("“不小于{0}”按 {0} 绘制", words),
                                     fmt::format("'not less than {0}' is drawn at {0}", words)});
    }
}

/// 同文物本体, 同为保护范围, 与保护范围一致.
bool ClauseReader::read_same(Cursor& cursor) {
    Words clause = clause_of(cursor);
    const bool is_same =
        !cursor.take_any({U"同", U"同为", U"同于", U"等同于", U"等同", U"与", U"和", U"即为", U"即"}).empty();
    if (!is_same) {
        return false;
    }
    clause = take_clause(cursor);
    Phrase of;
    for (const Words end :
         {Words(U"一致"), Words(U"相同"), Words(U"重合"), Words(U"同"), Words(U"边界"), Words(U"")}) {
        if (!ends_with(clause, end)) {
            continue;
        }
        clause.remove_suffix(end.size());
        of = m_vocabulary.look_up(clause);
        if (of.kind == PhraseKind::unknown && ends_with(clause, U"范围")) {
            of = m_vocabulary.look_up(clause.substr(0, clause.size() - 2)); // 文物本体范围
        }
        break;
    }
    if (of.kind != PhraseKind::range && of.kind != PhraseKind::monument && of.kind != PhraseKind::enclosure) {
        return false;
    }
    m_reading.base = of;
    m_reading.is_same_as_base = true;
    return true;
}

/// 现状院墙内, 文物本体范围: the inside of something, no distance.
bool ClauseReader::read_inside(Cursor& cursor) {
    Words clause = take_clause(cursor);
    bool is_inside = false;
    for (const Words end :
         {Words(U"占地范围内"), Words(U"范围以内"), Words(U"范围内"), Words(U"占地范围"), Words(U"用地范围"),
          Words(U"以内"), Words(U"之内"), Words(U"界内"), Words(U"内"), Words(U"范围")}) {
        if (ends_with(clause, end)) {
            clause.remove_suffix(end.size());
            is_inside = true;
            break;
        }
    }
    if (m_reading.base.kind != PhraseKind::none || has_measure(clause)) {
        return false;
    }
    Phrase of = m_vocabulary.look_up(clause);
    const bool names_it = of.kind == PhraseKind::monument || of.kind == PhraseKind::enclosure;
    if (!names_it && !(is_inside && of.kind == PhraseKind::part)) {
        return false;
    }
    if (!is_inside && clause.find_first_of(U"至到向距离以和、：") != Words::npos) {
        return false; // a sentence that happens to end in such a word
    }
    m_reading.base = std::move(of);
    m_reading.is_same_as_base = true;
    return true;
}

} // namespace liangxian::words
