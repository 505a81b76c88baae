// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/onemap/asked_time.hpp"

#include <algorithm>
#include <cstddef>

namespace liangxian::onemap {
namespace {

/// Whether the text is as the pattern: `0` stands for any digit, all else for itself.
bool has_form(std::string_view text, std::string_view pattern) {
    return text.size() == pattern.size() &&
           std::equal(text.begin(), text.end(), pattern.begin(),
                      [](char c, char wanted) { return wanted == '0' ? c >= '0' && c <= '9' : c == wanted; });
}

int two_digits(std::string_view text) { return (text[0] - '0') * 10 + (text[1] - '0'); }

/// `Z`, `+08:00`.
bool is_offset(std::string_view text) {
    return text == "Z" || text == "z" ||
           ((has_form(text, "+00:00") || has_form(text, "-00:00")) && two_digits(text.substr(1)) < 24 &&
            two_digits(text.substr(4)) < 60);
}

/// `08:00:00Z`, `08:00:00.125+08:00`; a leap second is a second.
bool is_time(std::string_view text) {
    constexpr std::size_t kSeconds = 8;
    if (!has_form(text.substr(0, kSeconds), "00:00:00") || two_digits(text) > 23 ||
        two_digits(text.substr(3)) > 59 || two_digits(text.substr(6)) > 60) {
        return false;
    }
    std::string_view rest = text.substr(kSeconds);
    if (!rest.empty() && rest.front() == '.') {
        const std::size_t digits = std::min(rest.find_first_not_of("0123456789", 1), rest.size());
        if (digits == 1) {
            return false;
        }
        rest.remove_prefix(digits);
    }
    return is_offset(rest);
}

/// An end of an interval. \returns false for what is neither open nor a day
bool read_end(std::string_view text, std::optional<base::Date>& day) {
    const bool is_open = text.empty() || text == "..";
    day = is_open ? std::nullopt : parse_day_or_instant(text);
    return is_open || day;
}

} // namespace

std::optional<base::Date> parse_day(std::string_view text) {
    return has_form(text, "0000-00-00") ? base::Date::parse(text) : std::nullopt;
}

std::optional<base::Date> parse_day_or_instant(std::string_view text) {
    constexpr std::size_t kDay = 10;
    const std::string_view rest = text.substr(std::min(kDay, text.size()));
    const bool is_read =
        rest.empty() || ((rest.front() == 'T' || rest.front() == 't') && is_time(rest.substr(1)));
    return is_read ? parse_day(text.substr(0, kDay)) : std::nullopt;
}

std::optional<AskedTime> parse_time(std::string_view text) {
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos) {
        const auto day = parse_day_or_instant(text);
        return day ? std::optional(AskedTime{{day, day}, true}) : std::nullopt;
    }
    AskedTime out;
    if (!read_end(text.substr(0, slash), out.days.from) || !read_end(text.substr(slash + 1), out.days.to) ||
        (out.days.from && out.days.to && *out.days.to < *out.days.from)) {
        return std::nullopt;
    }
    return out;
}

} // namespace liangxian::onemap
