// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/date.hpp"

#include <optional>
#include <string_view>

namespace liangxian::onemap {

// Days as clients of the one map name them. What is in force is so for whole days: of an instant the date
// counts as it is written.

/// `2024-05-01` and nothing else (RFC 3339, full-date). \returns nothing for a day that does not exist
std::optional<base::Date> parse_day(std::string_view text);

/// A day, or an instant of it: `2024-05-01T08:00:00Z`, `2024-05-01T08:00:00.5+08:00` (RFC 3339).
std::optional<base::Date> parse_day_or_instant(std::string_view text);

/// One of these, or two divided by a slash of which either may be `..` or empty: all days from the one to the
/// other. \returns nothing for other words, and for one that ends before it begins
struct AskedTime {
    base::DateSpan days;
    bool is_one_day = false; ///< not two with a slash
};
std::optional<AskedTime> parse_time(std::string_view text);

} // namespace liangxian::onemap
