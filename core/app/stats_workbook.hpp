// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/stats.hpp"
#include "core/base/text.hpp"
#include "core/document/workbook.hpp"

#include <string>

namespace liangxian::app {

/// The figures as a workbook: a sheet with a row for all and one for each group, a sheet with the targets,
/// and for every figure that is not nothing a sheet with its list. The same figures give the same workbook.
document::Workbook stats_workbook(const Stats& stats, base::Language language);

/// One list of them. \pre list_named() knows it
document::Workbook list_workbook(const Stats& stats, const std::string& list_id, base::Language language);

/// What a group is called: `应县 · 县级文物保护单位`, or that nothing is stated; `合计` without a key.
base::Text name_of(const Stats& stats, const StatsGroup& group);

} // namespace liangxian::app
