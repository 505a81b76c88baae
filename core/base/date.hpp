// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace liangxian::base {

/// A calendar day (proleptic Gregorian, no time zone): the unit in which law comes into force.
class Date {
public:
    /// 1970-01-01.
    Date() = default;
    /// \pre the day exists; use parse() for anything that comes from outside
    Date(int year, unsigned month, unsigned day);

    /// Reads `2025-03-01`, and also `2025-3-1`, `2025/3/1`, `20250301`, `2025年3月1日`.
    /// \returns nothing for any other text or for a day that does not exist
    static std::optional<Date> parse(std::string_view text);
    /// The local day on the machine's clock.
    static Date today();

    int year() const;
    unsigned month() const;
    unsigned day() const;
    /// 0 = Sunday … 6 = Saturday.
    unsigned weekday() const;
    std::int64_t days_since_epoch() const { return m_days; }
    Date plus_days(std::int64_t days) const;
    /// ISO 8601, `2025-03-01`.
    std::string to_string() const;

    bool operator==(const Date& o) const { return m_days == o.m_days; }
    bool operator!=(const Date& o) const { return m_days != o.m_days; }
    bool operator<(const Date& o) const { return m_days < o.m_days; }
    bool operator<=(const Date& o) const { return m_days <= o.m_days; }
    bool operator>(const Date& o) const { return m_days > o.m_days; }
    bool operator>=(const Date& o) const { return m_days >= o.m_days; }

private:
    std::int64_t m_days = 0;
};

/// A span of days, both ends included; an absent end is open.
struct DateSpan {
    std::optional<Date> from;
    std::optional<Date> to;

    bool contains(const Date& date) const { return (!from || *from <= date) && (!to || date <= *to); }
};

} // namespace liangxian::base
