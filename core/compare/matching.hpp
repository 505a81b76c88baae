// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/cancel_token.hpp"
#include "core/compare/line.hpp"
#include "core/compare/place_matching.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace liangxian::compare {

/// How the lines of two sides find each other.
enum class Pairing {
    by_identity, ///< by what they say they are, else by place
    as_asked     ///< each side is one line, and somebody asked for these two
};

/// Which line of one side is which of the other.
struct Match {
    std::size_t a = 0;
    std::size_t b = 0;
    std::string by; ///< `version`, `zone`, `bsm`, `unit`, `place`, `only` or `asked`
};

struct Matching {
    std::vector<Match> matches;
    std::vector<Ambiguity> ambiguous;
    std::vector<std::size_t> only_a;
    std::vector<std::size_t> only_b;
    /// Lines whose number (version, zone, BSM) is that of another line of the other side, by what both say
    /// of their units and kinds and by where they stand. Their numbers are not gone by.
    std::vector<std::size_t> misnumbered_a;
    std::vector<std::size_t> misnumbered_b;
};

/// Pairs the lines of two sides: by version, by zone, by BSM, each only where names and kinds do not say
/// otherwise or the lines stand as one; by unit and line; lines of one unit and kind among themselves, and
/// lines that say nothing of whose they are, by place (match_by_place()). Lines whose ids differ are never
/// paired by place. What stays in doubt is ambiguous and not guessed. Cost: n log n, and the outlines near
/// those without an id. \throws base::Cancelled
Matching match_lines(const std::vector<Line>& a, const std::vector<Line>& b,
                     const base::CancelToken& cancel = {}, Pairing pairing = Pairing::by_identity);

} // namespace liangxian::compare
