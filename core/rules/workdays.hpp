// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/date.hpp"

#include <filesystem>
#include <set>
#include <string>

namespace liangxian::rules {

/// A due date counted in working days (行政许可法, article 82).
struct DueDate {
    base::Date date;
    bool provisional = false; ///< 暂定: it runs past the years the table knows
};

/// Public holidays and make-up working days, year by year, as the State Council announced them.
class WorkdayTable {
public:
    /// \throws base::RuleError naming file and place
    static WorkdayTable load(const std::filesystem::path& file);

    /// Working days start on the day after \p from.
    DueDate add_workdays(const base::Date& from, int workdays) const;
    bool is_workday(const base::Date& date) const;
    bool knows(int year) const { return m_years.count(year) != 0; }

private:
    std::set<int> m_years;
    std::set<std::string> m_holidays;
    std::set<std::string> m_make_up;
};

} // namespace liangxian::rules
