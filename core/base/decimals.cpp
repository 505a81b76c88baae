// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/decimals.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstdint>

namespace liangxian::base {

namespace {

constexpr std::array<double, 16> kTens{1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                       1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
/// Below it a double holds every whole number and half.
constexpr double kExactHalves = 4503599627370496; // 2^52

void append_large(double value, int decimals, std::string& out) {
    const std::string digits = fmt::format("{:.{}f}", value, decimals);
    if (decimals == 0) {
        out += digits;
        return;
    }
    const std::size_t last = digits.find_last_not_of('0');
    out.append(digits, 0, digits[last] == '.' ? last : last + 1);
}

} // namespace

void append_decimals(double value, int decimals, std::string& out) {
    const double scaled = std::abs(value) * kTens[static_cast<std::size_t>(decimals)];
    if (!(scaled < kExactHalves)) {
        append_large(value, decimals, out);
        return;
    }
    auto left = static_cast<std::uint64_t>(scaled + 0.5);
    const bool is_negative = value < 0 && left != 0;
    int shown = decimals;
    for (; shown >= 4 && left % 10000 == 0; shown -= 4) {
        left /= 10000;
    }
    for (; shown > 0 && left % 10 == 0; --shown) {
        left /= 10;
    }
    std::array<char, 40> digits; // filled from its end
    char* at = digits.data() + digits.size();
    const char* const end = at;
    const auto put = [&at, &left] {
        *--at = static_cast<char>('0' + left % 10);
        left /= 10;
    };
    if (shown > 0) {
        for (int i = 0; i < shown; ++i) {
            put();
        }
        *--at = '.';
    }
    do {
        put();
    } while (left != 0);
    if (is_negative) {
        *--at = '-';
    }
    out.append(at, static_cast<std::size_t>(end - at));
}

} // namespace liangxian::base
