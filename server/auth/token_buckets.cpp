// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/auth/token_buckets.hpp"

#include <sodium.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <stdexcept>

namespace liangxian::auth {
namespace {

double level_at(double level, TokenBuckets::Time filled, const BucketRule& rule, TokenBuckets::Time now) {
    const double passed_s = std::chrono::duration<double>(now - filled).count();
    return std::min(rule.burst, level + std::max(0.0, passed_s) * rule.per_second);
}

} // namespace

TokenBuckets::TokenBuckets(std::size_t buckets)
    : m_buckets(std::max<std::size_t>(1, buckets / kPlaces) * kPlaces) {
    static_assert(crypto_shorthash_KEYBYTES == sizeof(m_secret));
    if (sodium_init() < 0) {
        throw std::runtime_error("libsodium cannot start");
    }
    randombytes_buf(m_secret.data(), m_secret.size());
}

TokenBuckets::Bucket& TokenBuckets::bucket_of(std::uint64_t key, const BucketRule& rule, Time now) {
    const std::size_t set = key % (m_buckets.size() / kPlaces);
    const auto begin = m_buckets.begin() + static_cast<std::ptrdiff_t>(set * kPlaces);
    const auto end = begin + static_cast<std::ptrdiff_t>(kPlaces);
    const auto own = std::find_if(begin, end, [key](const Bucket& one) { return one.key == key; });
    if (own != end) {
        return *own;
    }
    const auto is_fuller = [&](const Bucket& a, const Bucket& b) {
        const auto level = [&](const Bucket& one) {
            return one.key == 0 ? rule.burst + 1 : level_at(one.level, one.filled, rule, now);
        };
        return level(a) < level(b);
    };
    Bucket& place = *std::max_element(begin, end, is_fuller);
    place = {key, rule.burst, now};
    return place;
}

std::chrono::milliseconds TokenBuckets::take(std::string_view key, const BucketRule& rule, Time now) {
    std::uint64_t hash = 0;
    std::array<unsigned char, crypto_shorthash_BYTES> bytes{};
    static_assert(sizeof(hash) == sizeof(bytes));
    const void* text = key.data();
    crypto_shorthash(bytes.data(), static_cast<const unsigned char*>(text), key.size(), m_secret.data());
    std::memcpy(&hash, bytes.data(), sizeof(hash));
    hash = hash == 0 ? 1 : hash;

    const std::lock_guard<std::mutex> lock(m_mutex);
    Bucket& bucket = bucket_of(hash, rule, now);
    bucket.level = level_at(bucket.level, bucket.filled, rule, now);
    bucket.filled = std::max(bucket.filled, now);
    if (bucket.level >= 1) {
        bucket.level -= 1;
        return std::chrono::milliseconds(0);
    }
    return std::chrono::milliseconds(
        1 + static_cast<std::int64_t>(1000 * (1 - bucket.level) / std::max(rule.per_second, 1e-3)));
}

} // namespace liangxian::auth
