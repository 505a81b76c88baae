// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/rules/rule.hpp"
#include "core/rules/rule_book.hpp"
#include "core/rules/workdays.hpp"

#include <vector>

namespace liangxian::rules {

/// Applies the packs to one application: rules fire first, refinements then fill in what they
/// asked, and what several ask alike becomes one requirement; terms end on the day \p workdays counts.
/// Order follows the packs and their files. \pre input.parameters and input.findings are set
RuleOutcome evaluate_rules(const std::vector<RulePack>& packs, const WorkdayTable& workdays,
                           const RuleInput& input);

} // namespace liangxian::rules
