// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/validate.hpp"

#include <optional>
#include <string>
#include <utility>

namespace liangxian::app {

/// Passes on what rules find, and counts it.
class ProblemReport {
public:
    explicit ProblemReport(const ProblemSink& sink) : m_sink(sink) {}

    void tell(const char* rule, Severity severity, const std::string& record, base::Text message,
              std::optional<geo::Position> where = std::nullopt, base::Text fix = {}) {
        ++(severity == Severity::error     ? m_count.errors
           : severity == Severity::warning ? m_count.warnings
                                           : m_count.notes);
        m_sink({rule, severity, record, where, std::move(message), std::move(fix)});
    }
    void count_unreadable() { ++m_count.unreadable; }
    const ValidationCount& count() const { return m_count; }

private:
    const ProblemSink& m_sink;
    ValidationCount m_count;
};

} // namespace liangxian::app
