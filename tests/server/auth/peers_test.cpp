// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/auth/peers.hpp"

#include <gtest/gtest.h>

namespace liangxian::auth {
namespace {

http::Request from(const std::string& peer, const std::string& forwarded) {
    http::Request out;
    out.peer = peer;
    if (!forwarded.empty()) {
        out.headers["x-forwarded-for"] = forwarded;
    }
    return out;
}

std::string client(const Peers& peers, const std::string& peer, const std::string& forwarded) {
    http::Request request = from(peer, forwarded);
    EXPECT_FALSE(peers.look_at(request));
    return request.peer;
}

TEST(Peers, BelieveNobodyWhoIsNoConfiguredProxy) {
    const Peers none({}, false);
    EXPECT_EQ(client(none, "127.0.0.1", "192.0.2.1"), "127.0.0.1");
    const Peers one({"10.0.0.5"}, false);
    EXPECT_EQ(client(one, "10.0.0.6", "192.0.2.1"), "10.0.0.6");
}

TEST(Peers, TakeTheLastAddressThatIsNoProxys) {
    const Peers two({"10.0.0.5", "10.0.0.6"}, false);
    EXPECT_EQ(client(two, "10.0.0.5", "192.0.2.1"), "192.0.2.1");
    EXPECT_EQ(client(two, "10.0.0.5", "1.1.1.1, 192.0.2.1"), "192.0.2.1")
        << "what stands before it anybody writes";
    EXPECT_EQ(client(two, "10.0.0.5", "1.1.1.1 ,192.0.2.1\t, 10.0.0.6"), "192.0.2.1");
    EXPECT_EQ(client(two, "10.0.0.5", "10.0.0.6"), "10.0.0.6");
    EXPECT_EQ(client(two, "10.0.0.5", ""), "10.0.0.5");
}

TEST(Peers, StopAtWhatIsNoAddress) {
    const Peers one({"10.0.0.5"}, false);
    for (const char* wrong : {"unknown", "192.0.2.1, x", "192.0.2.1,", ",", "192.0.2.1:80", "<script>"}) {
        EXPECT_EQ(client(one, "10.0.0.5", wrong), "10.0.0.5") << wrong;
    }
}

TEST(Peers, KnowAnAddressInEachOfItsForms) {
    const Peers one({"::ffff:10.0.0.5", "2001:db8::1"}, false);
    EXPECT_EQ(client(one, "10.0.0.5", "192.0.2.1"), "192.0.2.1");
    EXPECT_EQ(client(one, "::ffff:10.0.0.5", "::ffff:192.0.2.1"), "192.0.2.1");
    EXPECT_EQ(client(one, "2001:0db8:0::1", "192.0.2.1"), "192.0.2.1");
}

TEST(Peers, LetNobodyPastTheProxyWhereTheyAreClosed) {
    const Peers closed({"10.0.0.5"}, true);
    http::Request direct = from("192.0.2.1", "10.0.0.5");
    const auto refused = closed.look_at(direct);
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->status, 403U);
    EXPECT_EQ(client(closed, "10.0.0.5", "192.0.2.1"), "192.0.2.1");
    EXPECT_EQ(client(closed, "127.0.0.1", ""), "127.0.0.1") << "who looks whether it lives";
}

TEST(Peers, TellThisMachineFromOthers) {
    for (const char* own : {"127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"}) {
        EXPECT_TRUE(is_of_this_machine(own)) << own;
    }
    for (const char* other : {"", "localhost", "10.0.0.1", "2001:db8::1"}) {
        EXPECT_FALSE(is_of_this_machine(other)) << other;
    }
}

} // namespace
} // namespace liangxian::auth
