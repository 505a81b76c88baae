// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/accounts/secret.hpp"

#include "core/base/digest.hpp"

#include <sodium.h>

#include <array>
#include <stdexcept>

namespace liangxian::accounts {
namespace {

constexpr std::size_t kBytes = 32;
constexpr int kForm = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

bool is_of_a_secret(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
}

bool begins_a_secret(std::string_view text) {
    const std::string_view prefix = text.substr(0, kTokenPrefix.size());
    return prefix == kTokenPrefix || prefix == kSessionPrefix || prefix == kFirstSignInPrefix;
}

} // namespace

Secret new_secret(std::string_view prefix) {
    if (sodium_init() < 0) {
        throw std::runtime_error("libsodium cannot start");
    }
    std::array<unsigned char, kBytes> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    std::string text(sodium_base64_encoded_len(kBytes, kForm), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), kForm);
    sodium_memzero(bytes.data(), bytes.size());
    text.pop_back(); // the zero at its end
    text.insert(0, prefix);
    std::string hash = hash_of_secret(text);
    return {std::move(text), std::move(hash)};
}

std::string hash_of_secret(std::string_view text) { return base::sha256_hex(text); }

std::string without_secrets(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        if (!begins_a_secret(text)) {
            out += text.front();
            text.remove_prefix(1);
            continue;
        }
        out += text.substr(0, kTokenPrefix.size());
        out += "***";
        text.remove_prefix(kTokenPrefix.size());
        while (!text.empty() && is_of_a_secret(text.front())) {
            text.remove_prefix(1);
        }
    }
    return out;
}

bool is_same_secret(std::string_view a, std::string_view b) {
    // Digests have one length whatever the texts have.
    const std::string left = hash_of_secret(a);
    const std::string right = hash_of_secret(b);
    return sodium_memcmp(left.data(), right.data(), left.size()) == 0;
}

} // namespace liangxian::accounts
