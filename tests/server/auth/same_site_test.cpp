// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/auth/same_site.hpp"

#include <gtest/gtest.h>

namespace liangxian::auth {
namespace {

Site site(const std::map<std::string, std::string>& headers, const std::string& own = "https://map.example") {
    http::Request request;
    request.origin = own;
    request.headers = headers;
    return site_of(request);
}

TEST(Site, IsWhatTheBrowserSays) {
    EXPECT_EQ(site({}), Site::unsaid);
    EXPECT_EQ(site({{"sec-fetch-site", "same-origin"}}), Site::own);
    for (const char* other : {"same-site", "cross-site", "none", "", "SAME-ORIGIN x"}) {
        EXPECT_NE(site({{"sec-fetch-site", other}, {"origin", "https://evil.example"}}), Site::own) << other;
    }
}

TEST(Site, IsThatOfTheOriginInOlderBrowsers) {
    EXPECT_EQ(site({{"origin", "https://map.example"}}), Site::own);
    EXPECT_EQ(site({{"origin", "https://map.example"}}, "https://map.example/lines"), Site::own);
    for (const char* other : {"http://map.example", "https://map.example:8443",
                              "https://map.example.evil.example", "https://evil.example", "null"}) {
        EXPECT_EQ(site({{"origin", other}}), Site::foreign) << other;
    }
    EXPECT_EQ(site({{"origin", "x"}}, ""), Site::foreign);
}

TEST(Site, OfAnotherPageIsNotMendedByAnOrigin) {
    EXPECT_EQ(site({{"sec-fetch-site", "cross-site"}, {"origin", "https://map.example"}}), Site::foreign);
}

TEST(Method, IsSafeWhenItChangesNothing) {
    for (const char* method : {"GET", "HEAD", "OPTIONS"}) {
        EXPECT_TRUE(is_safe(method));
    }
    for (const char* method : {"POST", "PUT", "PATCH", "DELETE", "", "get"}) {
        EXPECT_FALSE(is_safe(method)) << method;
    }
}

} // namespace
} // namespace liangxian::auth
