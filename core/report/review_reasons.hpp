// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/text.hpp"
#include "core/result/check_result.hpp"

#include <vector>

namespace liangxian::report {

/// Why a person must look, in the order of weight: only what makes the verdict `needs-review`. What
/// merely informs (drafts, assessed areas, something near but farther than it is accurate) is no reason.
std::vector<base::Text> review_reasons(const result::CheckResult& result);

/// "距离 5.99 米小于界线精度 10 米": why a finding without contact may be one.
base::Text decision_band_words(const result::Finding& finding);

/// What was declared about one theme: "完整", "声明为不完整", "有 50.0% 在声明范围之外".
base::Text coverage_words(const result::Coverage& coverage);
/// The theme in words.
base::Text theme_words(const std::string& theme);

} // namespace liangxian::report
