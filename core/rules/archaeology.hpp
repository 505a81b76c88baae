// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/rules/rule.hpp"
#include "core/rules/rule_book.hpp"

#include <vector>

namespace liangxian::rules {

/// The archaeology verdict: the strictest of what the fired rules ask, at least `by-judgement` for
/// land supply and land development, then what already answers it: a finished survey or an assessed
/// area over all of it (`done`; the answer is the first reason), a claimed exemption (`claimed-exempt`).
/// Elevations never excuse.
result::Archaeology archaeology_of(const std::vector<ArchaeologyOutcome>& asked, const RuleInput& input);

} // namespace liangxian::rules
