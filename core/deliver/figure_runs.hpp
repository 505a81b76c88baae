// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace liangxian::deliver {

/// A run of figures, and what stands between it and the one before.
struct Figures {
    std::string digits;
    /// Full-width forms made plain; one sign for a point, one (°) for degrees, one (') for minutes, seconds
    /// and quotation marks.
    std::u32string before;
    bool is_in_words = false; ///< Chinese numerals, read: 一百一十四 is 114, and 一一四 is

    std::int64_t value() const; ///< -1: longer than numbers are
    bool is_between(std::int64_t low, std::int64_t high) const { return value() >= low && value() <= high; }
};

/// The runs of figures of a text in UTF-8; the last one has no figures and holds what follows. Pure.
std::vector<Figures> figures_of(const std::string& text);

} // namespace liangxian::deliver
