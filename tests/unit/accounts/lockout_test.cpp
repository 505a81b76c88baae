// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/accounts/lockout.hpp"

#include <gtest/gtest.h>

namespace liangxian::accounts {
namespace {

using base::Timestamp;
using std::chrono::seconds;

const LockoutRule kRule{3, seconds(10), seconds(60), seconds(600)};

std::int64_t wait_s(const Failures& failures) {
    return (open_again(kRule, failures).milliseconds() - failures.last.milliseconds()) / 1000;
}

TEST(Lockout, LetsAFewMistakesPass) {
    Failures so_far;
    for (int i = 0; i < 3; ++i) {
        so_far = after_failure(kRule, so_far, Timestamp(1000000 + i));
        EXPECT_EQ(wait_s(so_far), 0);
    }
}

TEST(Lockout, WaitsTwiceAsLongEachTimeUpToAnEnd) {
    Failures so_far{3, Timestamp(1000000)};
    for (const int expected : {10, 20, 40, 60, 60, 60}) {
        so_far = after_failure(kRule, so_far, Timestamp(so_far.last.milliseconds() + 1000));
        EXPECT_EQ(wait_s(so_far), expected);
    }
    EXPECT_EQ(wait_s({2000000000, Timestamp(1000000)}), 60);
}

TEST(Lockout, ForgetsFailuresThatWereLongAgo) {
    const Failures before{50, Timestamp(1000000)};
    EXPECT_EQ(after_failure(kRule, before, Timestamp(1000000 + 600000)).count, 51);
    EXPECT_EQ(after_failure(kRule, before, Timestamp(1000000 + 600001)).count, 1);
}

TEST(PeerGroup, IsTheAddressOrTheNetworkOfASubscriber) {
    EXPECT_EQ(peer_group("192.0.2.7"), "192.0.2.7");
    EXPECT_EQ(peer_group("::ffff:192.0.2.7"), "192.0.2.7");
    EXPECT_EQ(peer_group("2001:db8:1:2:3:4:5:6"), peer_group("2001:db8:1:2::1"));
    EXPECT_NE(peer_group("2001:db8:1:2::1"), peer_group("2001:db8:1:3::1"));
    EXPECT_EQ(peer_group("fe80::1%eth0"), peer_group("fe80::2"));
}

} // namespace
} // namespace liangxian::accounts
