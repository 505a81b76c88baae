// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/date.hpp"

#include <optional>
#include <string_view>

namespace liangxian::zone {

/// The days that a stated day may be: `2012-06-05` is one, `2012年6月` a month of them, `2012年` a year.
struct StatedDay {
    base::Date first;
    base::Date last;
};

/// Reads what base::Date::parse() reads, and `2012-6`, `2012/06`, `2012年6月`, `2012`, `2012年`.
/// \returns nothing for any other text or for a day that does not exist
std::optional<StatedDay> parse_stated_day(std::string_view text);

/// The same of a text that may go on: of `2012年，第五批` the year. \returns nothing when it begins with none
std::optional<StatedDay> stated_day_at_start(std::string_view text);

} // namespace liangxian::zone
