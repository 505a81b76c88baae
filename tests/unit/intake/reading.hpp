// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/intake/read.hpp"

#include <algorithm>
#include <string>

namespace liangxian::intake {

/// China's bounds as the jurisdiction, as a store has it by default.
inline ReadOptions options_in_china() {
    ReadOptions options;
    options.jurisdiction = geo::Box{73, 3, 136, 54};
    return options;
}

/// Shuozhou, on both sides of 112.5°E.
inline ReadOptions options_in_shuozhou() {
    ReadOptions options;
    options.jurisdiction = geo::Box{111.9, 38.9, 113.6, 40.4};
    return options;
}

inline bool has_code(const base::Problems& problems, const std::string& code) {
    return std::any_of(problems.begin(), problems.end(),
                       [&](const base::Problem& p) { return p.code == code; });
}

/// Where the first problem with a code is; empty when there is none.
inline std::string place_of(const base::Problems& problems, const std::string& code) {
    const auto found = std::find_if(problems.begin(), problems.end(),
                                    [&](const base::Problem& p) { return p.code == code; });
    return found == problems.end() ? "" : found->where;
}

/// Every message of a list, for a failing test to print.
inline std::string messages(const base::Problems& problems) {
    std::string out;
    for (const base::Problem& p : problems) {
        out += p.code + " @ " + p.where + ": " + p.message.en + "\n";
    }
    return out;
}

inline std::string messages(const ReadOutcome& outcome) {
    std::string out;
    for (const UnreadableFeature& failed : outcome.unreadable) {
        out += messages(failed.problems);
    }
    for (const Feature& feature : outcome.features) {
        out += messages(feature.warnings);
    }
    return out;
}

} // namespace liangxian::intake
