// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/rules/workdays.hpp"

#include "core/base/error.hpp"
#include "core/rules/pack_file.hpp"

#include <fmt/format.h>

namespace liangxian::rules {
namespace {

/// `2025-10-01` or a span `2025-10-01/2025-10-08`, both ends included.
void add_days(const nlohmann::json& given, const PackFile& file, Faults& faults, std::set<std::string>& out) {
    const std::string words = given.is_string() ? given.get<std::string>() : "";
    const std::size_t slash = words.find('/');
    const auto from = base::Date::parse(words.substr(0, slash));
    const auto to = slash == std::string::npos ? from : base::Date::parse(words.substr(slash + 1));
    if (!from || !to || *to < *from) {
        faults.add(file.name(), 1, fmt::format("{} is no day or span of days", given.dump()));
        return;
    }
    for (base::Date day = *from; day <= *to; day = day.plus_days(1)) {
        out.insert(day.to_string());
    }
}

} // namespace

WorkdayTable WorkdayTable::load(const std::filesystem::path& path) {
    const PackFile file(path);
    Faults faults;
    WorkdayTable out;
    for (const auto& year : file.json().value("years", nlohmann::json::array())) {
        out.m_years.insert(year.value("year", 0));
        for (const auto& day : year.value("holidays", nlohmann::json::array())) {
            add_days(day, file, faults, out.m_holidays);
        }
        for (const auto& day : year.value("make_up_workdays", nlohmann::json::array())) {
            add_days(day, file, faults, out.m_make_up);
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
    DueDate out{from, false};
    while (workdays > 0) {
        out.date = out.date.plus_days(1);
        out.provisional = out.provisional || !knows(out.date.year());
        workdays -= is_workday(out.date) ? 1 : 0;
    }
    return out;
}

} // namespace liangxian::rules
