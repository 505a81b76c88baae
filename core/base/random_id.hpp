// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>

namespace liangxian::base {

/// So many bytes of the system's randomness (libsodium), as lower-case hexadecimal digits.
std::string random_id(std::size_t bytes);

} // namespace liangxian::base
