// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/number.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>

namespace liangxian::base {
namespace {

/// Digits and decimal exponent (value = 0.d1d2… × 10^point) of the shortest representation.
struct ShortestDigits {
    std::string digits;
    int point;
};

ShortestDigits shortest_digits(double value) {
    std::array<char, 32> buffer{};
    const auto end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific).ptr;
    const std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
    const std::size_t e = text.find('e');
    ShortestDigits out;
    for (const char c : text.substr(0, e)) {
        if (c != '.') {
            out.digits += c;
        }
    }
    int exponent = 0;
    const std::size_t sign = text[e + 1] == '+' ? e + 2 : e + 1;
    std::from_chars(text.data() + sign, text.data() + text.size(), exponent);
    out.point = exponent + 1;
    return out;
}

/// Full-width digits, point, minus and plus to ASCII; other text unchanged.
std::string half_width(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto c0 = static_cast<unsigned char>(text[i]);
        if (c0 == 0xEF && i + 2 < text.size() && static_cast<unsigned char>(text[i + 1]) == 0xBC) {
            const auto c2 = static_cast<unsigned char>(text[i + 2]); // U+FF00 + (c2 - 0x80)
            out += static_cast<char>(c2 - 0x80 + 0x20);
            i += 3;
        } else {
            out += text[i++];
        }
    }
    return out;
}

} // namespace

std::string shortest(double value) {
    if (value == 0.0) {
        return "0";
    }
    const std::string sign = value < 0 ? "-" : "";
    const auto [digits, point] = shortest_digits(std::abs(value));
    const int count = static_cast<int>(digits.size());
    if (count <= point && point <= 21) {
        return sign + digits + std::string(static_cast<std::size_t>(point - count), '0');
    }
    if (0 < point && point <= 21) {
        const auto split = static_cast<std::size_t>(point);
        return sign + digits.substr(0, split) + "." + digits.substr(split);
    }
    if (-6 < point && point <= 0) {
        return sign + "0." + std::string(static_cast<std::size_t>(-point), '0') + digits;
    }
    const int exponent = point - 1;
    const std::string mantissa = count == 1 ? digits : digits.substr(0, 1) + "." + digits.substr(1);
    return fmt::format("{}{}e{}{}", sign, mantissa, exponent < 0 ? '-' : '+', std::abs(exponent));
}

std::optional<double> parse_number(std::string_view text) {
    const std::string plain = half_width(text);
    std::string_view rest = plain;
    while (!rest.empty() && (rest.front() == ' ' || rest.front() == '\t' || rest.front() == '\r')) {
        rest.remove_prefix(1);
    }
    while (!rest.empty() && (rest.back() == ' ' || rest.back() == '\t' || rest.back() == '\r')) {
        rest.remove_suffix(1);
    }
    if (rest.size() > 1 && rest.front() == '+' && rest[1] != '-') {
        rest.remove_prefix(1);
    }
    double value = 0;
    const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), value);
    if (error != std::errc() || end != rest.data() + rest.size() || !std::isfinite(value)) {
        return std::nullopt;
    }
    return value;
}

double rounded_half_up(double value, int decimals) {
    if (value == 0.0 || std::abs(value) >= 1e15) {
        return value; // no decimals left to round
    }
    const auto [digits, point] = shortest_digits(std::abs(value));
    const int kept = point + decimals; // digits that stay
    if (kept >= static_cast<int>(digits.size())) {
        return value;
    }
    std::string rounded = kept > 0 ? digits.substr(0, static_cast<std::size_t>(kept)) : "0";
    if (kept >= 0 && digits[static_cast<std::size_t>(kept)] >= '5') {
        std::size_t at = rounded.size();
        while (at > 0 && rounded[at - 1] == '9') {
            rounded[--at] = '0';
        }
        if (at > 0) {
            ++rounded[at - 1];
        } else {
            rounded.insert(0, "1");
        }
    }
    double out = 0;
    const std::string text = fmt::format("{}e{}", rounded, -decimals);
    std::from_chars(text.data(), text.data() + text.size(), out);
    return value < 0 ? -out : out;
}

double decimal_step(int decimals) {
    double out = 1;
    const std::string text = fmt::format("1e{}", -decimals);
    std::from_chars(text.data(), text.data() + text.size(), out);
    return out;
}

std::string grouped(double value, int decimals) {
    std::string text = fmt::format("{:.{}f}", std::abs(value), decimals);
    const std::size_t point = text.find('.');
    std::size_t at = point == std::string::npos ? text.size() : point;
    while (at > 3) {
        at -= 3;
        text.insert(at, ",");
    }
    return value < 0 && text.find_first_not_of("0.,") != std::string::npos ? "-" + text : text;
}

} // namespace liangxian::base
