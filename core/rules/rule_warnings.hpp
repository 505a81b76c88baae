// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/rules/rule.hpp"
#include "core/rules/rule_book.hpp"

#include <string>
#include <vector>

namespace liangxian::rules {

/// What an evaluation has found out, as far as warnings need it.
struct Evaluated {
    const std::vector<RulePack>& packs;
    const RuleInput& input;
    const std::vector<std::string>& places; ///< counties of the application or, failing them, of its sites
    const std::vector<bool>& spoken_on;     ///< for each finding: some rule fired on it
    const std::vector<result::Requirement>& requirements;
};

/// What the reader of a requirement list has to know: heights over a limit (`height-limit-exceeded`), a
/// day before the packs begin (`rules-before-packs`), a contact no rule speaks on (`no-rule`), an unknown
/// place (`place-unknown`), unverified rules (`rules-unverified`).
base::Problems warnings_of(const Evaluated& evaluated);

} // namespace liangxian::rules
