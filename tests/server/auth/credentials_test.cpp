// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/auth/credentials.hpp"

#include <gtest/gtest.h>

namespace liangxian::auth {
namespace {

using Kind = Credentials::Kind;

Credentials brought(const std::map<std::string, std::string>& headers,
                    const std::string& origin = "http://x") {
    http::Request request;
    request.origin = origin;
    request.headers = headers;
    return credentials_of(request);
}

TEST(Credentials, AreATokenInTheAuthorization) {
    for (const char* header : {"Bearer lxt_a", "bearer lxt_a", "BEARER   lxt_a "}) {
        const auto found = brought({{"authorization", header}});
        EXPECT_EQ(found.kind, Kind::token) << header;
        EXPECT_EQ(found.text, "lxt_a") << header;
    }
}

TEST(Credentials, OfAnotherKindAreNoToken) {
    for (const std::string& header :
         {std::string("Basic bGk6eA=="), std::string("Bearer"), std::string("lxt_a"),
          std::string("Bearerlxt_a"), "Bearer " + std::string(500, 'x')}) {
        EXPECT_EQ(brought({{"authorization", header}}).kind, Kind::unknown) << header;
    }
    EXPECT_EQ(brought({}).kind, Kind::none);
}

TEST(Credentials, AreASessionInTheCookieOfThisServer) {
    const auto found = brought({{"cookie", "a=b; liangxian=lxs_a; c=d"}});
    EXPECT_EQ(found.kind, Kind::session);
    EXPECT_EQ(found.text, "lxs_a");
    for (const char* other : {"xliangxian=lxs_a", "liangxian", "liangxian=", "a=liangxian=lxs_a", ";;=;"}) {
        EXPECT_EQ(brought({{"cookie", other}}).kind, Kind::none) << other;
    }
}

TEST(Credentials, OverTlsAreInACookieThatNobodyElseCanSet) {
    EXPECT_EQ(brought({{"cookie", "liangxian=lxs_a"}}, "https://x").kind, Kind::none);
    EXPECT_EQ(brought({{"cookie", "liangxian=no; __Host-liangxian=lxs_a"}}, "https://x").text, "lxs_a");
}

TEST(Credentials, OfATokenCountBeforeACookie) {
    const auto found = brought({{"authorization", "Bearer lxt_a"}, {"cookie", "liangxian=lxs_a"}});
    EXPECT_EQ(found.kind, Kind::token);
    EXPECT_EQ(brought({{"authorization", "Basic x"}, {"cookie", "liangxian=lxs_a"}}).kind, Kind::unknown);
}

} // namespace
} // namespace liangxian::auth
