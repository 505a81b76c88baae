// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/result/check_result.hpp"

namespace liangxian::app {

/// The first of the four verdicts that applies, by the contract's order.
/// \pre findings, coverage, unchecked and sites_without_geometry of \p result are filled
/// \param mining_near  a mining check found zones near and was given no influence distance
result::Verdict verdict_of(const result::CheckResult& result, bool mining_near);

} // namespace liangxian::app
