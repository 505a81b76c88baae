// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/problem_report.hpp"
#include "core/base/cancel_token.hpp"
#include "core/zone/records.hpp"

#include <map>
#include <string>
#include <vector>

namespace liangxian::app {

/// Rules between published lines: the three legal forms of a control outline (a belt about the range, an
/// outline that includes it, equal to it), gaps and thin overlaps between the two lines of a unit, overlaps
/// between units. Lines that were never in force on one day are no pair. Memory: the lines. Cost O(n log n)
/// and the pairs whose boxes meet.
class LineRules {
public:
    explicit LineRules(ProblemReport& report) : m_report(report) {}

    void add(const zone::Zone& published) { m_lines.push_back(published); }
    /// After the last line. \throws base::Cancelled
    void look(const base::CancelToken& cancel, const base::Progress& progress) const;

    /// The lines by unit; they stand until the next add().
    std::map<std::string, std::vector<const zone::Zone*>> units() const;

private:
    void look_at_unit(const std::vector<const zone::Zone*>& lines) const;
    void look_at_form(const zone::Zone& control, const zone::Zone& range) const;
    void look_at_gap(const zone::Zone& control, const zone::Zone& range) const;
    void look_apart(const zone::Zone& control, const std::vector<const zone::Zone*>& lines) const;
    void look_between_units(const base::CancelToken& cancel, const base::Progress& progress) const;
    void look_at_pair(const zone::Zone& a, const zone::Zone& b) const;

    ProblemReport& m_report;
    std::vector<zone::Zone> m_lines;
};

} // namespace liangxian::app
