// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"
#include "server/auth/token_buckets.hpp"
#include "server/http/message.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace liangxian::auth {

/// How much work a request is.
enum class Effort {
    other,   ///< tiles, pages, lists: cheap
    map,     ///< what MapServer draws or searches
    check,   ///< checks, and whatever else is sent to be worked on
    sign_in, ///< a password to be looked at
};

Effort effort_of(const http::Request& request);

/// What one address, or one account, may ask for.
struct RateLimits {
    std::array<BucketRule, 4> rules{BucketRule{500, 3000}, BucketRule{100, 600}, BucketRule{200, 2000},
                                    BucketRule{0.5, 30}}; ///< by Effort

    /// Takes a word of `--rate-limit`: `check=20:200` (EFFORT=PER_SECOND:BURST). \returns faults
    base::Problems take(std::string_view word);
};

/// Answers 429 to whoever asks for more than the limits. This machine itself is limited in checks and
/// sign-ins only. Any thread.
class RateLimit {
public:
    using Time = TokenBuckets::Time;
    explicit RateLimit(RateLimits limits) : m_limits(limits) {}

    /// By the address. \returns nothing when it may go on
    std::optional<http::Response> refuse_peer(const http::Request& request, Time now);
    /// By the account, once it is known who asks.
    std::optional<http::Response> refuse_account(const http::Request& request, Time now);

private:
    std::optional<http::Response> refuse(const http::Request& request, const std::string& who, Time now);

    RateLimits m_limits;
    TokenBuckets m_buckets;
};

} // namespace liangxian::auth
