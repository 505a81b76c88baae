// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/rules/law_register.hpp"
#include "core/rules/located_json.hpp"
#include "core/rules/rule.hpp"

namespace liangxian::rules {

/// Reads `when`: every code is checked against the contract's lists.
Condition read_condition(const JsonNode& node, Faults& faults);

/// Reads `then`, or a row of `by_level`, over what the rule already says.
void read_consequence(const JsonNode& node, Rule& rule, Faults& faults);

/// Reads `status`: is the rule verified?
bool read_status(const JsonNode& node, Faults& faults);

/// Reads `basis` and checks each entry against the register and against the rule's own dates.
std::vector<result::Basis> read_basis(const JsonNode& rule, const base::DateSpan& valid,
                                      const LawRegister& laws, Faults& faults);

} // namespace liangxian::rules
