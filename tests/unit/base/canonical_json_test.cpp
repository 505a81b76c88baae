// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/canonical_json.hpp"
#include "core/base/digest.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace liangxian::base {
namespace {

using nlohmann::json;

TEST(CanonicalJson, GivesTheExampleOfRfc8785) {
    const json document = json::parse(R"({
        "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
        "literals": [null, true, false]})");
    EXPECT_EQ(canonical_json(document),
              R"({"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],)"
              R"("string":"€$\u000f\nA'B\"\\\\\"/"})");
}

TEST(CanonicalJson, SortsKeysByUtf16CodeUnits) {
    const json document =
        json::parse(R"({"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7})");
    std::string order;
    const std::string text = canonical_json(document);
    for (const char c : text) {
        if (c >= '2' && c <= '7') {
            order += c;
        }
    }
    EXPECT_EQ(canonical_json(document),
              "{\"\\r\":2,\"1\":4,\"\xC2\x80\":6,\"ö\":7,\"€\":1,\"😀\":5,\"\xEF\xAC\xB3\":3}");
}

TEST(CanonicalJson, IsTheSameForIntegersWrittenAsReals) {
    EXPECT_EQ(canonical_json(json::parse("[1.0, 2]")), canonical_json(json::parse("[1, 2.0]")));
}

TEST(CanonicalJson, RefusesWhatIsNotFinite) {
    EXPECT_THROW(canonical_json(json(std::numeric_limits<double>::infinity())), std::invalid_argument);
}

TEST(PrettyJson, ReadsBackAsTheSameDocument) {
    nlohmann::ordered_json document = {
        {"b", {1.5, 2, 3}}, {"a", {{"x", "中文"}, {"y", nullptr}}}, {"e", nlohmann::ordered_json::array()}};
    EXPECT_EQ(nlohmann::ordered_json::parse(pretty_json(document)), document);
    EXPECT_NE(pretty_json(document).find("[1.5, 2, 3]"), std::string::npos);
}

TEST(Digest, IsSha256) {
    EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(Sha256().update("a").update("bc").finish_hex(), sha256_hex("abc"));
}

} // namespace
} // namespace liangxian::base
