// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/target.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace liangxian::tests {
namespace {

using http::parse_target;
using ::testing::ElementsAre;
using ::testing::Pair;

TEST(Target, IsTakenApartAndDecodedOnce) {
    const auto found =
        parse_target("/tiles/%E6%9C%A8%E5%A1%94/a+b?name=%E5%BA%94%E5%8E%BF+1&empty=&flag&x=%2541");
    ASSERT_TRUE(found);
    EXPECT_EQ(found->path, "/tiles/木塔/a+b");
    EXPECT_THAT(found->query,
                ElementsAre(Pair("name", "应县 1"), Pair("empty", ""), Pair("flag", ""), Pair("x", "%41")));
}

TEST(Target, IsRefusedWhereItCouldMeanSomethingElse) {
    for (const char* target :
         {"", "tiles", "*", "http://other/x", "/%", "/%4", "/%zz", "/%00", "/a%0d%0a", "/\x7f", "/..",
          "/a/../b", "/%2e%2e/x", "/./x", "/?%ff=1", "/%c0%af", "/?a=%ed%a0%80"}) {
        EXPECT_FALSE(parse_target(target)) << target;
    }
}

TEST(Target, HasSoManyParametersAndSoManyBytesAndNoMore) {
    std::string many = "/?a=1";
    for (int i = 1; i < 64; ++i) {
        many += "&a=1";
    }
    EXPECT_EQ(parse_target(many)->query.size(), 64u);
    EXPECT_FALSE(parse_target(many + "&a=1"));
    EXPECT_TRUE(parse_target("/" + std::string(8191, 'a')));
    EXPECT_FALSE(parse_target("/" + std::string(8192, 'a')));
}

} // namespace
} // namespace liangxian::tests
