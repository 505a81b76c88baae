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

#include <cstdint>
#include <optional>
#include <variant>
#include <vector>

namespace liangxian::app {

class StandingLookup;

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

/// Stores of fewer rows are read whole.
constexpr std::int64_t kIndexedFromRows = 1000;

/// What the check consults besides the request. All must outlive the call.
struct CheckContext {
    const store::Store& store;
    const rules::RuleBook& rules;
    const zone::AccuracyDefaults& accuracy;
    /// A store of fewer rows is read whole; larger ones are looked up in their packed index.
    std::int64_t indexed_from_rows = kIndexedFromRows;
    /// For a batch of applications; their answers keep their order, and are the same whatever the number.
    unsigned threads = 1;
    /// Of a program that answers many calls: its packed index stays open between them.
    StandingLookup* standing = nullptr;
};

/// The main job: the six steps of ARCHITECTURE.md for every application of some files, against one
/// pinned snapshot. One failed application never stops the others. Writes nothing.
/// Cost: with the packed index of a large store, O(log n) and what is met; the index is made when it is not
/// there. What was known earlier, and small stores, cost one walk over all records; memory holds those in
/// the applications' common box. What is found is kept for some hundred applications at a time.
/// \throws base::StoreError when the store cannot be read; base::Cancelled
std::vector<CheckOutcome> check(const CheckContext& context, const std::vector<intake::ReadOutcome>& files,
                                const CheckRequest& request, const base::CancelToken& cancel = {},
                                const base::Progress& progress = {});

} // namespace liangxian::app
