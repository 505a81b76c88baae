// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/rules/application_kind.hpp"
#include "tests/unit/rules/rule_case.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <set>

namespace liangxian::rules {
namespace {

using tests::RuleCase;

/// The act an application of a kind is, when it meets a zone kind.
std::string act_of(const std::string& kind, const std::string& zone) {
    if (kind == "relocation" || kind == "reconstruction" || kind == "change-of-use") {
        return kind;
    }
    if (kind == "conservation") {
        return "repair";
    }
    return zone == "control" ? "control-zone-design" : zone == "body" ? "in-situ-protection" : "protection-zone-works";
}

TEST(RuleMatrix, EveryCellAnswersAsTheTableOfTheLawSays) {
    for (const auto& cell : tests::case_file("matrix.json")) {
        const std::string kind = cell["kind"];
        const std::string zone = cell["zone"];
        SCOPED_TRACE(cell.dump());
        RuleCase rule_case(kind);
        rule_case.meets(zone, *zone::parse_level(cell["level"].get<std::string>()));
        rule_case.as_of = *base::Date::parse(cell["as_of"].get<std::string>());
        const RuleOutcome outcome = rule_case.ask();
        const auto* found = tests::find_action(outcome, act_of(kind, zone));
        const auto& expected = cell["expect"];
        if (expected.is_null()) {
            EXPECT_EQ(found, nullptr);
            continue;
        }
        ASSERT_NE(found, nullptr);
        EXPECT_EQ(found->authority.code, expected["authority"]);
        EXPECT_EQ(found->verified ? "verified" : "unverified", expected["status"]);
        ASSERT_EQ(found->consent_first.size(), expected["consent_first"].size());
        for (std::size_t i = 0; i < found->consent_first.size(); ++i) {
            EXPECT_EQ(found->consent_first[i].code, expected["consent_first"][i]);
        }
        EXPECT_EQ(found->item ? nlohmann::json(found->item->number) : nlohmann::json(), expected["item"]);
        EXPECT_EQ(found->basis.front().version, rule_case.as_of < base::Date(2025, 3, 1) ? "2017-11-04" : "2024-11-08");
        EXPECT_FALSE(outcome.requirement_ids_by_finding.front().empty());
    }
}

TEST(RuleMatrix, LeavesNoCombinationOut) {
    std::set<std::string> cells;
    for (const auto& cell : tests::case_file("matrix.json")) {
        cells.insert(fmt::format("{} {} {} {}", cell["kind"].get<std::string>(), cell["zone"].get<std::string>(),
                                 cell["level"].get<std::string>(), cell["as_of"].get<std::string>()));
    }
    for (const ApplicationKind& kind : application_kinds()) {
        for (const char* zone : {"protection", "protection-key", "protection-general", "control", "body"}) {
            for (const auto level : zone::level_codes()) {
                for (const char* day : {"2025-02-28", "2025-03-01"}) {
                    EXPECT_EQ(cells.count(fmt::format("{} {} {} {}", kind.code, zone, level, day)), 1u)
                        << kind.code << " " << zone << " " << level << " " << day;
                }
            }
        }
    }
}

TEST(RuleMatrix, TouchesSliversAndDraftsAskForNothing) {
    for (const auto relation : {result::Relation::touch, result::Relation::sliver, result::Relation::near}) {
        EXPECT_TRUE(RuleCase().meets("protection", zone::Level::national, relation).ask().requirements.empty());
    }
    RuleCase draft;
    draft.meets("protection", zone::Level::national);
    draft.findings.front().legal_status = result::LegalStatus::draft;
    EXPECT_TRUE(draft.ask().requirements.empty());
}

TEST(RuleMatrix, GreatWallAsksToGoRound) {
    RuleCase wall("linear");
    wall.meets("protection", zone::Level::national);
    wall.findings.front().site_name = "长城-杀虎口段";
    bool found = false;
    for (const auto& requirement : wall.ask().requirements) {
        found = found || requirement.rule_id == "great-wall-avoid";
    }
    EXPECT_TRUE(found);
}

TEST(RuleMatrix, HistoricSettlementsHaveTheirOwnLaw) {
    const auto core = RuleCase().meets_area("settlement-core").ask();
    ASSERT_NE(tests::find_action(core, "settlement-design"), nullptr);
    EXPECT_EQ(tests::find_action(core, "settlement-design")->rule_id, "settlement-core");
    const auto control = RuleCase().meets_area("settlement-control").ask();
    EXPECT_EQ(tests::find_action(control, "settlement-design")->rule_id, "settlement-control");
    EXPECT_EQ(tests::find_action(control, "control-zone-design"), nullptr) << "the same word, another law";
}

TEST(RuleMatrix, MiningAndBlastingInTheTwoLinesAreARisk) {
    const auto mine = RuleCase("mining").meets("control", zone::Level::county).ask();
    EXPECT_EQ(tests::find_action(mine, "pollution-or-risk")->rule_id, "pollution-or-risk-2024/county");
    const auto quiet = RuleCase().meets("control", zone::Level::county).ask();
    EXPECT_EQ(tests::find_action(quiet, "pollution-or-risk"), nullptr);
    const auto blast = RuleCase().meets("control", zone::Level::county).fact("blasting", true).ask();
    EXPECT_EQ(tests::find_action(blast, "pollution-or-risk")->rule_id, "blasting-risk-2024/county");
}

TEST(RuleMatrix, WarnsWhenABuildingIsHigherThanTheLimit) {
    RuleCase high;
    high.meets("control", zone::Level::national).fact("building_height_m", 9.0);
    high.findings.front().height_limit_m = 6;
    ASSERT_EQ(high.ask().warnings.size(), 1u);
    EXPECT_EQ(high.ask().warnings.front().code, "height-limit-exceeded");
    high.fact("building_height_m", 6.0);
    EXPECT_TRUE(high.ask().warnings.empty());
}

TEST(RuleMatrix, DevelopmentNeedsASurveyOfTheTractSince2025) {
    RuleCase tract("land-development");
    EXPECT_NE(tests::find_action(tract.ask(), "survey-before-renewal"), nullptr) << "survey-before-renewal-2024";
    tract.as_of = base::Date(2025, 2, 28);
    EXPECT_EQ(tests::find_action(tract.ask(), "survey-before-renewal"), nullptr);
}

} // namespace
} // namespace liangxian::rules
