// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/rules/facts.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace liangxian::rules {
namespace {

TEST(Facts, AreReadByTheirType) {
    const auto facts = parse_facts({"width_m=30", "blasting=是", "received_on=2025年3月1日",
                                    "land_route=reserve", "exemption=厂区=改造"});
    ASSERT_TRUE(facts.ok());
    EXPECT_EQ(facts->at("width_m"), 30.0);
    EXPECT_EQ(facts->at("blasting"), true);
    EXPECT_EQ(facts->at("received_on"), "2025-03-01");
    EXPECT_EQ(facts->at("exemption"), "厂区=改造");
}

TEST(Facts, UnknownOrIllTypedAreAllRefusedAtOnce) {
    const auto facts = parse_facts({"widht_m=30", "width_m=wide", "blasting=maybe", "received_on=soon",
                                    "land_route=air", "depth_m=-1", "exemption"});
    ASSERT_FALSE(facts.ok());
    EXPECT_EQ(facts.problems().size(), 7u);
    EXPECT_EQ(facts.problems().front().code, "unknown-fact");
    EXPECT_NE(facts.problems().front().message.en.find("width_m"), std::string::npos)
        << "the known ones are listed";
}

TEST(Facts, GivenTwiceOrUpsideDownAreRefused) {
    EXPECT_EQ(parse_facts({"width_m=3", "width_m=3"}).problems().at(0).code, "fact-repeated");
    EXPECT_EQ(parse_facts({"elevation_top_m=-400", "elevation_bottom_m=-300"}).problems().at(0).code,
              "bad-fact");
    EXPECT_TRUE(parse_facts({"elevation_top_m=-300", "elevation_bottom_m=-400"}).ok());
    EXPECT_FALSE(check_facts({{"elevation_top_m", 1}, {"elevation_bottom_m", 2}}).ok());
}

TEST(Facts, OfAJsonObjectKeepTheirTypes) {
    EXPECT_TRUE(check_facts(nlohmann::json::parse(R"({"width_m":30,"blasting":false})")).ok());
    EXPECT_FALSE(check_facts(nlohmann::json::parse(R"({"width_m":"30"})")).ok());
    EXPECT_FALSE(check_facts(nlohmann::json::parse(R"({"blasting":"true"})")).ok());
    EXPECT_FALSE(check_facts(nlohmann::json::parse(R"([1])")).ok());
    EXPECT_EQ(check_facts(nlohmann::json::parse(R"({"x":1,"y":2})")).problems().size(), 2u);
}

} // namespace
} // namespace liangxian::rules
