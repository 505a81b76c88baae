// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/auth/rate_limit.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace liangxian::auth {
namespace {

http::Request asked(const std::string& method, const std::string& path,
                    const std::string& peer = "192.0.2.1") {
    http::Request out;
    out.method = method;
    out.path = path;
    out.peer = peer;
    return out;
}

const RateLimit::Time kNow = RateLimit::Time(std::chrono::hours(1));

RateLimits limits(const std::vector<std::string>& words) {
    RateLimits out;
    for (const std::string& word : words) {
        EXPECT_TRUE(out.take(word).empty()) << word;
    }
    return out;
}

TEST(Effort, IsThatOfThePathAndTheMethod) {
    EXPECT_EQ(effort_of(asked("GET", "/tiles/protection/1/1/1.mvt")), Effort::other);
    EXPECT_EQ(effort_of(asked("GET", "/tiles/protection/1/1/1.png")), Effort::map);
    EXPECT_EQ(effort_of(asked("GET", "/ogcapi/collections/control/tiles/c/1/0/1")), Effort::map);
    EXPECT_EQ(effort_of(asked("POST", "/ows")), Effort::map);
    EXPECT_EQ(effort_of(asked("POST", "/ogcapi/processes/overlap-check/execution")), Effort::check);
    EXPECT_EQ(effort_of(asked("GET", "/ogcapi/processes")), Effort::other);
    EXPECT_EQ(effort_of(asked("PUT", "/api/v1/cases/1")), Effort::check);
    EXPECT_EQ(effort_of(asked("POST", "/api/v1/session")), Effort::sign_in);
    EXPECT_EQ(effort_of(asked("GET", "/api/v1/session")), Effort::other);
}

TEST(RateLimits, AreGivenInWordsAndWrongOnesAreTold) {
    const RateLimits some = limits({"check=0.5:3", "sign-in=1:1"});
    EXPECT_EQ(some.rules[2].per_second, 0.5);
    EXPECT_EQ(some.rules[2].burst, 3);
    EXPECT_EQ(some.rules[0].per_second, RateLimits().rules[0].per_second);
    for (const char* wrong : {"", "check", "check=", "check=1", "check=0:1", "check=1:0", "check=x:1",
                              "check=-1:5", "tiles=1:1", "check=1:1e9", "check=nan:1", "check=1:2:3"}) {
        RateLimits none;
        const auto faults = none.take(wrong);
        ASSERT_EQ(faults.size(), 1U) << wrong;
        EXPECT_EQ(faults[0].code, "bad-option");
    }
}

TEST(RateLimit, AnswersWhenAgainToWhoAsksTooMuch) {
    RateLimit limit(limits({"other=1:2"}));
    const auto request = asked("GET", "/x");
    EXPECT_FALSE(limit.refuse_peer(request, kNow));
    EXPECT_FALSE(limit.refuse_peer(request, kNow));
    const auto refused = limit.refuse_peer(request, kNow);
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->status, 429U);
    const auto& headers = refused->headers;
    EXPECT_TRUE(std::any_of(headers.begin(), headers.end(), [](const auto& header) {
        return header == std::pair<std::string, std::string>("Retry-After", "2");
    }));
    EXPECT_FALSE(limit.refuse_peer(asked("GET", "/x", "192.0.2.2"), kNow)) << "others go on";
    EXPECT_FALSE(limit.refuse_peer(asked("POST", "/ows"), kNow)) << "each effort has its own";
}

TEST(RateLimit, CountsTheAddressesOfOneSubscriberTogether) {
    RateLimit limit(limits({"other=1:1"}));
    EXPECT_FALSE(limit.refuse_peer(asked("GET", "/x", "2001:db8::1"), kNow));
    EXPECT_TRUE(limit.refuse_peer(asked("GET", "/x", "2001:db8::2"), kNow));
}

TEST(RateLimit, LetsThisMachineDrawButNotGuess) {
    RateLimit limit(limits({"other=1:1", "map=1:1", "sign-in=1:1"}));
    for (int i = 0; i < 5; ++i) {
        EXPECT_FALSE(limit.refuse_peer(asked("GET", "/x", "127.0.0.1"), kNow));
        EXPECT_FALSE(limit.refuse_peer(asked("GET", "/ows", "::1"), kNow));
    }
    EXPECT_FALSE(limit.refuse_peer(asked("POST", "/api/v1/session", "127.0.0.1"), kNow));
    EXPECT_TRUE(limit.refuse_peer(asked("POST", "/api/v1/session", "127.0.0.1"), kNow));
}

TEST(RateLimit, CountsAnAccountFromWhereverItComes) {
    RateLimit limit(limits({"check=1:1"}));
    auto request = asked("POST", "/ogcapi/processes/overlap-check/execution");
    EXPECT_FALSE(limit.refuse_account(request, kNow)) << "nobody";
    request.principal = accounts::Principal{"li", accounts::Role::officer, {}};
    EXPECT_FALSE(limit.refuse_account(request, kNow));
    request.peer = "192.0.2.77";
    EXPECT_TRUE(limit.refuse_account(request, kNow));
    request.principal->name = "wang";
    EXPECT_FALSE(limit.refuse_account(request, kNow));
}

} // namespace
} // namespace liangxian::auth
