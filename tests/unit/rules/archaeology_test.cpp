// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/rules/rule_case.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace liangxian::rules {
namespace {

using result::ArchaeologyStatus;
using tests::RuleCase;

ArchaeologyStatus status_of(const RuleCase& rule_case) { return rule_case.ask().archaeology.status; }

TEST(Archaeology, IsRequiredForAnyConstructionInEitherLineSince2025) {
    for (const char* zone : {"protection", "control", "body"}) {
        RuleCase works;
        works.meets(zone, zone::Level::county);
        EXPECT_EQ(status_of(works), ArchaeologyStatus::required) << "archaeology-two-lines-2024 " << zone;
        EXPECT_NE(tests::find_action(works.ask(), "archaeology-survey"), nullptr);
        works.as_of = base::Date(2025, 2, 28);
        EXPECT_EQ(status_of(works), ArchaeologyStatus::by_judgement) << "archaeology-two-lines-2017 " << zone;
    }
}

TEST(Archaeology, IsNotTriggeredWithoutAContact) {
    EXPECT_EQ(status_of(RuleCase()), ArchaeologyStatus::not_triggered);
    EXPECT_EQ(status_of(RuleCase("conservation").meets("protection", zone::Level::national)),
              ArchaeologyStatus::not_triggered);
}

TEST(Archaeology, OfSuppliedOrDevelopedLandIsAtLeastAMatterOfJudgement) {
    EXPECT_EQ(status_of(RuleCase("land-supply")), ArchaeologyStatus::by_judgement);
    EXPECT_EQ(status_of(RuleCase("land-development")), ArchaeologyStatus::by_judgement);
    RuleCase assessed("land-supply");
    assessed.assessed_share = 0.99;
    EXPECT_EQ(status_of(assessed), ArchaeologyStatus::by_judgement);
    assessed.assessed_share = 1.0;
    EXPECT_EQ(status_of(assessed), ArchaeologyStatus::done);
    EXPECT_EQ(status_of(RuleCase("land-supply").fact("surveyed_report", "考古〔2025〕3号")),
              ArchaeologyStatus::done);
}

TEST(Archaeology, BeforeSupplyIsRequiredWhereUndergroundRelicsMayLie) {
    const RuleCase supply = RuleCase("land-supply").meets_area("underground-possible");
    EXPECT_EQ(status_of(supply), ArchaeologyStatus::required);
    EXPECT_EQ(tests::find_action(supply.ask(), "archaeology-before-supply")->rule_id,
              "archaeology-before-supply-2024");
    EXPECT_EQ(status_of(RuleCase().meets_area("underground-possible")), ArchaeologyStatus::by_judgement)
        << "archaeology-underground-possible-2024";
    EXPECT_EQ(status_of(RuleCase().meets_area("underground-area")), ArchaeologyStatus::required)
        << "archaeology-underground-area-2024";
}

TEST(Archaeology, ClaimedExemptionIsShownAndNeverTakenForGranted) {
    RuleCase claimed;
    claimed.meets("control", zone::Level::city).fact("exemption", "厂区改造");
    EXPECT_EQ(status_of(claimed), ArchaeologyStatus::claimed_exempt);
    EXPECT_EQ(claimed.ask().archaeology.because.size(), 2u) << "why it was required, and what is claimed";
    RuleCase footprint;
    footprint.meets("control", zone::Level::city).fact("within_existing_footprint", true);
    EXPECT_EQ(status_of(footprint), ArchaeologyStatus::claimed_exempt);
}

TEST(Archaeology, SurveyThatIsAnsweredOrClaimedNeedlessStaysListedAndSaysSo) {
    RuleCase answered;
    answered.meets("control", zone::Level::city).fact("surveyed_report", "考古〔2025〕3号");
    const RuleOutcome done = answered.ask();
    EXPECT_NE(tests::find_action(done, "archaeology-survey")->note.en.find("not repeated"),
              std::string::npos);
    RuleCase claimed;
    claimed.meets("control", zone::Level::city).fact("exemption", "厂区改造");
    const RuleOutcome open = claimed.ask();
    EXPECT_NE(tests::find_action(open, "archaeology-survey")->note.en.find("this stands"), std::string::npos);
}

TEST(Archaeology, AnsweredByAReportIsRemarkedAndItsReasonsAreThePast) {
    RuleCase answered("land-supply");
    answered.meets_area("underground-possible").fact("surveyed_report", "考古〔2025〕3号");
    const RuleOutcome outcome = answered.ask();
    ASSERT_EQ(outcome.archaeology.because.size(), 2u);
    EXPECT_EQ(outcome.archaeology.because[0].zh, "已有考古报告：考古〔2025〕3号");
    EXPECT_EQ(outcome.archaeology.because[1].zh.rfind("此前触发考古的原因：", 0), 0u);
    const auto* survey = tests::find_action(outcome, "archaeology-before-supply");
    ASSERT_NE(survey, nullptr);
    EXPECT_EQ(survey->because.front(), outcome.archaeology.because[0]);
    const auto free = RuleCase("land-supply").fact("surveyed_report", "考古〔2025〕3号").ask();
    EXPECT_EQ(free.archaeology.because.size(), 1u)
        << "finished, so nobody is left to judge whether it is needed";
}

TEST(Archaeology, OfTheBodyOfAProtectedUnitIsRequiredBecauseTheRangeIncludesIt) {
    const RuleOutcome outcome = RuleCase().meets("body", zone::Level::city).ask();
    EXPECT_EQ(outcome.archaeology.status, ArchaeologyStatus::required);
    ASSERT_EQ(outcome.archaeology.because.size(), 1u);
    EXPECT_EQ(outcome.archaeology.because[0].en,
              "on the body of a protected unit, which belongs to its protection range");
    EXPECT_EQ(tests::find_action(outcome, "archaeology-survey")->rule_id, "archaeology-body-2024");
    RuleCase before; // shanxi-trigger-2-body
    before.meets("body", zone::Level::city);
    before.as_of = base::Date(2024, 6, 1);
    before.counties = {"140622"};
    EXPECT_EQ(status_of(before), ArchaeologyStatus::required);
}

TEST(Archaeology, OfAnUngradedRelicIsJudgedSinceItHasNoStatutoryLines) {
    RuleCase relic; // archaeology-ungraded-2024
    relic.meets("body", zone::Level::ungraded);
    const RuleOutcome outcome = relic.ask();
    EXPECT_EQ(outcome.archaeology.status, ArchaeologyStatus::by_judgement);
    ASSERT_EQ(outcome.archaeology.because.size(), 1u);
    EXPECT_NE(outcome.archaeology.because[0].en.find("no statutory range"), std::string::npos);
    relic.counties = {"140622"}; // shanxi-trigger-1-ungraded
    EXPECT_EQ(status_of(relic), ArchaeologyStatus::by_judgement);
    EXPECT_EQ(relic.ask().archaeology.because.size(), 2u);
}

TEST(Archaeology, OfLargeWorksOutsideTheLinesIsAMatterOfJudgementUnderBothLaws) {
    for (const char* kind : {"construction", "linear", "mining", "borrow-pit", "reconstruction"}) {
        RuleCase large(kind);
        large.area_m2 = 50000;
        large.counties = {"140603"};
        const RuleOutcome now = large.ask();
        EXPECT_EQ(now.archaeology.status, ArchaeologyStatus::by_judgement) << kind;
        const auto* survey = tests::find_action(now, "archaeology-survey");
        ASSERT_NE(survey, nullptr) << kind;
        EXPECT_EQ(survey->rule_id, "archaeology-large-works-2024");
        EXPECT_EQ(survey->item->number, "159");
        EXPECT_FALSE(survey->verified) << "its size is a setting";
        large.as_of = base::Date(2024, 6, 1);
        EXPECT_EQ(tests::find_action(large.ask(), "archaeology-survey")->rule_id,
                  "archaeology-large-works-2017");
        large.area_m2 = 49999;
        EXPECT_EQ(status_of(large), ArchaeologyStatus::not_triggered) << kind;
    }
    RuleCase repair("conservation");
    repair.area_m2 = 1e6;
    EXPECT_EQ(status_of(repair), ArchaeologyStatus::not_triggered);
}

TEST(Archaeology, IsOneRequirementWithTheVerifiedBody) {
    RuleCase town; // two lines: the province, verified; a historic city in Shanxi: the city, unverified
    town.meets("control", zone::Level::national).meets_area("historic-city");
    town.counties = {"140622"};
    const RuleOutcome outcome = town.ask();
    ASSERT_EQ(tests::count_action(outcome, "archaeology-survey"), 1u);
    const auto* survey = tests::find_action(outcome, "archaeology-survey");
    EXPECT_TRUE(survey->verified);
    EXPECT_EQ(survey->authority.code, "province-heritage");
    EXPECT_NE(survey->note.en.find("names the city heritage department"), std::string::npos);
    EXPECT_EQ(survey->because.size(), 2u);
    for (const auto& ids : outcome.requirement_ids_by_finding) {
        EXPECT_NE(std::find(ids.begin(), ids.end(), survey->id), ids.end());
    }
}

TEST(Archaeology, VerifiedSurveyTakesThePlaceOfAnUnverifiedOneBeforeIt) {
    RuleCase works; // archaeology-underground-area-2024 and shanxi-trigger-5-other are unverified
    works.area_m2 = 1e6;
    works.meets_area("underground-area").meets("body", zone::Level::county);
    works.counties = {"140622"};
    const RuleOutcome outcome = works.ask();
    ASSERT_EQ(tests::count_action(outcome, "archaeology-survey"), 1u);
    EXPECT_EQ(tests::find_action(outcome, "archaeology-survey")->rule_id, "archaeology-body-2024");
    EXPECT_TRUE(tests::find_action(outcome, "archaeology-survey")->verified);
}

TEST(Archaeology, IsNeverExcusedByMiningElevations) {
    RuleCase mine("mining");
    mine.meets("protection", zone::Level::national)
        .fact("elevation_top_m", 1100.0)
        .fact("elevation_bottom_m", 800.0);
    EXPECT_EQ(status_of(mine), ArchaeologyStatus::required);
}

TEST(Archaeology, FollowsTheFiveTriggersOfShanxiThereAndOnlyThere) {
    // shanxi-trigger-1-remains, shanxi-trigger-2-two-lines, shanxi-trigger-3-historic,
    // shanxi-trigger-4-city-sites, shanxi-trigger-5-other
    const std::vector<std::pair<const char*, ArchaeologyStatus>> triggers = {
        {"underground-possible", ArchaeologyStatus::by_judgement},
        {"historic-city", ArchaeologyStatus::required},
        {"settlement-core", ArchaeologyStatus::required},
        {"ancient-city-site", ArchaeologyStatus::required},
        {"underground-area", ArchaeologyStatus::required}};
    for (const auto& [area, expected] : triggers) {
        RuleCase parcel;
        parcel.meets_area(area);
        parcel.as_of = base::Date(2024, 6, 1);
        EXPECT_EQ(status_of(parcel), ArchaeologyStatus::not_triggered) << area << " elsewhere";
        parcel.counties = {"应县", "140622"};
        EXPECT_EQ(status_of(parcel), expected) << area;
    }
    RuleCase line;
    line.meets("control", zone::Level::city);
    line.as_of = base::Date(2024, 6, 1);
    line.counties = {"140622"};
    EXPECT_EQ(status_of(line), ArchaeologyStatus::required);
}

TEST(Archaeology, TriggersOfShanxiGoByPlaceAndHoldForEveryActThatBreaksGround) {
    for (const char* kind : {"construction", "land-supply", "land-development", "mining", "exploration",
                             "linear", "borrow-pit", "ground-works", "temporary-land", "reconstruction"}) {
        for (const char* area : {"historic-city", "ancient-city-site", "underground-area"}) {
            RuleCase works(kind);
            works.meets_area(area);
            works.as_of = base::Date(2024, 6, 1);
            works.counties = {"140622"};
            EXPECT_EQ(status_of(works), ArchaeologyStatus::required) << kind << " " << area;
        }
    }
}

} // namespace
} // namespace liangxian::rules
