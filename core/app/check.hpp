// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/cancel_token.hpp"
#include "core/base/date.hpp"
#include "core/base/timestamp.hpp"
#include "core/intake/feature.hpp"
#include "core/result/check_result.hpp"
#include "core/rules/rule_book.hpp"
#include "core/store/store.hpp"
#include "core/zone/accuracy.hpp"

#include <optional>
#include <variant>
#include <vector>

namespace liangxian::app {

/// What a check is asked with, beside the application itself.
struct CheckRequest {
    result::Parameters parameters;
    std::optional<base::Date> as_of;         ///< default: today
    std::optional<base::Timestamp> known_at; ///< default: the record time of the store's revision
    std::optional<base::Date> rules_as_of;   ///< default: as_of
    bool accept_repairs = false;             ///< a repair of over 0.1 % or 10 m² is agreed to
};

/// One application's answer: a result, or why there is none.
using CheckOutcome = std::variant<result::CheckResult, result::FailedApplication>;

/// What the check consults besides the request. All must outlive the call.
struct CheckContext {
    const store::Store& store;
    const rules::RuleBook& rules;
    const zone::AccuracyDefaults& accuracy;
};

/// The main job: the six steps of ARCHITECTURE.md for every application of some files, against one
/// pinned snapshot. One failed application never stops the others. Writes nothing.
/// Cost: one read of the records that meet the applications' common box, then candidates by a
/// packed tree; memory holds that snapshot.
/// \throws base::StoreError when the store cannot be read; base::Cancelled
std::vector<CheckOutcome> check(const CheckContext& context, const std::vector<intake::ReadOutcome>& files,
                                const CheckRequest& request, const base::CancelToken& cancel = {},
                                const base::Progress& progress = {});

} // namespace liangxian::app
