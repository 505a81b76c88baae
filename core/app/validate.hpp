// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/cancel_token.hpp"
#include "core/base/text.hpp"
#include "core/geo/geometry.hpp"
#include "core/store/store.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace liangxian::app {

/// A note is worth knowing and no fault.
enum class Severity { error, warning, note };

/// Something wrong with the stored data, located.
struct StoredProblem {
    std::string rule; ///< stable id, e.g. `geometry-invalid`
    Severity severity = Severity::error;
    std::string record; ///< "zone Z-1@2", "site S-1", "area A-1"
    std::optional<geo::Position> where;
    base::Text message;
    base::Text fix; ///< what mends it without a decision; empty where a person must decide
};

using ProblemSink = std::function<void(const StoredProblem&)>;

/// How much was reported.
struct ValidationCount {
    std::size_t errors = 0;
    std::size_t warnings = 0;
    std::size_t notes = 0;
    std::size_t unreadable = 0; ///< of the errors: records that could not be looked at
};

/// Every rule over every stored record, whatever its status and dates. Streams: memory holds ids and
/// the outlines of the two lines. Cost O(n log n) and the pairs of lines whose boxes meet.
///
/// Rules: `geometry-invalid`, `geometry-missing`, `site-unknown`, `two-versions-in-force`,
/// `document-missing`, `approval-missing`, `dates-reversed`, `outside-jurisdiction`,
/// `control-apart-from-range`, `control-within-range`, `control-covers-part`, `lines-overlap-thin`,
/// `lines-gap`, `same-outline`, `units-overlap-thin`, `units-overlap` (a note), `vertex-repeated`,
/// `part-thin`, `overdue`, `range-due` (a note), `zone-prefix-wrong`, `line-far-from-unit`, `county-differs`,
/// `declared-area-differs`, `words-differ`, `accuracy-unknown`, `line-missing`, `coverage-incomplete`,
/// `coverage-theme-unknown`, `superseded-without-end`, `record-unreadable` (a coded value, number, date or
/// geometry that means nothing), `digest-differs` (of the store as a whole: it was changed behind its
/// triggers).
///
/// \returns how many were reported \throws base::Cancelled
ValidationCount validate(const store::Store& store, const ProblemSink& report,
                         const base::CancelToken& cancel = {}, const base::Progress& progress = {});

/// Records that are not in a store, or not yet: what the rules look at.
class ValidatedRecords {
public:
    virtual ~ValidatedRecords() = default;
    virtual store::Settings settings() const = 0;
    virtual void for_each_site(const std::function<void(const zone::Site&)>& visit) const = 0;
    virtual void for_each_earlier_site(
        const std::function<void(const zone::Site&, const base::Timestamp& until)>& visit) const = 0;
    virtual void for_each_zone(const std::function<void(const zone::Zone&)>& visit) const = 0;
    virtual void for_each_area(const std::function<void(const zone::Area&)>& visit) const = 0;
    virtual std::vector<store::Store::UnreadableRecord> unreadable_records() const = 0;
};

/// The same rules over these records.
ValidationCount validate(const ValidatedRecords& records, const ProblemSink& report,
                         const base::CancelToken& cancel = {}, const base::Progress& progress = {});

/// `error`, `warning` or `note`.
std::string_view code_of(Severity severity);

} // namespace liangxian::app
