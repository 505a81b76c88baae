// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

namespace liangxian::base {

/// Appends a number rounded to so many decimals, without zeros at its end: `36.5`, `-0.000000001`, `0`.
/// Never in powers of ten. \param decimals  0 to 15 \pre value is finite
void append_decimals(double value, int decimals, std::string& out);

} // namespace liangxian::base
