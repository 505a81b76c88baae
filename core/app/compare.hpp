// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/compare_side.hpp"
#include "core/base/cancel_token.hpp"
#include "core/compare/comparison.hpp"

#include <nlohmann/json.hpp>

namespace liangxian::app {

/// Two sides and what became of their lines.
struct ComparisonReport {
    Side a;
    Side b;
    compare::Comparison comparison;

    /// Whether something could not be compared, or nobody could tell which line is which.
    bool is_complete() const {
        return a.problems.empty() && b.problems.empty() && comparison.ambiguous.empty();
    }
};

/// Compares two sides (read_side()). Writes nothing. \throws as read_side(); base::Cancelled
ComparisonReport compare_sides(const store::Store& store, const zone::AccuracyDefaults& accuracy,
                               const std::string& a, const std::string& b, const SideOptions& options,
                               const base::CancelToken& cancel = {});

/// `liangxian/comparison/1` (docs/user/deliveries.md). Language-neutral.
nlohmann::ordered_json comparison_json(const ComparisonReport& report);

} // namespace liangxian::app
