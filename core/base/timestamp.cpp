// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/timestamp.hpp"

#include "core/base/date.hpp"

#include <fmt/format.h>

#include <cctype>
#include <chrono>

namespace liangxian::base {
namespace {

constexpr std::int64_t kMsPerDay = 86'400'000;

/// Reads exactly two digits at \p at and moves past them; -1 when they are not there.
int two_digits(std::string_view text, std::size_t& at) {
    if (at + 2 > text.size() || std::isdigit(static_cast<unsigned char>(text[at])) == 0 ||
        std::isdigit(static_cast<unsigned char>(text[at + 1])) == 0) {
        return -1;
    }
    const int value = (text[at] - '0') * 10 + (text[at + 1] - '0');
    at += 2;
    return value;
}

bool skip(std::string_view text, std::size_t& at, char c) {
    if (at < text.size() && text[at] == c) {
        ++at;
        return true;
    }
    return false;
}

/// `Z`, nothing, or ±hh[:]mm; in milliseconds east of UTC.
std::optional<std::int64_t> zone_offset_ms(std::string_view text, std::size_t at) {
    if (at == text.size() || (text[at] == 'Z' && at + 1 == text.size())) {
        return 0;
    }
    const int sign = text[at] == '+' ? 1 : text[at] == '-' ? -1 : 0;
    ++at;
    const int hours = two_digits(text, at);
    skip(text, at, ':');
    const int minutes = at == text.size() ? 0 : two_digits(text, at);
    if (sign == 0 || hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || at != text.size()) {
        return std::nullopt;
    }
    return sign * (hours * 60 + minutes) * std::int64_t{60'000};
}

} // namespace

Timestamp Timestamp::now() {
    const auto since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return Timestamp(std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch).count());
}

std::optional<Timestamp> Timestamp::parse(std::string_view text) {
    const auto day = Date::parse(text.substr(0, 10));
    if (!day || text.size() < 10) {
        return std::nullopt;
    }
    const std::int64_t midnight = day->days_since_epoch() * kMsPerDay;
    if (text.size() == 10) {
        return Timestamp(midnight + kMsPerDay - 1);
    }
    std::size_t at = 11;
    if (text[10] != 'T' && text[10] != ' ' && text[10] != 't') {
        return std::nullopt;
    }
    const int hours = two_digits(text, at);
    const bool colon = skip(text, at, ':');
    const int minutes = two_digits(text, at);
    const int seconds = skip(text, at, ':') ? two_digits(text, at) : 0;
    std::int64_t fraction_ms = 0;
    if (skip(text, at, '.')) {
        std::int64_t scale = 100;
        while (at < text.size() && std::isdigit(static_cast<unsigned char>(text[at])) != 0) {
            fraction_ms += (text[at++] - '0') * scale;
            scale /= 10;
        }
    }
    const auto offset = zone_offset_ms(text, at);
    if (!colon || hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 60 ||
        !offset) {
        return std::nullopt;
    }
    const std::int64_t of_day = ((hours * 60 + minutes) * std::int64_t{60} + seconds) * 1000;
    return Timestamp(midnight + of_day + fraction_ms - *offset);
}

std::string Timestamp::to_string() const {
    std::int64_t days = m_ms / kMsPerDay;
    std::int64_t rest = m_ms % kMsPerDay;
    if (rest < 0) {
        rest += kMsPerDay;
        --days;
    }
    return fmt::format("{}T{:02}:{:02}:{:02}.{:03}Z", Date().plus_days(days).to_string(), rest / 3'600'000,
                       rest / 60'000 % 60, rest / 1000 % 60, rest % 1000);
}

} // namespace liangxian::base
