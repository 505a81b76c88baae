// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/rules/rule_case.hpp"

#include <gtest/gtest.h>

namespace liangxian::rules {
namespace {

using tests::RuleCase;

/// A requirement in Ying county, Shuozhou.
result::Requirement in_shuozhou(const std::string& kind, const std::string& zone, zone::Level level,
                                const std::string& action, base::Date as_of = base::Date(2026, 1, 31)) {
    RuleCase rule_case(kind);
    rule_case.meets(zone, level);
    rule_case.as_of = as_of;
    rule_case.counties = {"应县", "140622"};
    const RuleOutcome outcome = rule_case.ask();
    const auto* found = tests::find_action(outcome, action);
    EXPECT_NE(found, nullptr) << action;
    return found == nullptr ? result::Requirement{} : *found;
}

void expect_item(const result::Requirement& requirement, const std::string& number,
                 const std::string& office) {
    ASSERT_TRUE(requirement.item);
    EXPECT_EQ(requirement.item->number, number);
    EXPECT_EQ(requirement.item->document, "朔政发〔2022〕20号");
    EXPECT_EQ(requirement.authority.office, office);
}

TEST(Shuozhou, ApprovalBureauDoesWhatWasTransferredToIt) {
    for (const base::Date day : {base::Date(2024, 1, 1), base::Date(2026, 1, 31)}) {
        // shuozhou-155-2017 shuozhou-155-2024 shuozhou-156-2017 shuozhou-156-2024 shuozhou-157-2017
        // shuozhou-157-2024 shuozhou-159-2017 shuozhou-159-2024
        expect_item(in_shuozhou("construction", "control", zone::Level::city, "control-zone-design", day),
                    "155", "approval-bureau");
        expect_item(in_shuozhou("construction", "body", zone::Level::city, "in-situ-protection", day), "156",
                    "approval-bureau");
        expect_item(in_shuozhou("conservation", "protection", zone::Level::city, "repair", day), "157",
                    "approval-bureau");
        expect_item(in_shuozhou("construction", "control", zone::Level::city, "archaeology-survey", day),
                    "159", "approval-bureau");
    }
}

TEST(Shuozhou, CultureBureauDoesWhatWasReturnedToIt) {
    for (const base::Date day : {base::Date(2024, 1, 1), base::Date(2026, 1, 31)}) {
        // shuozhou-67-2017 shuozhou-67-2024 shuozhou-58-2017 shuozhou-58-2024
        expect_item(
            in_shuozhou("construction", "protection", zone::Level::city, "protection-zone-works", day), "67",
            "city-heritage");
        expect_item(in_shuozhou("change-of-use", "protection", zone::Level::city, "change-of-use", day), "58",
                    "city-heritage");
    }
}

TEST(Shuozhou, ReviewsOfCountyUnitsAreTheCitysConsentAndNoOfficeOfTheCounty) {
    for (const base::Date day : {base::Date(2024, 1, 1), base::Date(2026, 1, 31)}) {
        // shuozhou-57-2017 shuozhou-57-2024 shuozhou-56-2017 shuozhou-56-2024
        const auto works =
            in_shuozhou("construction", "protection", zone::Level::county, "protection-zone-works", day);
        const auto use =
            in_shuozhou("change-of-use", "protection", zone::Level::county, "change-of-use", day);
        for (const auto& [requirement, number] : {std::pair{works, "57"}, std::pair{use, "56"}}) {
            EXPECT_EQ(requirement.authority.code, "county-gov");
            EXPECT_EQ(requirement.authority.office, "");
            EXPECT_FALSE(requirement.item);
            ASSERT_EQ(requirement.consent_first.size(), 1u);
            EXPECT_EQ(requirement.consent_first[0].code, "city-heritage");
            EXPECT_NE(requirement.note.en.find(std::string("item ") + number), std::string::npos);
        }
    }
}

TEST(Shuozhou, ProvincialRepairsAndReviewsOfHigherUnitsStayWithTheCultureBureau) {
    for (const base::Date day : {base::Date(2024, 1, 1), base::Date(2026, 1, 31)}) {
        // shuozhou-64, shuozhou-59
        expect_item(in_shuozhou("conservation", "protection", zone::Level::provincial, "repair", day), "64",
                    "city-heritage");
        const auto works =
            in_shuozhou("construction", "protection", zone::Level::national, "protection-zone-works", day);
        EXPECT_FALSE(works.item) << "56005 is the national administration's own item, for its consent";
        EXPECT_FALSE(works.term_workdays);
        EXPECT_NE(works.note.en.find("56005"), std::string::npos);
        EXPECT_NE(works.note.en.find("item 59"), std::string::npos);
    }
}

TEST(Shuozhou, SaysWhoPaysForArchaeologyOnSuppliedLand) {
    // shuozhou-52-payer, shanxi-underground-before-supply
    const auto now =
        in_shuozhou("land-supply", "underground-possible", zone::Level::county, "archaeology-before-supply");
    EXPECT_NE(now.note.zh.find("同级财政"), std::string::npos);
    EXPECT_EQ(now.rule_id, "archaeology-before-supply-2024");
    const auto before = in_shuozhou("land-supply", "underground-possible", zone::Level::county,
                                    "archaeology-before-supply", base::Date(2024, 6, 1));
    EXPECT_EQ(before.rule_id, "shanxi-underground-before-supply");
    EXPECT_FALSE(before.verified);
}

TEST(Shuozhou, RegulationOfTheProvinceAlsoAsksForTheSurveyBeforeRenewal) {
    RuleCase tract("land-development"); // shanxi-survey-before-renewal
    tract.counties = {"140622"};
    const RuleOutcome outcome = tract.ask();
    const auto* survey = tests::find_action(outcome, "survey-before-renewal");
    ASSERT_NE(survey, nullptr);
    ASSERT_EQ(survey->basis.size(), 2u);
    EXPECT_EQ(survey->basis[1].law, "山西省文物保护条例");
}

TEST(Shuozhou, CountyOfTheSiteServesWhereNoCountyOutlinesAreStored) {
    RuleCase named;
    named.meets("control", zone::Level::city);
    named.findings.front().county = "朔州市应县";
    const RuleOutcome outcome = named.ask();
    expect_item(*tests::find_action(outcome, "control-zone-design"), "155", "approval-bureau");
    named.counties = {"140211"};
    EXPECT_FALSE(tests::find_action(named.ask(), "control-zone-design")->item)
        << "outlines are surer than names";
}

TEST(Shuozhou, ItemsDoNotApplyElsewhereOrToNationalUnits) {
    RuleCase elsewhere;
    elsewhere.meets("control", zone::Level::city);
    elsewhere.counties = {"140211"};
    EXPECT_FALSE(tests::find_action(elsewhere.ask(), "control-zone-design")->item);
    EXPECT_EQ(
        in_shuozhou("construction", "control", zone::Level::national, "control-zone-design").item->number,
        "56012");
}

} // namespace
} // namespace liangxian::rules
