// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/rules/rule_case.hpp"

#include <gtest/gtest.h>

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
        EXPECT_EQ(status_of(works), ArchaeologyStatus::by_judgement)
            << "archaeology-large-works-2017 " << zone;
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

} // namespace
} // namespace liangxian::rules
