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

/// Fixed decimals with thousands commas, for people: `1,234.56`.
std::string grouped(double value, int decimals);

} // namespace liangxian::base
