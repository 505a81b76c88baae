// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/rules/law_register.hpp"
#include "core/rules/pack_file.hpp"
#include "core/rules/rule.hpp"

namespace liangxian::rules {

/// Reads one pack and adds every fault it has to \p faults, each with file and line: unknown keys
/// and codes, articles that are not in the register or were not in force, bad dates, repeated ids.
RulePack read_pack(const PackFile& file, const LawRegister& laws, Faults& faults);

} // namespace liangxian::rules
