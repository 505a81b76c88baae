// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/zone/stated_day.hpp"

#include <cctype>

namespace liangxian::zone {
namespace {

constexpr std::size_t kYearDigits = 4;
constexpr std::string_view kYearSign = "年";
constexpr std::string_view kMonthSign = "月";

bool take(std::string_view& text, std::string_view what) {
    const bool is_there = !what.empty() && text.substr(0, what.size()) == what;
    text.remove_prefix(is_there ? what.size() : 0);
    return is_there;
}

/// A number of at most so many digits at the start; nothing when there is none, or one of more digits.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
    int out = 0;
    std::size_t at = 0;
    while (at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])) != 0) {
        if (at == digits) {
            return std::nullopt;
        }
        out = out * 10 + (text[at++] - '0');
    }
    text.remove_prefix(at);
    return at == 0 ? std::nullopt : std::optional(out);
}

std::optional<int> take_year(std::string_view& text) {
    const std::size_t before = text.size();
    const auto year = take_number(text, kYearDigits);
    return year && *year > 0 && before - text.size() == kYearDigits ? year : std::nullopt;
}

StatedDay whole_year(int year) { return {{year, 1, 1}, {year, 12, 31}}; }

std::optional<StatedDay> whole_month(int year, int month) {
    constexpr int kMonths = 12;
    if (month < 1 || month > kMonths) {
        return std::nullopt;
    }
    const auto number = static_cast<unsigned>(month);
    const base::Date next = month == kMonths ? base::Date(year + 1, 1, 1) : base::Date(year, number + 1, 1);
    return StatedDay{{year, number, 1}, next.plus_days(-1)};
}

} // namespace

std::optional<StatedDay> parse_stated_day(std::string_view text) {
    if (const auto day = base::Date::parse(text)) {
        return StatedDay{*day, *day};
    }
    const auto year = take_year(text);
    if (!year) {
        return std::nullopt;
    }
    const bool is_chinese = take(text, kYearSign);
    if (text.empty()) {
        return whole_year(*year);
    }
    if (!is_chinese && !take(text, "-") && !take(text, "/")) {
        return std::nullopt;
    }
    const auto month = take_number(text, 2);
    if (is_chinese && !take(text, kMonthSign)) {
        return std::nullopt;
    }
    return month && text.empty() ? whole_month(*year, *month) : std::nullopt;
}

std::optional<StatedDay> stated_day_at_start(std::string_view text) {
    if (const auto whole = parse_stated_day(text)) {
        return whole;
    }
    const auto year = take_year(text);
    return year ? std::optional(whole_year(*year)) : std::nullopt;
}

} // namespace liangxian::zone
