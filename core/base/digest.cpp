// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/digest.hpp"

#include <sodium.h>

namespace liangxian::base {

struct Sha256::State {
    crypto_hash_sha256_state sodium;
};

Sha256::Sha256() : m_state(std::make_unique<State>()) { crypto_hash_sha256_init(&m_state->sodium); }
Sha256::~Sha256() = default;

Sha256& Sha256::update(std::string_view bytes) {
    const void* start = bytes.data();
    crypto_hash_sha256_update(&m_state->sodium, static_cast<const unsigned char*>(start), bytes.size());
    return *this;
}

std::string Sha256::finish_hex() {
    std::array<unsigned char, crypto_hash_sha256_BYTES> digest{};
    crypto_hash_sha256_final(&m_state->sodium, digest.data());
    std::array<char, crypto_hash_sha256_BYTES * 2 + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
    return hex.data();
}

std::string sha256_hex(std::string_view bytes) { return Sha256().update(bytes).finish_hex(); }

} // namespace liangxian::base
