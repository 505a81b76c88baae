// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace liangxian::base {

/// The shortest decimal that reads back as the same double, in the form ECMAScript prints
/// (RFC 8785, section 3.2.2.3): `0.1`, `1e+21`, `1e-7`, `-0` as `0`.
/// \pre \p value is finite
std::string shortest(double value);

/// A decimal number that fills all of \p text but for blanks around it; never depends on the locale.
/// Full-width digits and a leading plus sign are read too. Infinities and NaN are not numbers.
std::optional<double> parse_number(std::string_view text);

/// \p value with so many decimals, halves away from zero, judged on the shortest decimal that reads back as
/// the same double: 2.675 gives 2.68, though the double lies a little below it.
/// \pre \p value is finite; 0 <= decimals <= 15
double rounded_half_up(double value, int decimals);

/// The step of so many decimals: 2 gives the double nearest to 0.01. \pre 0 <= decimals <= 15
double decimal_step(int decimals);

/// Fixed decimals with thousands commas, for people: `1,234.56`.
std::string grouped(double value, int decimals);

} // namespace liangxian::base
