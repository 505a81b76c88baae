// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/text.hpp"
#include "core/geo/geometry.hpp"
#include "core/store/store.hpp"

#include <functional>
#include <optional>
#include <string>

namespace liangxian::app {

enum class Severity { error, warning };

/// Something wrong with the stored data, located.
struct StoredProblem {
    std::string rule; ///< stable id, e.g. `geometry-invalid`
    Severity severity = Severity::error;
    std::string record; ///< "zone Z-1@2", "site S-1", "area A-1"
    std::optional<geo::Position> where;
    base::Text message;
};

using ProblemSink = std::function<void(const StoredProblem&)>;

/// How much was reported.
struct ValidationCount {
    std::size_t errors = 0;
    std::size_t warnings = 0;
    std::size_t unreadable = 0; ///< of the errors: records that could not be looked at
};

/// Every rule over every stored record, whatever its status and dates. Streams: memory holds ids and
/// the outlines of the two lines.
///
/// Rules: `geometry-invalid`, `geometry-missing`, `site-unknown`, `two-versions-in-force`,
/// `document-missing`, `approval-missing`, `dates-reversed`, `outside-jurisdiction`,
/// `control-apart-from-range`, `declared-area-differs`, `accuracy-unknown`, `line-missing`,
/// `coverage-incomplete`, `coverage-theme-unknown`, `superseded-without-end`, `record-unreadable` (a coded
/// value, number, date or geometry that means nothing).
///
/// \returns how many errors and warnings were reported
ValidationCount validate(const store::Store& store, const ProblemSink& report);

} // namespace liangxian::app
