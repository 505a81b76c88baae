// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/multiset_hash.hpp"

#include "core/base/digest.hpp"

#include <sodium.h>

#include <cstring>

namespace liangxian::base {

static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "lanes are written as they lie in memory");

MultisetHash::Lanes MultisetHash::lanes_of(std::string_view thing) {
    static_assert(crypto_hash_sha256_BYTES == crypto_stream_chacha20_KEYBYTES);
    [[maybe_unused]] static const int kKernelsChosen =
        sodium_init(); // else the portable ones, three times slower
    std::array<unsigned char, crypto_hash_sha256_BYTES> key{};
    const void* start = thing.data();
    crypto_hash_sha256(key.data(), static_cast<const unsigned char*>(start), thing.size());
    constexpr std::array<unsigned char, crypto_stream_chacha20_NONCEBYTES> kNonce{}; // a key is used once
    std::array<unsigned char, kStateBytes> stream{};
    crypto_stream_chacha20(stream.data(), stream.size(), kNonce.data(), key.data());
    Lanes lanes;
    std::memcpy(lanes.data(), stream.data(), kStateBytes);
    return lanes;
}

void MultisetHash::add(std::string_view thing) {
    const Lanes lanes = lanes_of(thing);
    for (std::size_t i = 0; i < kLanes; ++i) {
        m_lanes[i] = static_cast<std::uint16_t>(m_lanes[i] + lanes[i]);
    }
}

void MultisetHash::remove(std::string_view thing) {
    const Lanes lanes = lanes_of(thing);
    for (std::size_t i = 0; i < kLanes; ++i) {
        m_lanes[i] = static_cast<std::uint16_t>(m_lanes[i] - lanes[i]);
    }
}

std::string MultisetHash::hex() const { return sha256_hex(state()); }

std::string MultisetHash::state() const {
    std::string out(kStateBytes, '\0');
    std::memcpy(out.data(), m_lanes.data(), kStateBytes);
    return out;
}

bool MultisetHash::restore(std::string_view state) {
    if (state.size() != kStateBytes) {
        return false;
    }
    std::memcpy(m_lanes.data(), state.data(), kStateBytes);
    return true;
}

} // namespace liangxian::base
