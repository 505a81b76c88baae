// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/text.hpp"
#include "core/result/check_result.hpp"

#include <string>
#include <variant>
#include <vector>

namespace liangxian::report {

/// One application's answer, as core/app gives it.
using Outcome = std::variant<result::CheckResult, result::FailedApplication>;

/// How a batch of answers is written.
struct ReportOptions {
    base::Language language = base::Language::zh;
    bool is_demonstration = false; ///< the store says so: every report repeats it
};

} // namespace liangxian::report
