// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/processes/json_slice.hpp"

#include <gtest/gtest.h>

#include <string>

namespace liangxian::tests {
namespace {

using processes::member_text;

TEST(JsonSlice, GivesTheTextOfAMemberAsItWasSent) {
    const std::string text = R"( {"a" : 1.50e0, "b":{"x":"}\"]", "y":[1,{ }]} , "c": "t" } )";
    EXPECT_EQ(member_text(text, "a"), "1.50e0");
    EXPECT_EQ(member_text(text, "b"), R"({"x":"}\"]", "y":[1,{ }]})");
    EXPECT_EQ(member_text(text, "c"), "\"t\"");
    EXPECT_FALSE(member_text(text, "x")); // of an inner object
    EXPECT_FALSE(member_text(text, "d"));
}

TEST(JsonSlice, GivesNothingOfWhatIsNoObject) {
    for (const char* text : {"", "[]", "{", "{\"a\"", "{\"a\":", "{\"a\":{", "{\"a\":\"x", "{a:1}",
                             "{\"b\":1 \"a\":2}", "{\"b\":[1,2", "{\"b\\", "null"}) {
        EXPECT_FALSE(member_text(text, "a")) << text;
    }
}

TEST(JsonSlice, GoesAsDeepAsTheTextDoes) {
    const std::string deep = std::string(200'000, '[') + std::string(200'000, ']');
    EXPECT_EQ(member_text("{\"a\":" + deep + "}", "a")->size(), deep.size());
    EXPECT_FALSE(member_text("{\"a\":" + std::string(200'000, '{'), "a"));
}

} // namespace
} // namespace liangxian::tests
