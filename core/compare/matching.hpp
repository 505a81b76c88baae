// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/compare/line.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace liangxian::compare {

/// Which line of one side is which of the other.
struct Match {
    std::size_t a = 0;
    std::size_t b = 0;
    std::string by; ///< `bsm`, `version`, `zone`, `unit` or `place`
};

/// Lines of which nobody can tell which is which.
struct Ambiguity {
    std::vector<std::size_t> a;
    std::vector<std::size_t> b;
};

struct Matching {
    std::vector<Match> matches;
    std::vector<Ambiguity> ambiguous;
    std::vector<std::size_t> only_a;
    std::vector<std::size_t> only_b;
};

/// Pairs the lines of two sides: by BSM, by zone and version, by zone, by unit and line; lines of one unit
/// and kind among themselves, and lines that say nothing of whose they are, by place: each must be the
/// nearest of the other by half of what the next one is away. Lines whose ids differ are never paired by
/// place. What stays in doubt is ambiguous and not guessed. Cost: n log n, and the outlines near those
/// without an id.
Matching match_lines(const std::vector<Line>& a, const std::vector<Line>& b);

} // namespace liangxian::compare
