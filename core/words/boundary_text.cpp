// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/words/boundary_text.hpp"

#include "core/words/clause.hpp"
#include "core/words/clause_reader.hpp"
#include "core/words/coordinate_system.hpp"
#include "core/words/plain_words.hpp"
#include "core/words/state_reading.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

namespace liangxian::words {
namespace {

/// Some five thousand corners.
constexpr std::size_t kMostCharacters = 200000;
constexpr std::size_t kLongestClause = 1000;

bool measures_from_zone(const Phrase& phrase) {
    return phrase.kind == PhraseKind::range || phrase.kind == PhraseKind::class_zone;
}

bool says_nothing(const Reading& r) {
    return r.base.kind == PhraseKind::none && !r.around && !r.east_west && !r.north_south &&
           r.corners.empty() && !r.is_bound_to_coordinates && !r.says_none && !r.declared_area_m2 &&
           std::none_of(r.sides.begin(), r.sides.end(), [](const auto& side) { return side.has_value(); });
}

/// A side that says what it is measured from says it for the whole when all sides agree.
void lift_base(Reading& r) {
    const Phrase* common = nullptr;
    for (const auto& side : r.sides) {
        const PhraseKind from = side ? side->from.kind : PhraseKind::none;
        if (from == PhraseKind::none || from == PhraseKind::landmark || from == PhraseKind::unknown) {
            continue;
        }
        if (common != nullptr && common->kind != side->from.kind) {
            return;
        }
        common = &side->from;
    }
    if (common != nullptr && r.base.kind == PhraseKind::none) {
        r.base = *common;
    }
}

bool all_sides_alike(const Reading& r) {
    return std::all_of(r.sides.begin(), r.sides.end(), [&r](const auto& side) {
        return side && side->length && r.sides.front() && *side->length == *r.sides.front()->length;
    });
}

TextKind kind_of_base(const Reading& r) {
    switch (r.base.kind) {
    case PhraseKind::range:
        return TextKind::same_as_range;
    case PhraseKind::enclosure:
        return TextKind::wall;
    case PhraseKind::landmark:
    case PhraseKind::unknown:
        return TextKind::to_feature;
    default:
        return TextKind::body;
    }
}

TextKind kind_of(const Reading& r) {
    const auto has_length = [](const auto& side) { return side && side->length; };
    const bool any_side =
        std::any_of(r.sides.begin(), r.sides.end(), [](const auto& s) { return s.has_value(); });
    if (r.corners.size() >= 3) {
        return TextKind::coord_list;
    }
    if (r.east_west || r.north_south || (r.is_about_a_point && any_side)) {
        return TextKind::center_box;
    }
    if (any_side) {
        const bool any_length = std::any_of(r.sides.begin(), r.sides.end(), has_length);
        return !any_length          ? TextKind::to_feature
               : all_sides_alike(r) ? TextKind::offset_uniform
                                    : TextKind::offset_per_side;
    }
    if (r.around) {
        return r.is_on_both_sides ? TextKind::line_buffer : TextKind::offset_uniform;
    }
    if (r.is_bound_to_coordinates || !r.corners.empty()) {
        return TextKind::coord_list;
    }
    return r.is_same_as_base || r.has_base_as_edge ? kind_of_base(r) : TextKind::text_only;
}

/// 其中-like mixtures: all round, and sides of their own. Both can hold only where a side is left for the
/// first.
void fill_sides_from_around(Reading& r) {
    const bool any_side =
        std::any_of(r.sides.begin(), r.sides.end(), [](const auto& s) { return s.has_value(); });
    if (!r.around || !any_side) {
        return;
    }
    bool any_left = false;
    for (auto& side : r.sides) {
        if (!side) {
            side = Reach{r.around, {}, {}, r.around->words};
            any_left = true;
        }
    }
    if (!any_left) {
        r.todo.push_back(
            {fmt::format("四侧各有距离，又说四周“{}”，请确定以何者为准", r.around->words),
             fmt::format("every side has its distance, and '{}' is said of all; decide which counts",
                         r.around->words)});
    }
    r.around.reset();
}

void ask_about_ranges(Reading& r) {
    const auto ask = [&r](const std::optional<Length>& length) {
        if (length && length->is_range) {
            r.todo.push_back({fmt::format("“{}”是一个幅度，请确定取值", length->words),
                              fmt::format("'{}' is a range of distances; decide on one", length->words)});
        }
    };
    ask(r.around);
    ask(r.east_west);
    ask(r.north_south);
    for (const auto& side : r.sides) {
        ask(side ? side->length : std::nullopt);
    }
}

/// Distances beside corner points: they describe them when the points decide, else somebody must say what
/// they are for.
void ask_about_distances_beside_corners(Reading& r) {
    const bool any =
        r.around || r.east_west || r.north_south ||
        std::any_of(r.sides.begin(), r.sides.end(), [](const auto& side) { return side.has_value(); });
    if (!any || r.kind != TextKind::coord_list) {
        return;
    }
    if (r.is_bound_to_coordinates && !r.has_distance_behind_corners) {
        r.assumed.push_back({"以坐标点为准，文字所说四至未用于绘图",
                             "the corner points decide; the sides told in words were not drawn"});
        return;
    }
    r.todo.push_back(
        {"坐标点之外又说了四至或距离，两者的关系请人工确定",
         "sides or distances are told beside the corner points; a person must say how they go together"});
}

void conclude(Reading& r, Line line) {
    fill_sides_from_around(r);
    lift_base(r);
    r.kind = kind_of(r);
    if (r.has_lost_base && r.base.kind == PhraseKind::none && r.kind != TextKind::coord_list) {
        r.kind = TextKind::text_only; // its distances have nothing to start from
    }
    if (line == Line::protection && measures_from_zone(r.base) && !r.base.is_former && !r.zone &&
        r.kind != TextKind::text_only) {
        r.todo.push_back(
            {"这段文字从保护范围起算，不是在说保护范围自身",
             "the words are measured from the protection range; they do not draw the range itself"});
        r.kind = TextKind::text_only;
    }
    ask_about_ranges(r);
    ask_about_distances_beside_corners(r);
    state_reading(r);
    if (r.kind == TextKind::text_only && !r.says_none) {
        r.todo.push_back({"文字中没有可以绘制的界线，请人工绘制",
                          "nothing in the words can be drawn; a person must draw the line"});
    }
}

/// Forms are tried on a clause from many places; one that nobody would write must not cost its square.
std::size_t longest_clause(std::u32string_view words) {
    std::size_t longest = 0;
    for (std::size_t start = 0; start < words.size();) {
        const std::size_t end = std::min(words.find_first_of(kClauseEnds, start), words.size());
        longest = std::max(longest, end - start);
        start = end + 1;
    }
    return longest;
}

/// Words before the first label are a heading unless they measure something.
void pass_heading(const Section& section, Reading& into) {
    const std::string words = to_utf8(section.words);
    into.understood.push_back({fmt::format("标题：“{}”", words), fmt::format("a heading: '{}'", words)});
}

/// What any part of the text says of coordinates: a heading, or the corners of the other line.
CoordinateSystem system_of(const std::vector<Section>& sections) {
    CoordinateSystem out;
    const auto add = [&out](std::u32string_view words, bool is_remark) {
        if (const auto system = read_coordinate_system(words, is_remark)) {
            add_to(out, *system);
        }
    };
    for (const Section& section : sections) {
        for (Cursor cursor(section.words); !cursor.at_end(); cursor.skip(1)) {
            add(cursor.take_until(U"，；。："), false);
        }
        for (const std::u32string& remark : section.remarks) {
            add(remark, true);
        }
    }
    return out;
}

Reading nothing_said(Line line) {
    Reading out;
    const bool is_range = line == Line::protection;
    out.todo.push_back({is_range ? "文字没有说到保护范围" : "文字没有说到建设控制地带",
                        is_range ? "the words say nothing of a protection range"
                                 : "the words say nothing of a construction control zone"});
    return out;
}

} // namespace

std::vector<Reading> read_boundary_text(std::string_view utf8, Line line, const Vocabulary& vocabulary) {
    const std::u32string words = plain_words(utf8);
    std::vector<Reading> out;
    if (words.size() > kMostCharacters || longest_clause(words) > kLongestClause) {
        out.push_back(nothing_said(line));
        out.back().todo.push_back(
            {"文字过长（全文超过二十万字，或一句超过一千字），请只给出这一界线的部分",
             "too long: over 200,000 characters, or over 1,000 in one clause; hand in the "
             "part about this line only"});
        return out;
    }
    const std::vector<Section> sections = sections_of(words);
    const bool any_label =
        std::any_of(sections.begin(), sections.end(), [](const Section& s) { return s.is_labelled; });
    const Section* heading = nullptr;
    for (const Section& section : sections) {
        if (any_label && !section.is_labelled &&
            section.words.find_first_of(U"0123456789") == std::u32string::npos) {
            heading = &section;
            continue;
        }
        if (section.speaks_of(line)) {
            std::vector<Reading> read = ClauseReader(section, line, vocabulary).read();
            out.insert(out.end(), std::make_move_iterator(read.begin()), std::make_move_iterator(read.end()));
        }
    }
    const auto is_rest = [](const Reading& r) {
        return r.is_continued && says_nothing(r) && !r.has_leftovers;
    };
    out.erase(std::remove_if(out.begin(), out.end(), is_rest), out.end());
    if (out.empty()) {
        out.push_back(nothing_said(line));
    }
    const CoordinateSystem system = system_of(sections);
    for (Reading& reading : out) {
        if (!reading.corners.empty() && reading.system.words.empty()) {
            reading.system = system;
        }
        conclude(reading, line);
    }
    if (heading != nullptr) {
        pass_heading(*heading, out.front());
    }
    return out;
}

} // namespace liangxian::words
