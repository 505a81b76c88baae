// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/report/batch.hpp"

namespace liangxian::report {

/// What an officer reads on a terminal: the verdict in words first, then what must be done, what was
/// met, sites without geometry, warnings, what was searched, and the seal.
std::string text_report(const std::vector<Outcome>& outcomes, const ReportOptions& options);

} // namespace liangxian::report
