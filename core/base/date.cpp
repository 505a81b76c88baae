// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/date.hpp"

#include <fmt/format.h>

#include <array>
#include <cctype>
#include <ctime>

namespace liangxian::base {
namespace {

struct Civil {
    std::int64_t year;
    unsigned month;
    unsigned day;
};

// Days from civil and back: Gregorian cycles of 400 years (146,097 days), years starting in March.
std::int64_t days_from_civil(std::int64_t year, unsigned month, unsigned day) {
    year -= month <= 2 ? 1 : 0;
    const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
    const auto year_of_era = static_cast<std::int64_t>(year - era * 400);
    const auto day_of_year =
        static_cast<std::int64_t>((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1);
    const std::int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

Civil civil_from_days(std::int64_t days) {
    days += 719468;
    const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    const std::int64_t day_of_era = days - era * 146097;
    const std::int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t shifted_month = (5 * day_of_year + 2) / 153;
    const auto day = static_cast<unsigned>(day_of_year - (153 * shifted_month + 2) / 5 + 1);
    const auto month = static_cast<unsigned>(shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);
    return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day};
}

/// Replaces the Chinese and slash separators by '-' and drops a trailing 日.
std::string with_hyphens(std::string_view text) {
    static constexpr std::array<std::string_view, 4> kSeparators = {"年", "月", "/", "."};
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        bool replaced = false;
        for (const auto separator : kSeparators) {
            if (text.substr(i, separator.size()) == separator) {
                out += '-';
                i += separator.size();
                replaced = true;
                break;
            }
        }
        if (!replaced) {
            if (text.substr(i, 3) == "日" && i + 3 == text.size()) {
                break;
            }
            out += text[i++];
        }
    }
    return out;
}

} // namespace

Date::Date(int year, unsigned month, unsigned day) : m_days(days_from_civil(year, month, day)) {}

std::optional<Date> Date::parse(std::string_view text) {
    std::string iso = with_hyphens(text);
    if (iso.size() == 8 && iso.find('-') == std::string::npos) {
        iso = iso.substr(0, 4) + "-" + iso.substr(4, 2) + "-" + iso.substr(6, 2);
    }
    std::array<int, 3> part{};
    std::size_t at = 0;
    for (std::size_t i = 0; i < 3; ++i) {
        std::size_t digits = 0;
        while (at < iso.size() && std::isdigit(static_cast<unsigned char>(iso[at])) != 0 && digits < 4) {
            part[i] = part[i] * 10 + (iso[at] - '0');
            ++at;
            ++digits;
        }
        const bool last = i == 2;
        if (digits == 0 || (i == 0 && digits != 4) || (i > 0 && digits > 2)) {
            return std::nullopt;
        }
        if (!last && (at >= iso.size() || iso[at++] != '-')) {
            return std::nullopt;
        }
    }
    if (at != iso.size() || part[1] < 1 || part[1] > 12 || part[2] < 1) {
        return std::nullopt;
    }
    const Date date(part[0], static_cast<unsigned>(part[1]), static_cast<unsigned>(part[2]));
    if (date.day() != static_cast<unsigned>(part[2])) {
        return std::nullopt; // 31 April and the like roll over
    }
    return date;
}

Date Date::today() {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    localtime_r(&now, &local);
    return {local.tm_year + 1900, static_cast<unsigned>(local.tm_mon + 1),
            static_cast<unsigned>(local.tm_mday)};
}

int Date::year() const { return static_cast<int>(civil_from_days(m_days).year); }
unsigned Date::month() const { return civil_from_days(m_days).month; }
unsigned Date::day() const { return civil_from_days(m_days).day; }

unsigned Date::weekday() const {
    const std::int64_t shifted = (m_days + 4) % 7; // 1970-01-01 was a Thursday
    return static_cast<unsigned>(shifted < 0 ? shifted + 7 : shifted);
}

Date Date::plus_days(std::int64_t days) const {
    Date out;
    out.m_days = m_days + days;
    return out;
}

std::string Date::to_string() const {
    const Civil civil = civil_from_days(m_days);
    return fmt::format("{:04}-{:02}-{:02}", civil.year, civil.month, civil.day);
}

} // namespace liangxian::base
