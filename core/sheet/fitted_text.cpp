// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/sheet/fitted_text.hpp"

#include "core/base/code_point.hpp"
#include "core/document/pages.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace liangxian::sheet {
namespace {

double width_mm(const std::string& text, document::Font font) {
    return document::page_functions().measure(text, font).width_mm;
}

/// Sizes are in tenths of a point; a width is not quite in proportion to its size.
document::Font shrunk(const std::string& text, document::Font font, double room_mm) {
    for (double wide_mm = width_mm(text, font); wide_mm > room_mm && font.size_pt > 0.2;
         wide_mm = width_mm(text, font)) {
        const double smaller_pt = std::floor(10 * font.size_pt * room_mm / wide_mm) / 10;
        font.size_pt = std::max(std::min(smaller_pt, font.size_pt - 0.1), 0.1);
    }
    return font;
}

/// Where the second line begins: at the blank nearest to the middle, if one is near, else at the character.
std::size_t middle_of(const std::string& text) {
    std::size_t best = text.size();
    std::size_t blank = text.size();
    const auto from_middle = [&text](std::size_t at) {
        return at > text.size() / 2 ? at - text.size() / 2 : text.size() / 2 - at;
    };
    for (std::size_t at = 0; at < text.size();) {
        best = from_middle(at) < from_middle(best) ? at : best;
        if (text[at] == ' ' && from_middle(at) < from_middle(blank)) {
            blank = at;
        }
        const auto next = base::first_code_point(std::string_view(text).substr(at));
        at += std::max<std::size_t>(next.bytes, 1);
    }
    return from_middle(blank) <= text.size() / 8 ? blank : best;
}

} // namespace

FittedText fit_in_line(const std::string& text, document::Font font, double room_mm) {
    return {{text}, shrunk(text, font, room_mm)};
}

FittedText fit_in_two_lines(const std::string& text, document::Font font, double least_pt, double room_mm) {
    FittedText out = fit_in_line(text, font, room_mm);
    if (out.font.size_pt >= least_pt) {
        return out;
    }
    const std::size_t middle = middle_of(text);
    const std::size_t second = middle < text.size() && text[middle] == ' ' ? middle + 1 : middle;
    out.lines = {text.substr(0, middle), text.substr(second)};
    out.font.size_pt = std::min(least_pt, font.size_pt);
    for (const std::string& line : out.lines) {
        out.font = shrunk(line, out.font, room_mm);
    }
    return out;
}

} // namespace liangxian::sheet
