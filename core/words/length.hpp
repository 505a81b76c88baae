// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/words/plain_words.hpp"

#include <optional>
#include <string>

namespace liangxian::words {

/// A number as announcements write it: `30`, `11.19`, `三十`, `一百二十`, `两百`, `一五〇`, `十五点五`,
/// `1.2万`. Moves behind it. \returns nothing, and does not move, when no number comes next
std::optional<double> take_number(Cursor& cursor);

/// A distance in words.
struct Length {
    double metres = 0;
    bool is_approximate = false; ///< 约, 近, 余, 左右, 大致
    bool is_range = false;       ///< `30—50米`: two figures, metres is the greater one
    std::string words;           ///< as written

    /// How far an approximate distance may be off: a fifth, at least 2 m; 0 for an exact one.
    double doubt_m() const;
    bool operator==(const Length& o) const { return metres == o.metres; }
};

/// A distance with its unit (公里, 千米, 米, 公尺, 里, 丈, 厘米, m, km …), words of uncertainty before and
/// behind it included. Moves behind it. \returns nothing, and does not move, when none comes next; an area
/// (`30平方米`) is none
std::optional<Length> take_length(Cursor& cursor);

/// An area in words.
struct Area {
    double m2 = 0;
    double doubt_m2 = 0; ///< half of its last decimal place, and a tenth for 约
};

/// An area with its unit (平方米, 公顷, 亩, 平方公里). Moves behind it.
std::optional<Area> take_area(Cursor& cursor);

} // namespace liangxian::words
