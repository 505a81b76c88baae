// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/text.hpp"
#include "core/result/check_result.hpp"

#include <vector>

namespace liangxian::report {

/// What was asked, a line each: what is to be done with which facts, what the application leaves out, how
/// far it reaches and on what ground, for which days.
std::vector<base::Text> asked_lines(const result::CheckResult& result);

/// What was measured, a line each: areas with how they were reckoned, the partition, the CRS, repairs.
std::vector<base::Text> measured_lines(const result::CheckResult& result);

} // namespace liangxian::report
