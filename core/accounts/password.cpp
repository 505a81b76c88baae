// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/accounts/password.hpp"

#include "core/base/code_point.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <new>
#include <set>
#include <stdexcept>

namespace liangxian::accounts {
namespace {

constexpr std::size_t kFewest = 10;
constexpr std::size_t kFewestOfAnyKind = 16;
constexpr std::size_t kFewestKinds = 3;
constexpr std::size_t kFewestDifferent = 4;

struct Make {
    std::size_t characters = 0;
    std::set<std::uint32_t> different;
    std::set<int> kinds;
};

int kind_of(std::uint32_t c) {
    return c >= 'A' && c <= 'Z' ? 0 : c >= 'a' && c <= 'z' ? 1 : c >= '0' && c <= '9' ? 2 : 3;
}

/// \returns nothing counted when it is no UTF-8
Make make_of(std::string_view password) {
    Make out;
    while (!password.empty()) {
        const base::CodePoint one = base::first_code_point(password);
        if (one.bytes == 0) {
            return {};
        }
        ++out.characters;
        out.different.insert(one.value);
        out.kinds.insert(kind_of(one.value));
        password.remove_prefix(one.bytes);
    }
    return out;
}

template <std::size_t Bytes>
std::string random_base64() {
    std::array<unsigned char, Bytes> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    std::array<char, sodium_base64_ENCODED_LEN(Bytes, sodium_base64_VARIANT_ORIGINAL_NO_PADDING)> out{};
    sodium_bin2base64(out.data(), out.size(), bytes.data(), bytes.size(),
                      sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
    return out.data();
}

void start_sodium() {
    if (sodium_init() < 0) {
        throw std::runtime_error("libsodium cannot start");
    }
}

} // namespace

base::Problems faults_of_password(std::string_view password, std::string_view account) {
    const Make make = make_of(password);
    const bool is_long_enough = make.characters >= kFewestOfAnyKind ||
                                (make.characters >= kFewest && make.kinds.size() >= kFewestKinds);
    const bool is_plain = make.different.size() < kFewestDifferent || password == account;
    if (is_long_enough && !is_plain && password.size() <= kLongestPassword) {
        return {};
    }
    return {
        {"password-weak",
         "",
         {"密码至少 10 个字符并含大写、小写、数字、其他字符中的三种，或至少 16 个字符；不能是账户名或重复的字符",
          "a password has 10 characters or more of three kinds (capital and small letters, digits, others), or 16 "
          "or more; it is not the account's name, nor a few characters again and again"}}};
}

std::string hash_password(std::string_view password, const HashCost& cost) {
    start_sodium();
    std::array<char, crypto_pwhash_STRBYTES> out{};
    if (crypto_pwhash_str_alg(out.data(), password.data(), password.size(), cost.passes, cost.bytes,
                              crypto_pwhash_ALG_ARGON2ID13) != 0) {
        throw std::bad_alloc();
    }
    return out.data();
}

std::string hash_of_nobody() {
    constexpr HashCost kCost;
    constexpr std::size_t kKiB = 1024;
    return fmt::format("$argon2id$v=19$m={},t={},p=1${}${}", kCost.bytes / kKiB, kCost.passes,
                       random_base64<crypto_pwhash_SALTBYTES>(), random_base64<32>());
}

bool is_password(std::string_view password, const std::string& hash) {
    start_sodium();
    const bool is_somebodys = !hash.empty();
    const std::string asked = is_somebodys ? hash : hash_of_nobody(); // who asks for nobody waits as long
    const bool fits = crypto_pwhash_str_verify(asked.c_str(), password.data(), password.size()) == 0;
    return fits && is_somebodys && password.size() <= kLongestPassword;
}

} // namespace liangxian::accounts
