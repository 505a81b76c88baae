// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/rules/rule.hpp"
#include "core/rules/rule_book.hpp"

namespace liangxian::rules {

/// The day, the kind and the facts of the application are those the rule is for.
bool fits_application(const Rule& rule, const RuleInput& input);
/// One of the places (county names and codes) lies in the rule's; a rule for everywhere always
/// fits.
bool fits_place(const Rule& rule, const std::vector<std::string>& places);
/// The finding is one the rule speaks on.
bool fits_finding(const Rule& rule, const result::Finding& finding);
/// The rule fires on findings only, not on an application by itself.
bool needs_finding(const Rule& rule);
/// An interior contact, no sliver, with an announced zone.
bool is_legal_contact(const result::Finding& finding);
/// A control outline met only where the same unit's range lies: a control zone lies outside the range
/// (文物保护法实施条例, article 13), so nothing of it is met.
bool lies_in_own_range(const result::Finding& finding);
/// An area that informs and asks for nothing: assessed areas, declared coverage, counties, townships.
bool only_informs(const result::Finding& finding);

} // namespace liangxian::rules
