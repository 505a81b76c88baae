// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/text.hpp"
#include "core/geo/geometry.hpp"
#include "core/words/length.hpp"
#include "core/words/phrase.hpp"
#include "core/words/sections.hpp"
#include "core/zone/vocabulary.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::words {

/// How an announcement says where a line runs.
enum class TextKind {
    body,            ///< the monument itself: 同文物本体
    wall,            ///< its enclosing wall: 现状院墙内
    center_box,      ///< a box about a point: 以中心点东西260米，南北350米
    offset_uniform,  ///< one distance all round: 四周各30米
    offset_per_side, ///< a distance a side: 东30米，南20米
    to_feature,      ///< as far as something on the ground: 东至开发路西边
    line_buffer,     ///< both sides of a line: 向两侧各扩50米
    coord_list,      ///< corner points, given or referred to: 以坐标点为准
    same_as_range,   ///< 同保护范围
    text_only        ///< nothing that could be drawn
};

/// `BODY`, `WALL`, `CENTER_BOX` … the names under which texts are kept.
std::string_view code_of(TextKind kind);
const base::Text& name_of(TextKind kind);

enum class Side { east, south, west, north };
constexpr std::array<Side, 4> kSides{Side::east, Side::south, Side::west, Side::north};
const base::Text& name_of(Side side);

/// How far one side reaches.
struct Reach {
    std::optional<Length> length; ///< beyond the base
    std::string feature;          ///< 至…: what stands there, as written
    Phrase from;                  ///< what the length is measured from, when the side says so itself
    std::string words;            ///< the clause
};

/// What coordinates in a text are said to be on; the later the less they can be used.
enum class Datum {
    unstated,
    cgcs2000,
    wgs84,
    old,  ///< Xian 1980, Beijing 1954
    other ///< some other system, or one that was not understood
};

/// What a text says of its coordinates.
struct CoordinateSystem {
    Datum datum = Datum::unstated;
    std::optional<int> zone_width_deg; ///< 3 or 6
    std::optional<int> zone_number;    ///< 第38带
    std::optional<int> meridian_deg;   ///< 中央子午线114°
    std::string words;

    bool has_zone() const { return zone_width_deg || zone_number || meridian_deg; }
};

/// What one announced outline was understood to say.
struct Reading {
    TextKind kind = TextKind::text_only;
    std::string zone_class;                    ///< I, II, III … of a control zone
    std::optional<zone::ZoneKind> zone;        ///< 重点保护区, 一般保护区, when named
    std::string words;                         ///< the section it was read from
    Phrase base;                               ///< what it is measured from
    std::array<std::optional<Reach>, 4> sides; ///< by Side
    std::optional<Length> around;              ///< all round, or on both sides of a line
    std::optional<Length> east_west;           ///< whole width of a box
    std::optional<Length> north_south;
    bool is_about_a_point = false;        ///< 以…为中心: the base is a point of itself
    bool leads_outward = false;           ///< 从…向外
    bool has_base_as_edge = false;        ///< 以…为界
    bool is_same_as_base = false;         ///< 同…, …内: no distance at all
    bool is_on_both_sides = false;        ///< 向两侧
    bool is_each_side = false;            ///< 各距…: the sides one by one, not all round
    bool is_distance_to = false;          ///< 距…: names the outline, not the ground between
    bool holds_base = false;              ///< 含保护范围
    bool says_none = false;               ///< 不设建设控制地带
    bool is_bound_to_coordinates = false; ///< 以坐标点为准: the words only describe
    bool has_leftovers = false;           ///< some words were not understood
    bool has_lost_base = false; ///< 自…, 以… that was not understood: what follows starts from there
    bool is_continued = false;  ///< stands behind another class in one section
    std::vector<geo::Position> corners; ///< of coordinates in the text, as written
    bool corner_is_plane = false;       ///< easting and northing, else degrees
    std::vector<int> corner_numbers;    ///< J1, J2 … of each; 0 where it has none
    CoordinateSystem system;            ///< what the corners are on
    bool has_distance_behind_corners = false;
    std::vector<std::size_t> ring_starts; ///< where rings after the first begin in corners
    std::optional<double> declared_area_m2;
    double declared_area_doubt_m2 = 0; ///< of its rounding and 约
    std::vector<base::Text> understood;
    std::vector<base::Text> assumed;
    std::vector<base::Text> todo; ///< what a person must decide or draw before the reading is whole

    const std::optional<Reach>& side(Side which) const { return sides[static_cast<std::size_t>(which)]; }
};

/// Reads an announced boundary text in Chinese (manners of announcements: domain/boundary-words). Every
/// clause is understood whole or quoted in `todo`; nothing is skipped. \returns the outlines said of that
/// line, in the order of the text: more than one when it has classes, key
///          and general parts, or numbered parts; one of kind text_only when it says nothing of it
/// Cost linear in the text; texts over 200,000 characters and clauses over 1,000 are not read.
std::vector<Reading> read_boundary_text(std::string_view utf8, Line line, const Vocabulary& vocabulary);

} // namespace liangxian::words
