// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/rules/rule_case.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace liangxian::rules {
namespace {

using testing::Contains;
using testing::IsEmpty;
using testing::Not;
using tests::RuleCase;

/// A control outline that is drawn around the range, and a parcel that lies inside the range.
RuleCase inside_the_range() {
    RuleCase parcel;
    parcel.counties = {"140211"};
    parcel.meets("protection", zone::Level::city).meets("control", zone::Level::city);
    parcel.findings[1].area_m2 = 5000;
    parcel.findings[1].area_outside_protection_m2 = 0;
    return parcel;
}

TEST(ControlDuty, HoldsOnlyWhereSomeOfItLiesOutsideTheSameUnitsRange) {
    RuleCase parcel = inside_the_range();
    const RuleOutcome inside = parcel.ask();
    EXPECT_EQ(tests::find_action(inside, "control-zone-design"), nullptr);
    EXPECT_THAT(inside.requirement_ids_by_finding[1], IsEmpty());
    EXPECT_EQ(tests::find_action(inside, "archaeology-survey")->because.size(), 1u) << "the range alone";
    EXPECT_THAT(tests::warning_codes(inside), Not(Contains("no-rule"))) << "the range says what is needed";
    parcel.findings[1].area_outside_protection_m2 = 4e-6; // the crumbs of cutting 5,000 m²
    EXPECT_EQ(tests::find_action(parcel.ask(), "control-zone-design"), nullptr);
    parcel.findings[1].area_outside_protection_m2 = 0.5;
    EXPECT_NE(tests::find_action(parcel.ask(), "control-zone-design"), nullptr);
}

TEST(NoRule, IsSaidOfEachContactThatNoRuleSpeaksOn) {
    for (const char* kind : {"relocation", "change-of-use"}) {
        EXPECT_THAT(tests::warning_codes(RuleCase(kind).meets("control", zone::Level::national).ask()),
                    Contains("no-rule"))
            << kind;
    }
    for (const char* area : {"world-heritage", "world-heritage-buffer", "other"}) {
        const RuleOutcome outcome = RuleCase().meets_area(area).ask();
        ASSERT_THAT(tests::warning_codes(outcome), Contains("no-rule")) << area;
        EXPECT_EQ(outcome.warnings.front().where, "A0");
    }
}

TEST(NoRule, IsNotSaidOfAreasThatOnlyInformNorOfSlivers) {
    EXPECT_THAT(tests::warning_codes(RuleCase().meets_area("assessed-area").ask()), Not(Contains("no-rule")));
    EXPECT_THAT(
        tests::warning_codes(RuleCase().meets("control", zone::Level::city, result::Relation::sliver).ask()),
        IsEmpty());
}

TEST(UnknownUnit, LeavesTheMainDutyStandingWithoutGuessingWhoApproves) {
    const std::vector<std::pair<const char*, const char*>> duties = {{"protection", "protection-zone-works"},
                                                                     {"control", "control-zone-design"}};
    for (const auto& [zone, action] : duties) {
        for (const base::Date day : {base::Date(2025, 2, 28), base::Date(2025, 3, 1)}) {
            RuleCase works;
            works.as_of = day;
            const RuleOutcome outcome = works.meets_unknown(zone).ask();
            const auto* duty = tests::find_action(outcome, action);
            ASSERT_NE(duty, nullptr) << zone;
            EXPECT_FALSE(duty->verified);
            EXPECT_EQ(duty->authority.code, "unknown");
            EXPECT_NE(duty->note.zh.find("县保"), std::string::npos) << "each level and its body";
            EXPECT_EQ(duty->because.front().zh.rfind("库中没有登记的文物的", 0), 0u);
            EXPECT_NE(tests::find_action(outcome, "archaeology-survey"), nullptr);
        }
    }
}

TEST(RuleDay, BeforeThePacksBeginIsSaid) {
    RuleCase early;
    early.meets("protection", zone::Level::national);
    early.counties = {"140622"};
    early.as_of = base::Date(1990, 1, 1);
    const RuleOutcome outcome = early.ask();
    EXPECT_TRUE(outcome.requirements.empty()) << "the text of 2017 says nothing of 1990";
    ASSERT_THAT(tests::warning_codes(outcome), Contains("rules-before-packs"));
    EXPECT_NE(outcome.warnings.front().where.find("national (2017-11-05)"), std::string::npos);
    early.as_of = base::Date(2017, 11, 4);
    EXPECT_EQ(tests::find_action(early.ask(), "protection-zone-works"), nullptr);
    early.as_of = base::Date(2017, 11, 5);
    EXPECT_NE(tests::find_action(early.ask(), "protection-zone-works"), nullptr);
    EXPECT_EQ(early.ask().warnings.front().where.find("national"), std::string::npos)
        << "Shanxi's begin later";
    early.counties = {"110101"};
    EXPECT_THAT(tests::warning_codes(early.ask()), Not(Contains("rules-before-packs")));
}

TEST(DueDate, RunsInWorkingDaysFromTheDayAfterTheReceipt) {
    RuleCase design;
    design.meets("control", zone::Level::national);
    EXPECT_FALSE(tests::find_action(design.ask(), "control-zone-design")->due_on) << "no receipt is stated";
    design.fact("received_on", "2025-09-25");
    const RuleOutcome outcome = design.ask();
    const auto* duty = tests::find_action(outcome, "control-zone-design");
    ASSERT_TRUE(duty->due_on);
    // 26, 28 (a working Sunday), 29 and 30 September, then 9 to 31 October with the working Saturday of the
    // 11th.
    EXPECT_EQ(duty->due_on->to_string(), "2025-10-29");
    EXPECT_EQ(duty->due_is_provisional, false);
    EXPECT_FALSE(tests::find_action(outcome, "archaeology-survey")->due_on) << "no term, no day";
}

TEST(DueDate, BeyondTheHolidayTableIsProvisional) {
    RuleCase design;
    design.meets("control", zone::Level::national).fact("received_on", "2026-02-10");
    const RuleOutcome outcome = design.ask();
    EXPECT_EQ(tests::find_action(outcome, "control-zone-design")->due_is_provisional, true);
}

} // namespace
} // namespace liangxian::rules
