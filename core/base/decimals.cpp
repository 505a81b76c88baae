// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/decimals.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>

namespace liangxian::base {

void append_decimals(double value, int decimals, std::string& out) {
    constexpr std::array<double, 16> kTens{1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                           1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    constexpr double kWholeNumbers = 9007199254740992; // 2^53: below it they are exact
    const double scaled = value * kTens[static_cast<std::size_t>(decimals)];
    if (!(std::abs(scaled) < kWholeNumbers)) {
        const std::string digits = fmt::format("{:.{}f}", value, decimals);
        const std::size_t last = digits.find('.') == std::string::npos ? digits.size() - 1
                                                                       : digits.find_last_not_of('0');
        out.append(digits, 0, digits[last] == '.' ? last : last + 1);
        return;
    }
    std::int64_t left = std::llround(scaled);
    if (left < 0) {
        out += '-';
        left = -left;
    }
    int shown = decimals;
    while (shown > 0 && left % 10 == 0) {
        left /= 10;
        --shown;
    }
    const fmt::format_int digits(left);
    const std::string_view all(digits.data(), digits.size());
    const auto after = static_cast<std::size_t>(shown);
    if (after == 0) {
        out += all;
    } else if (all.size() > after) {
        out.append(all.substr(0, all.size() - after)).append(1, '.').append(all.substr(all.size() - after));
    } else {
        out.append("0.").append(after - all.size(), '0').append(all);
    }
}

} // namespace liangxian::base
