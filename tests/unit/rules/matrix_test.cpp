// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/rules/application_kind.hpp"
#include "tests/unit/rules/rule_case.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
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
    return zone == "control" ? "control-zone-design"
           : zone == "body"  ? "in-situ-protection"
                             : "protection-zone-works";
}

/// A contact has a requirement, a reason for archaeology, or a warning that says a person must decide.
bool says_something(const RuleOutcome& outcome) {
    const auto codes = tests::warning_codes(outcome);
    return !outcome.requirement_ids_by_finding.front().empty() || !outcome.archaeology.because.empty() ||
           std::find(codes.begin(), codes.end(), "no-rule") != codes.end();
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
        EXPECT_EQ(result::code_of(outcome.archaeology.status), cell["archaeology"].get<std::string>());
        EXPECT_TRUE(says_something(outcome));
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
        EXPECT_EQ(found->basis.front().version,
                  rule_case.as_of < base::Date(2025, 3, 1) ? "2017-11-04" : "2024-11-08");
        EXPECT_FALSE(outcome.requirement_ids_by_finding.front().empty());
    }
}

TEST(RuleMatrix, LeavesNoCombinationOut) {
    std::set<std::string> cells;
    for (const auto& cell : tests::case_file("matrix.json")) {
        cells.insert(fmt::format("{} {} {} {}", cell["kind"].get<std::string>(),
                                 cell["zone"].get<std::string>(), cell["level"].get<std::string>(),
                                 cell["as_of"].get<std::string>()));
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
        EXPECT_TRUE(
            RuleCase().meets("protection", zone::Level::national, relation).ask().requirements.empty());
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

std::vector<std::string> warning_codes(const RuleCase& rule_case) {
    return tests::warning_codes(rule_case.ask());
}

TEST(RuleMatrix, WarnsWhenABuildingIsHigherThanTheLimit) {
    RuleCase high;
    high.meets("control", zone::Level::national).fact("building_height_m", 9.0);
    high.findings.front().height_limit_m = 6;
    high.counties = {"140211"};
    EXPECT_THAT(warning_codes(high), testing::ElementsAre("height-limit-exceeded"));
    high.fact("building_height_m", 6.0);
    EXPECT_THAT(warning_codes(high), testing::IsEmpty());
}

TEST(RuleMatrix, WarnsWhenRulesAreUnverifiedOrThePlaceUnknown) {
    RuleCase provincial;
    provincial.meets("control", zone::Level::provincial);
    EXPECT_THAT(warning_codes(provincial), testing::ElementsAre("place-unknown", "rules-unverified"));
    provincial.findings.front().county = "应县";
    EXPECT_THAT(warning_codes(provincial), testing::ElementsAre("rules-unverified"));
    EXPECT_THAT(warning_codes(RuleCase()), testing::IsEmpty()) << "nothing met, nothing to ask";
}

TEST(RuleMatrix, FindsAreProtectedAndReportedByWhoeverDigs) {
    // chance-find-2017, chance-find-2024, mining-find-2025
    RuleCase mine("mining");
    mine.meets("control", zone::Level::county);
    const RuleOutcome outcome = mine.ask();
    const auto* find = tests::find_action(outcome, "chance-find");
    ASSERT_NE(find, nullptr);
    EXPECT_EQ(find->rule_id, "chance-find-2024");
    ASSERT_EQ(find->basis.size(), 2u) << "both laws ask it; it is one requirement";
    EXPECT_EQ(find->basis[1].law, "矿产资源法");
    EXPECT_EQ(find->because.size(), 1u);
    mine.as_of = base::Date(2025, 2, 28);
    EXPECT_EQ(tests::find_action(mine.ask(), "chance-find")->rule_id, "chance-find-2017");
    EXPECT_EQ(tests::find_action(RuleCase("land-supply").meets("control", zone::Level::county).ask(),
                                 "chance-find"),
              nullptr);
}

TEST(RuleMatrix, MiningWhereANationalUnitStandsNeededConsentUntilTheNewMineralLaw) {
    RuleCase mine("mining");
    mine.meets("protection", zone::Level::national);
    mine.as_of = base::Date(2025, 6, 30);
    const RuleOutcome before = mine.ask();
    ASSERT_NE(tests::find_action(before, "mining-consent"), nullptr);
    EXPECT_EQ(tests::find_action(before, "mining-consent")->rule_id, "mining-consent-2009");
    mine.as_of = base::Date(2025, 7, 1);
    EXPECT_EQ(tests::find_action(mine.ask(), "mining-consent"), nullptr);
}

TEST(RuleMatrix, MiningWithinTheInfluenceDistanceIsARiskAndNothingElse) {
    // influence-risk-2017, influence-risk-2024
    RuleCase mine("mining");
    mine.meets("protection", zone::Level::national, result::Relation::influence);
    mine.fact("elevation_top_m", 900.0);
    const RuleOutcome outcome = mine.ask();
    ASSERT_EQ(outcome.requirements.size(), 1u);
    EXPECT_EQ(outcome.requirements.front().rule_id, "influence-risk-2024/national");
    EXPECT_FALSE(outcome.requirements.front().verified);
    EXPECT_EQ(outcome.requirement_ids_by_finding.front().size(), 1u);
    mine.as_of = base::Date(2025, 2, 28);
    EXPECT_EQ(mine.ask().requirements.front().rule_id, "influence-risk-2017/national");
    EXPECT_TRUE(RuleCase("construction")
                    .meets("protection", zone::Level::national, result::Relation::influence)
                    .ask()
                    .requirements.empty());
}

TEST(RuleMatrix, TwoUnitsOfOneLevelAreOneRequirementWithBothReasons) {
    RuleCase works;
    works.meets("protection", zone::Level::national).meets("protection", zone::Level::national);
    works.findings[1].site_name = "某寺";
    const RuleOutcome outcome = works.ask();
    const auto* found = tests::find_action(outcome, "protection-zone-works");
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->because.size(), 2u);
    EXPECT_EQ(outcome.requirement_ids_by_finding[0], outcome.requirement_ids_by_finding[1]);
}

TEST(RuleMatrix, DevelopmentNeedsASurveyOfTheTractSince2025) {
    RuleCase tract("land-development");
    EXPECT_NE(tests::find_action(tract.ask(), "survey-before-renewal"), nullptr)
        << "survey-before-renewal-2024";
    tract.as_of = base::Date(2025, 2, 28);
    EXPECT_EQ(tests::find_action(tract.ask(), "survey-before-renewal"), nullptr);
}

} // namespace
} // namespace liangxian::rules
