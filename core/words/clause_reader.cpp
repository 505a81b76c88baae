// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/words/clause_reader.hpp"

#include "core/words/clause.hpp"
#include "core/words/coordinate_system.hpp"
#include "core/words/coordinates.hpp"
#include "core/words/side_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <utility>

namespace liangxian::words {
namespace {

using Words = std::u32string_view;

bool has_digit(Words words) { return words.find_first_of(U"0123456789") != Words::npos; }

base::Text quoting(const char* zh, const char* en, Words words) {
    const std::string quoted = to_utf8(words);
    return {fmt::format(fmt::runtime(zh), quoted), fmt::format(fmt::runtime(en), quoted)};
}

/// How many sides and distances were read.
std::size_t distances_in(const Reading& r) {
    std::size_t out = (r.around ? 1U : 0U) + (r.east_west ? 1U : 0U) + (r.north_south ? 1U : 0U);
    for (const auto& side : r.sides) {
        out += side ? 1U : 0U;
    }
    return out;
}

/// 自…起, 以…为界: says where distances start.
bool names_base(Words words) { return words.find_first_of(U"以自从由沿") == 0; }

/// 拐点坐标, 各界址点坐标分别为: what stands before a list of corners.
bool names_corner_list(Words words) {
    Cursor cursor(words);
    while (!cursor
                .take_any({U"各", U"其", U"四至", U"边界", U"界址点", U"拐点", U"角点", U"控制点", U"界桩",
                           U"界址", U"坐标", U"座标", U"点", U"值", U"分别", U"为", U"如下", U"成果", U"表"})
                .empty()) {
    }
    return cursor.at_end() && has(words, U"标");
}

} // namespace

ClauseReader::ClauseReader(const Section& section, Line line, const Vocabulary& vocabulary)
    : m_section(section), m_line(line), m_vocabulary(vocabulary) {
    m_reading.zone_class = section.zone_class;
    m_reading.zone = section.zone;
    m_reading.words = to_utf8(section.words);
}

std::vector<Reading> ClauseReader::read() {
    Cursor cursor(m_section.words);
    while (!cursor.at_end()) {
        if (kClauseEnds.find(cursor.next()) != Words::npos || cursor.next() == U'、' ||
            cursor.next() == U'：') {
            cursor.skip(1);
            continue;
        }
        const std::size_t start = cursor.at();
        if (!read_clause(cursor)) {
            cursor.go_to(start);
            leave_to_person(take_clause(cursor));
        }
    }
    for (const std::u32string& remark : m_section.remarks) {
        read_remark(remark);
    }
    m_readings.push_back(std::move(m_reading));
    return std::move(m_readings);
}

bool ClauseReader::read_clause(Cursor& cursor) {
    using Way = bool (ClauseReader::*)(Cursor&);
    cursor.take_any(
        {U"其中", U"即", U"具体为", U"四至范围为", U"四至为", U"四至：", U"范围为", U"范围：", U"并", U"且"});
    const std::size_t start = cursor.at();
    if (read_corner(cursor)) { // changes nothing when it is none: a list of thousands needs no copies
        return true;
    }
    for (const Way way :
         {&ClauseReader::read_coordinate_rule, &ClauseReader::read_aside, &ClauseReader::read_base,
          &ClauseReader::read_box, &ClauseReader::read_sides, &ClauseReader::read_sides_of,
          &ClauseReader::read_same, &ClauseReader::read_around, &ClauseReader::read_inside}) {
        cursor.go_to(start);
        const Reading before = m_reading;
        if ((this->*way)(cursor)) {
            note_distance_behind_corners(before);
            return true;
        }
        m_reading = before;
    }
    return false;
}

/// 以下列坐标点为准：J1…J4，四周各20米: the distance is something more than the points.
void ClauseReader::note_distance_behind_corners(const Reading& before) {
    m_reading.has_distance_behind_corners =
        m_reading.has_distance_behind_corners || (!before.corners.empty() && !before.is_about_a_point &&
                                                  distances_in(m_reading) > distances_in(before));
}

/// `J1：X=…，Y=…`, `西北角北纬…，东经…`; a ring begins anew with 第2圈 or 扣除.
bool ClauseReader::read_corner(Cursor& cursor) {
    const std::size_t start = cursor.at();
    if (cursor.take(U"第") || cursor.take(U"扣除第")) {
        const auto ring = take_number(cursor);
        const bool is_next = ring && cursor.take(U"圈") && m_reading.corners.empty() == (*ring <= 1);
        if (is_next && *ring > 1) {
            m_reading.ring_starts.push_back(m_reading.corners.size());
        }
        cursor.take(U"：");
        return is_next;
    }
    const int number = take_corner_name(cursor);
    cursor.take_any({U"：", U"为", U"、", U"."});
    const bool is_named = cursor.at() > start;
    const auto corner = take_corner(cursor);
    if (!corner || !at_clause_end(cursor)) {
        return !corner && is_named && at_clause_end(cursor) && !m_section.remarks.empty();
    }
    m_reading.corner_is_plane = corner->is_plane;
    m_reading.corners.push_back(corner->at);
    m_reading.corner_numbers.push_back(number);
    return true;
}

/// 以四至坐标点为准, 具体见坐标点, 具体以…坐标控制点为准: the words only describe the points.
bool ClauseReader::read_coordinate_rule(Cursor& cursor) {
    Cursor rule = cursor;
    const Words first = rule.take_until(U"，；。：");
    if (names_corner_list(first) && rule.next() == U'：') {
        m_reading.is_bound_to_coordinates = true;
        cursor.skip(first.size());
        return true;
    }
    if (!has_any(first, {U"坐标", U"拐点", U"界址点", U"控制点"}) ||
        !has_any(first, {U"为准", U"见", U"确定", U"控制", U"下列", U"如下"})) {
        return false;
    }
    m_reading.is_bound_to_coordinates = true;
    read_system(first);
    m_reading.understood.push_back(quoting("坐标点为准：“{}”", "the corner points decide: '{}'", first));
    cursor.skip(first.size());
    return true;
}

/// What does not draw the line: areas, heights, what a zone is for, that none is announced.
bool ClauseReader::read_aside(Cursor& cursor) {
    const Words clause = clause_of(cursor);
    const Words up_to_colon = clause.substr(0, clause.find(U'：'));
    if (read_system(up_to_colon) || read_system(clause)) {
        cursor.skip(read_coordinate_system(up_to_colon) ? up_to_colon.size() : clause.size());
        return true;
    }
    if (has_any(clause, {U"限高", U"檐口", U"高度", U"建筑高", U"层以下", U"体量", U"色调", U"风貌"})) {
        m_reading.understood.push_back(
            quoting("建设要求，不影响边界：“{}”", "says how to build, not where: '{}'", clause));
        take_clause(cursor);
        return true;
    }
    Cursor area(clause);
    while (!area.at_end()) {
        if (const auto said = take_area(area)) {
            if (!has_any(clause, {U"建筑面积", U"本体"})) {
                m_reading.declared_area_m2 = said->m2;
                m_reading.declared_area_doubt_m2 = said->doubt_m2;
            }
            m_reading.understood.push_back(quoting("公布面积：“{}”", "the announced area: '{}'", clause));
            take_clause(cursor);
            return area.at_end() && has_any(clause, {U"面积", U"占地", U"计"});
        }
        area.skip(1);
    }
    if (has_any(clause, {U"不设", U"不划定", U"未划定", U"不再划定", U"另行划定", U"另行公布"}) ||
        clause == U"无") {
        m_reading.says_none = true;
        take_clause(cursor);
        return true;
    }
    if (clause == U"含保护范围" || clause == U"包括保护范围" || clause == U"包含保护范围") {
        m_reading.holds_base = true;
        take_clause(cursor);
        return true;
    }
    return false;
}

/// 2000国家大地坐标系, 西安80, 3度带第38带 …: what the coordinates beside it are on.
bool ClauseReader::read_system(Words words, bool is_remark) {
    const auto system = read_coordinate_system(words, is_remark);
    if (system) {
        add_to(m_reading.system, *system);
    }
    return system.has_value();
}

void ClauseReader::read_remark(Words remark) {
    if (has_any(remark, {U"含保护范围", U"包括保护范围", U"包含保护范围"})) {
        m_reading.holds_base = true;
        return;
    }
    Cursor cursor(remark);
    const Reading before = m_reading;
    std::u32string rest;
    while (!cursor.at_end()) {
        if (auto corner = take_corner(cursor)) {
            m_reading.corner_is_plane = corner->is_plane;
            m_reading.corners.push_back(corner->at);
            m_reading.corner_numbers.push_back(0);
        } else {
            rest += cursor.next();
            cursor.skip(1);
        }
    }
    if (m_reading.corners.size() > before.corners.size()) {
        read_beside_corners(rest);
        return;
    }
    if (read_system(remark, true)) {
        return;
    }
    Cursor rule(remark);
    if (read_coordinate_rule(rule)) {
        return;
    }
    const bool is_gloss = m_vocabulary.look_up(remark).kind != PhraseKind::unknown && !has_digit(remark);
    const bool is_note = has_any(
        remark, {U"示意", U"非法定", U"附图", U"见图", U"附件", U"第一版", U"第二版", U"调整后", U"略"});
    const bool is_number = remark.find_first_not_of(U"0123456789-—年月日第号.X") == Words::npos;
    if (!is_gloss && !is_note && !is_number) {
        leave_to_person(remark);
        m_reading.has_lost_base = m_reading.has_lost_base || names_base(remark);
    }
}

/// What else stands in brackets with coordinates: their system, names of corners.
void ClauseReader::read_beside_corners(Words rest) {
    const bool is_names = rest.find_first_not_of(U"，；。、：J0123456789点角东南西北") == Words::npos;
    if (!is_names && !read_system(rest, true)) {
        leave_to_person(rest);
    }
}

/// A class named behind its words ends its reading; what follows belongs to the next.
void ClauseReader::begin_next_class(const std::string& zone_class) {
    if (zone_class.empty()) {
        return;
    }
    m_reading.zone_class = zone_class;
    m_readings.push_back(std::move(m_reading));
    m_reading = {};
    m_reading.zone = m_section.zone;
    m_reading.words = to_utf8(m_section.words);
    m_reading.is_continued = true;
}

void ClauseReader::leave_to_person(Words words) {
    m_reading.todo.push_back(
        quoting("未能理解“{}”，请人工核对", "'{}' was not understood; a person must look", words));
    m_reading.has_leftovers = true;
    // What was read before it starts elsewhere.
    m_reading.has_lost_base = m_reading.has_lost_base || (names_base(words) && distances_in(m_reading) == 0);
}

} // namespace liangxian::words
