// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/zone/vocabulary.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::words {

/// Which of the two lines a text is asked about.
enum class Line { protection, control };

/// A stretch of an announced text that speaks of one outline.
struct Section {
    bool of_protection = true; ///< both, when nothing says which
    bool of_control = true;
    bool is_labelled = false;
    std::optional<zone::ZoneKind> zone;  ///< 重点保护区, 一般保护区
    std::string zone_class;              ///< 一类, II类: I, II …
    std::u32string words;                ///< without label, number and brackets
    std::vector<std::u32string> remarks; ///< what stood in brackets

    bool speaks_of(Line line) const { return line == Line::protection ? of_protection : of_control; }
};

/// Cuts a text where a label (保护范围：, 一般保护区：, II类：) or a number in brackets stands.
/// \param words  in plain form (plain_words())
std::vector<Section> sections_of(std::u32string_view words);

} // namespace liangxian::words
