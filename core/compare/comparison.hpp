// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/cancel_token.hpp"
#include "core/compare/matching.hpp"
#include "core/compare/pair_figures.hpp"
#include "core/geo/repair.hpp"

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::compare {

/// What became of a line.
enum class LineStatus {
    same,            ///< to a millimetre
    within_accuracy, ///< apart by less than both sides' accuracies together allow
    shifted,         ///< farther apart
    missing,         ///< in a, not in b
    extra,           ///< in b, not in a
    datum_suspect,   ///< a wrong datum, zone or order of axes, by what it looks like
};
constexpr std::size_t kLineStatusCount = 6;
std::string_view code_of(LineStatus status);

struct ComparedLine {
    LineStatus status = LineStatus::same;
    std::vector<std::string> reasons; ///< `swapped-axis`, `wrong-zone`, `number-of-another` …
    std::optional<std::size_t> a;     ///< its place among the lines of the side
    std::optional<std::size_t> b;
    std::string matched_by; ///< of a pair
    std::optional<PairFigures> figures;
    std::optional<double> accuracy_m; ///< of both together; nothing when neither is known
    /// Why the polygons of a side are invalid and where, as they stand (`invalid-polygon`).
    std::optional<geo::Invalidity> invalid_a;
    std::optional<geo::Invalidity> invalid_b;
};

struct Comparison {
    std::vector<ComparedLine> lines; ///< pairs and what is missing in the order of a, then what is extra
    std::vector<Ambiguity> ambiguous;
    std::array<std::size_t, kLineStatusCount> counts{};
};

/// Compares two sides line by line. The accuracy of a pair is the root of the sum of both squares; a side
/// that states none adds nothing, and of two copies of one version the greater counts. A line of b that was
/// put exactly where another line of a stands says so (`stands-on-another`); one whose number is another
/// line's, `number-of-another`; one of which a side is no valid polygon, `invalid-polygon`. A shift that at
/// least three lines share, and half of those that moved, is one of the datum; so is one that only web maps
/// have. Pure; several threads. \pre every line has polygons \throws base::Cancelled
Comparison compare(const std::vector<Line>& a, const std::vector<Line>& b,
                   const base::CancelToken& cancel = {}, unsigned threads = 1,
                   Pairing pairing = Pairing::by_identity);

} // namespace liangxian::compare
