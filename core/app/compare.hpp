// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/compare_side.hpp"
#include "core/app/compare_words.hpp"
#include "core/base/cancel_token.hpp"
#include "core/compare/comparison.hpp"

#include <nlohmann/json.hpp>

namespace liangxian::app {

/// Two sides and what became of their lines.
struct ComparisonReport {
    Side a;
    Side b;
    compare::Comparison comparison;
    std::map<std::size_t, std::vector<SideBeside>> words; ///< compare_with_words()

    /// Whether something could not be compared, or nobody could tell which line is which.
    bool is_complete() const {
        return a.problems.empty() && b.problems.empty() && comparison.ambiguous.empty();
    }
};

/// Compares two sides (read_side()), and both with the announced words. A line that is missing or extra only
/// because its counterpart could not be compared says so (`counterpart-not-compared`); while the other side
/// has features nobody can name, each says `other-side-incomplete`. Writes nothing. \throws as read_side();
/// base::Cancelled
ComparisonReport compare_sides(const store::Store& store, const zone::AccuracyDefaults& accuracy,
                               const std::string& a, const std::string& b, const SideOptions& options,
                               const base::CancelToken& cancel = {});

/// `liangxian/comparison/1` (docs/user/deliveries.md). Language-neutral.
nlohmann::ordered_json comparison_json(const ComparisonReport& report);

} // namespace liangxian::app
