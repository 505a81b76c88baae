// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/rules/law_register.hpp"
#include "core/rules/located_json.hpp"
#include "core/rules/rule.hpp"

#include <filesystem>
#include <vector>

namespace liangxian::rules {

/// Reads one pack (docs/domain/rule-format.md) and checks every word of it: keys, codes, dates, and
/// that each basis stands in the register and is in force for as long as the rule.
std::optional<RulePack> read_rule_pack(const std::filesystem::path& file, const LawRegister& laws,
                                       Faults& faults);

/// Reads every `*.json` of a folder, ordered by id, and checks what only shows between packs: ids
/// used twice, refinements of rules that do not exist.
/// \throws base::RuleError `rules-not-found` when there is none
std::vector<RulePack> read_rule_packs(const std::filesystem::path& directory, const LawRegister& laws,
                                      Faults& faults);

} // namespace liangxian::rules
