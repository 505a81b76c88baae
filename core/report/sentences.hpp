// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/text.hpp"
#include "core/report/batch.hpp"
#include "core/result/check_result.hpp"

#include <string>

namespace liangxian::report {

// The sentences every head says the same way (design/look, "Words"): verdict first, no jargon, never
// "no conflict" without declared coverage.

/// "涉及 2 处文物保护单位的保护范围，共 1,234.56 平方米（占申请范围 12.3%）。"
base::Text verdict_sentence(const result::CheckResult& result);

/// What was searched and how fresh it is.
base::Text coverage_sentence(const result::CheckResult& result);

/// "须先行考古调查、勘探：…"
base::Text archaeology_sentence(const result::CheckResult& result);

/// What must happen, by whom, whose consent first, by when, why. Unverified law says so:
/// "主管机关待核实（可能为 …）".
/// \param titles  what English readers are told beside a law's Chinese name
base::Text requirement_sentence(const result::Requirement& requirement, const LawTitles& titles = {});

/// "1,234.56 平方米（0.1235 公顷，1.85 亩）".
base::Text area_words(double area_m2);
/// "12.3%".
std::string share_words(double share);

/// What a result's crs_basis says: "文件声明", "文件头"; a guess is called one.
base::Text crs_basis_words(const std::string& crs_basis);

/// "1 unit", "2 units": English counts.
std::string counted(std::size_t count, const char* one, const char* several);

/// "技术参考，不是行政许可。"
base::Text disclaimer();
/// "示例数据：所有界线均为示意，不具法律效力。"
base::Text demonstration_notice();

} // namespace liangxian::report
