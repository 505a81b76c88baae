// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/random_id.hpp"

#include "core/base/hex.hpp"

#include <sodium.h>

#include <stdexcept>

namespace liangxian::base {

std::string random_id(std::size_t bytes) {
    if (sodium_init() < 0) {
        throw std::runtime_error("libsodium cannot start");
    }
    std::string out(bytes, '\0');
    randombytes_buf(out.data(), out.size());
    return hex_of(out);
}

} // namespace liangxian::base
