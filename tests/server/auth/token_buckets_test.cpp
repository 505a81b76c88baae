// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/auth/token_buckets.hpp"

#include <gtest/gtest.h>

#include <string>

namespace liangxian::auth {
namespace {

using std::chrono::milliseconds;

constexpr BucketRule kRule{2, 5}; // two a second, five at once
const TokenBuckets::Time kStart = TokenBuckets::Time(std::chrono::hours(1));

int taken_at(TokenBuckets& buckets, const std::string& key, TokenBuckets::Time now, int wanted = 20) {
    int out = 0;
    for (int i = 0; i < wanted; ++i) {
        out += buckets.take(key, kRule, now).count() == 0 ? 1 : 0;
    }
    return out;
}

TEST(TokenBuckets, GiveSoManyAtOnceAndThenSoManyASecond) {
    TokenBuckets buckets;
    EXPECT_EQ(taken_at(buckets, "a", kStart), 5);
    EXPECT_EQ(taken_at(buckets, "a", kStart + milliseconds(400)), 0);
    EXPECT_EQ(taken_at(buckets, "a", kStart + milliseconds(1000)), 2);
    EXPECT_EQ(taken_at(buckets, "a", kStart + milliseconds(60000)), 5) << "never more than are given at once";
}

TEST(TokenBuckets, SayHowLongUntilThereIsOne) {
    TokenBuckets buckets;
    taken_at(buckets, "a", kStart);
    const auto wait = buckets.take("a", kRule, kStart);
    EXPECT_GE(wait, milliseconds(500));
    EXPECT_LE(wait, milliseconds(502));
    EXPECT_EQ(buckets.take("a", kRule, kStart + wait), milliseconds(0));
}

TEST(TokenBuckets, AreApartForEachKey) {
    TokenBuckets buckets;
    EXPECT_EQ(taken_at(buckets, "a", kStart), 5);
    EXPECT_EQ(taken_at(buckets, "b", kStart), 5);
}

TEST(TokenBuckets, AreNotFilledByAClockThatGoesBack) {
    TokenBuckets buckets;
    EXPECT_EQ(taken_at(buckets, "a", kStart), 5);
    EXPECT_EQ(taken_at(buckets, "a", kStart - milliseconds(5000)), 0);
    EXPECT_EQ(taken_at(buckets, "a", kStart), 0);
}

TEST(TokenBuckets, KeepWhoIsExhaustedWhileManyOthersComeOnce) {
    TokenBuckets buckets(64);
    EXPECT_EQ(taken_at(buckets, "greedy", kStart), 5);
    for (int i = 0; i < 10000; ++i) {
        buckets.take("other " + std::to_string(i), kRule, kStart);
    }
    EXPECT_EQ(taken_at(buckets, "greedy", kStart), 0) << "fuller buckets gave their places";
}

} // namespace
} // namespace liangxian::auth
