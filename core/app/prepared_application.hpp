// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/check.hpp"
#include "core/base/cancel_token.hpp"
#include "core/intake/feature.hpp"
#include "core/result/check_result.hpp"

#include <variant>
#include <vector>

namespace liangxian::app {

/// An application that was read, made valid and measured, waiting to be checked: steps 1 and 2 of
/// ARCHITECTURE.md.
struct PreparedApplication {
    result::ApplicationInfo info;
    base::Problems warnings;
};

/// One application, or every reason why it cannot be checked.
using PreparedOutcome = std::variant<PreparedApplication, result::FailedApplication>;

/// Every application of some files in its place; one that fails never stops the others.
/// \throws base::Cancelled
std::vector<PreparedOutcome> prepare_applications(const std::vector<intake::ReadOutcome>& files,
                                                  const CheckRequest& request,
                                                  const base::CancelToken& cancel);

} // namespace liangxian::app
