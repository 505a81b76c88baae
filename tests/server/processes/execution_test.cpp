// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/processes/execution.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace liangxian::tests {
namespace {

using processes::read_execution;

constexpr const char* kPoint = R"({ "type":"Point",  "coordinates":[113.10, 39.50] })";

std::string with(const std::string& more) {
    return std::string(R"({"inputs": {"application": )") + kPoint + (more.empty() ? "" : ", ") + more + "}}";
}

/// `code at where` of every problem.
std::set<std::string> faults(const std::string& body) {
    std::set<std::string> out;
    const auto read = read_execution(body);
    for (const base::Problem& one : read.problems()) {
        out.insert(one.code + " at " + one.where);
        EXPECT_FALSE(one.message.zh.empty() || one.message.en.empty()) << one.code;
    }
    return out;
}

TEST(Execution, TakesTheApplicationByteForByte) {
    const auto plain = read_execution(with(""));
    ASSERT_TRUE(plain.ok());
    EXPECT_EQ(plain->application, kPoint);
    EXPECT_EQ(plain->check.parameters.kind, "construction");
    EXPECT_FALSE(plain->is_document);
    const auto wrapped = read_execution(std::string(R"({"inputs":{"application":{"value":)") + kPoint +
                                        R"(,"mediaType":"application/geo+json"}}})");
    ASSERT_TRUE(wrapped.ok());
    EXPECT_EQ(wrapped->application, kPoint);
}

TEST(Execution, TakesAnApplicationWhoseNameIsWrittenInEscapes) {
    const auto read =
        read_execution(R"({"inputs":{"\u0061pplication":{"type":"Point","coordinates":[1,2]}}})");
    ASSERT_TRUE(read.ok());
    EXPECT_EQ(read->application, R"({"type":"Point","coordinates":[1,2]})");
}

TEST(Execution, TakesEveryInputOfTheContract) {
    const auto read = read_execution(with(R"(
        "kind": "mining", "facts": {"depth_m": 3, "blasting": true}, "as_of": "2025-03-01",
        "known_at": "2025-03-02T08:00:00Z", "rules_as_of": "2024-01-01", "near_m": 50, "influence_m": 120.5,
        "influence_basis": "环评", "with_drafts": true, "accept_repairs": true)"));
    ASSERT_TRUE(read.ok());
    const app::CheckRequest& check = read->check;
    EXPECT_EQ(check.parameters.kind, "mining");
    EXPECT_EQ(check.parameters.facts.at("depth_m"), 3.0);
    EXPECT_EQ(check.parameters.facts.at("blasting"), true);
    EXPECT_EQ(check.as_of->to_string(), "2025-03-01");
    EXPECT_EQ(check.known_at->to_string(), "2025-03-02T08:00:00.000Z");
    EXPECT_EQ(check.rules_as_of->to_string(), "2024-01-01");
    EXPECT_EQ(check.parameters.near_m, 50);
    EXPECT_EQ(check.parameters.influence_m, 120.5);
    EXPECT_EQ(check.parameters.influence_basis, "环评");
    EXPECT_TRUE(check.parameters.with_drafts);
    EXPECT_TRUE(check.accept_repairs);
}

TEST(Execution, NamesEveryInputThatIsUnknownOrWrong) {
    EXPECT_THAT(
        faults(with(R"("nearm": 5, "near_m": -1, "kind": "castle", "facts": {"depth": 3, "width_m": "x"},
                              "as_of": "yesterday", "known_at": "2999-01-01", "with_drafts": 1, "influence_m": 1e9,
                              "influence_basis": 7)")),
        testing::UnorderedElementsAre("unknown-input at inputs.nearm", "bad-input at inputs.near_m",
                                      "unknown-kind at inputs.kind", "unknown-fact at inputs.facts.depth",
                                      "bad-fact at inputs.facts.width_m", "bad-date at inputs.as_of",
                                      "known-at-future at inputs.known_at", "bad-input at inputs.with_drafts",
                                      "bad-input at inputs.influence_m",
                                      "bad-input at inputs.influence_basis"));
    EXPECT_THAT(faults(with(R"("influence_m": 10)")),
                testing::ElementsAre("influence-basis-missing at inputs.influence_m"));
}

TEST(Execution, TakesNullForNotGiven) {
    EXPECT_TRUE(read_execution(with(R"("near_m": null, "as_of": null)")).ok());
}

TEST(Execution, RefusesWhatWouldBeFetchedOrSentElsewhere) {
    EXPECT_THAT(
        faults(
            R"({"inputs":{"application":{"href":"http://127.0.0.1/a.geojson","type":"application/geo+json"}}})"),
        testing::ElementsAre("input-by-reference at inputs.application"));
    EXPECT_THAT(faults(R"({"inputs":{"application":[{"href":"file:///etc/passwd"}]}})"),
                testing::ElementsAre("input-by-reference at inputs.application"));
    EXPECT_THAT(
        faults(
            R"({"inputs":{"application":)" + std::string(kPoint) +
            R"(},"subscriber":{"successUri":"http://x/"},"outputs":{"result":{"transmissionMode":"reference"},"map":{}}})"),
        testing::UnorderedElementsAre("callback-not-offered at subscriber",
                                      "output-by-reference at outputs.result",
                                      "unknown-output at outputs.map"));
}

TEST(Execution, WantsOneApplicationOrOneUpload) {
    EXPECT_THAT(faults(R"({"inputs":{}})"), testing::ElementsAre("input-missing at inputs.application"));
    EXPECT_THAT(faults(with(R"("upload": "a")")),
                testing::ElementsAre("input-missing at inputs.application"));
    EXPECT_EQ(read_execution(R"({"inputs":{"upload":"a"}})")->upload, "a");
    for (const char* wrong : {"true", "[]", "\"x\"", "3"}) {
        EXPECT_THAT(faults(std::string(R"({"inputs":{"application":)") + wrong + "}}"),
                    testing::ElementsAre("bad-input at inputs.application"));
    }
}

TEST(Execution, RefusesWhatIsNoExecution) {
    EXPECT_THAT(faults("[]"), testing::ElementsAre("bad-execution at "));
    EXPECT_THAT(faults("{}"), testing::ElementsAre("bad-execution at inputs"));
    EXPECT_THAT(faults(R"({"inputs":[]})"), testing::ElementsAre("bad-execution at inputs"));
    EXPECT_THAT(faults(""), testing::ElementsAre("json-broken at body"));
    EXPECT_THAT(faults(with("").substr(0, 60)), testing::ElementsAre("json-broken at body"));
    EXPECT_THAT(faults(R"({"inputs":{"application":{"type":"Point"},"application":{"type":"Point"}}})"),
                testing::ElementsAre("json-duplicate-key at body"));
    EXPECT_THAT(faults(R"({"mode":"sync","inputs":{"upload":"a"}})"),
                testing::ElementsAre("unknown-member at mode"));
    const std::string deep = std::string(200'000, '[');
    EXPECT_THAT(faults(R"({"inputs":{"facts":)" + deep), testing::ElementsAre("json-too-deep at body"));
    EXPECT_THAT(faults(R"({"inputs":{"application":)" + deep), testing::ElementsAre("json-too-deep at body"));
}

} // namespace
} // namespace liangxian::tests
