// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string_view>
#include <vector>

namespace liangxian::auth {

/// How much somebody may ask for: so much at once, and so much a second from then on.
struct BucketRule {
    double per_second = 0;
    double burst = 0;
};

/// A bucket of tokens for each key, in memory of a fixed size whatever keys come: when there is no room, the
/// bucket that is fullest gives its place, and its owner begins with a full one again. Where a key has its
/// place nobody outside can tell. Any thread.
class TokenBuckets {
public:
    using Time = std::chrono::steady_clock::time_point;

    explicit TokenBuckets(std::size_t buckets = 32768);

    /// Takes one token. \returns zero, or how long until there is one
    std::chrono::milliseconds take(std::string_view key, const BucketRule& rule, Time now);

private:
    struct Bucket {
        std::uint64_t key = 0; ///< 0: free
        double level = 0;
        Time filled;
    };
    static constexpr std::size_t kPlaces = 8; ///< where a key may be

    Bucket& bucket_of(std::uint64_t key, const BucketRule& rule, Time now);

    std::array<unsigned char, 16> m_secret{};
    std::mutex m_mutex;
    std::vector<Bucket> m_buckets;
};

} // namespace liangxian::auth
