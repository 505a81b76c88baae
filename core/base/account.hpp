// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

namespace liangxian::base {

/// The name of the account this program runs under, else its number.
std::string account_name();

} // namespace liangxian::base
