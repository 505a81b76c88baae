// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/rules/workdays.hpp"

#include "core/rules/located_json.hpp"

#include <fmt/format.h>

namespace liangxian::rules {
namespace {

/// Each `2025-10-01` or span `2025-10-01/2025-10-08`, both ends included, must lie in the year.
void add_days(const JsonNode& node, int year, Faults& faults, std::set<std::string>& out) {
    const std::string words = node.value().is_string() ? node.value().get<std::string>() : "";
    const std::size_t slash = words.find('/');
    const auto from = base::Date::parse(words.substr(0, slash));
    const auto to = slash == std::string::npos ? from : base::Date::parse(words.substr(slash + 1));
    if (!from || !to || *to < *from || from->year() != year || to->year() != year) {
        node.fault(faults, "bad-date",
                   {fmt::format("{} 不是 {} 年的日期或起止日期", node.value().dump(), year),
                    fmt::format("{} is no day or span of days of {}", node.value().dump(), year)});
        return;
    }
    for (base::Date day = *from; day <= *to; day = day.plus_days(1)) {
        out.insert(day.to_string());
    }
}

} // namespace

WorkdayTable WorkdayTable::load(const std::filesystem::path& path) {
    Faults faults;
    WorkdayTable out;
    const auto document = LocatedJson::read(path, faults);
    faults.throw_if_any();
    const JsonNode root(*document);
    root.is_object_of({"comment", "years"}, faults);
    for (const JsonNode& node : root.array("years", true, faults)) {
        node.is_object_of({"year", "holidays", "make_up_workdays"}, faults);
        const int year = node.integer("year", faults).value_or(0);
        out.m_years.insert(year);
        for (const JsonNode& day : node.array("holidays", true, faults)) {
            add_days(day, year, faults, out.m_holidays);
        }
        for (const JsonNode& day : node.array("make_up_workdays", true, faults)) {
            add_days(day, year, faults, out.m_make_up);
        }
    }
    faults.throw_if_any();
    return out;
}

bool WorkdayTable::is_workday(const base::Date& date) const {
    const std::string day = date.to_string();
    const bool weekend = date.weekday() == 0 || date.weekday() == 6;
    return m_make_up.count(day) != 0 || (!weekend && m_holidays.count(day) == 0);
}

DueDate WorkdayTable::add_workdays(const base::Date& from, int workdays) const {
    DueDate out{from, !knows(from.year())};
    while (workdays > 0) {
        out.date = out.date.plus_days(1);
        out.provisional = out.provisional || !knows(out.date.year());
        workdays -= is_workday(out.date) ? 1 : 0;
    }
    return out;
}

} // namespace liangxian::rules
