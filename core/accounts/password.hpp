// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"

#include <string>
#include <string_view>

namespace liangxian::accounts {

/// The longest password that is looked at, in bytes.
constexpr std::size_t kLongestPassword = 1024;

/// What keeps a text from being a password: ten characters at least, of three kinds (capital and small
/// letters, digits, others), or sixteen of any; not the account's name, and not one character again and
/// again.
base::Problems faults_of_password(std::string_view password, std::string_view account);

/// How much work a hash is. The usual: 64 MiB of memory and two passes, some tenths of a second.
struct HashCost {
    unsigned long long passes = 2;
    std::size_t bytes = std::size_t{64} << 20;
};

/// What is kept of a password: argon2id (RFC 9106) with its salt and cost, by libsodium.
/// \throws std::bad_alloc when the memory is not there
std::string hash_password(std::string_view password, const HashCost& cost = {});

/// A hash of the usual cost that no password fits, other each time.
std::string hash_of_nobody();

/// \param hash  of hash_password(); an empty one is nobody's, and takes as long to say so
bool is_password(std::string_view password, const std::string& hash);

} // namespace liangxian::accounts
