// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ows/time_dimension.hpp"

#include "server/onemap/asked_time.hpp"

namespace liangxian::ows {

std::string time_extent(const base::DateSpan& named) {
    return named.from.value().to_string() + "/" + named.to.value().to_string() + "/P1D";
}

std::optional<base::Date> parse_time_dimension(std::string_view text, const base::DateSpan& named,
                                               const base::Date& today) {
    if (text.empty() || text == kToday || text == "default") {
        return today;
    }
    const auto asked = onemap::parse_time(text);
    const bool is_one_day = asked && asked->days.from && asked->days.from == asked->days.to;
    return is_one_day && named.contains(*asked->days.from) ? asked->days.from : std::nullopt;
}

base::Text time_dimension_fault(const base::DateSpan& named) {
    base::Text out{"TIME 应为一天，如 2024-05-01", "TIME must be one day, like 2024-05-01"};
    if (named.from && named.to) {
        const std::string days = named.from->to_string() + " – " + named.to->to_string();
        out.zh += "，且在 " + days + " 之内";
        out.en += ", within " + days;
    }
    return out;
}

void put_day(Frame& frame, const base::Date& day) { frame.fields.emplace_back("day", day.to_string()); }

base::Date day_of(const Frame& frame) {
    const auto day = onemap::parse_day(frame.field("day"));
    return day ? *day : base::Date::today();
}

} // namespace liangxian::ows
