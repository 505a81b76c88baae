// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/text.hpp"
#include "core/result/check_result.hpp"

#include <map>
#include <string>
#include <variant>
#include <vector>

namespace liangxian::report {

/// One application's answer, as core/app gives it.
using Outcome = std::variant<result::CheckResult, result::FailedApplication>;

/// Titles of laws by the ids a basis names them with.
using LawTitles = std::map<std::string, base::Text>;

/// How a batch of answers is written.
struct ReportOptions {
    base::Language language = base::Language::zh;
    bool is_demonstration = false; ///< the store says so: every report repeats it
    LawTitles law_titles;          ///< for English readers; a law without one keeps its id
};

/// "示意，不具法律效力 / illustrative, not legal": what tables and maps of demonstration data carry.
std::string demonstration_mark();

} // namespace liangxian::report
