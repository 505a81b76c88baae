// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/rules/rule.hpp"
#include "core/rules/rule_book.hpp"

namespace liangxian::rules {

/// The parts of a condition that do not depend on a finding: date, application kind, facts, place.
bool fits_application(const Rule& rule, const RuleInput& input);

/// Whether a finding counts for the law at all: a real contact (no sliver, no touch, no distance)
/// with announced ground.
bool is_legal_contact(const result::Finding& finding);

/// The parts of a condition that depend on a finding: level, zone kind and class, name.
bool fits_finding(const Rule& rule, const result::Finding& finding);

/// The condition speaks of findings; otherwise the rule fires on the application alone.
bool needs_finding(const Rule& rule);

} // namespace liangxian::rules
