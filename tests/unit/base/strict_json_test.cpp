// SPDX-License-Identifier: GPL-2.0-or-later
// JSON of others is measured before it is parsed, and read in the one form it has to have.
#include "core/base/strict_json.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <string>

namespace liangxian::base {
namespace {

constexpr JsonLimits kLimits{1000, 3};

TEST(StrictJson, CountsBracketsButNotThoseInTexts) {
    EXPECT_TRUE(is_within(R"([[[1]],[[2]]])", kLimits));
    EXPECT_FALSE(is_within(R"([[[[1]]]])", kLimits));
    EXPECT_FALSE(is_within(R"({"a":{"b":{"c":{}}}})", kLimits));
    EXPECT_TRUE(is_within(R"(["[[[[","\"[[[[","\\"])", kLimits));
    EXPECT_FALSE(is_within(R"(["\\",[[[0]]]])", kLimits));
    EXPECT_FALSE(is_within(std::string(1001, ' '), kLimits));
    EXPECT_TRUE(is_within("\"\\", kLimits)) << "cut off in a text";
}

TEST(StrictJson, ReadsTheCanonicalFormOnly) {
    EXPECT_EQ(read_canonical_json(R"({"a":1,"b":[0.5,"文"]})", kLimits)->at("a"), 1);
    for (const char* other :
         {R"({"a":1,"a":1})", R"({"a":1,"a":2})", R"({"b":1,"a":2})", R"({"a": 1})", R"({"a":1.0})",
          R"({"a":1)", R"({"a":-0})", R"({"a":"\u0061"})", R"({"x":{"k":1,"k":1}})", "", "nan"}) {
        EXPECT_FALSE(read_canonical_json(other, kLimits)) << other;
    }
}

TEST(StrictJson, IsNotMovedByAMillionBrackets) {
    const std::string deep(1'000'000, '[');
    EXPECT_FALSE(read_canonical_json(deep, {2'000'000, 32}));
}

} // namespace
} // namespace liangxian::base
