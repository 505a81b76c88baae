// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/unit/rules/rule_case.hpp"

#include <gtest/gtest.h>

namespace liangxian::rules {
namespace {

// The 35 projects of 朔政发〔2022〕41号, each classified by what it does to the ground: what a national
// unit's range would ask of it.
TEST(ListedProjects, AskWhatTheirActAsksInANationalRange) {
    const auto projects = tests::case_file("listed-projects.json");
    ASSERT_EQ(projects.size(), 35u);
    for (const auto& project : projects) {
        SCOPED_TRACE(project["name"].get<std::string>());
        tests::RuleCase rule_case(project["kind"].get<std::string>());
        rule_case.meets("protection", zone::Level::national);
        const RuleOutcome outcome = rule_case.ask();
        for (const auto& action : project["expect"]) {
            EXPECT_NE(tests::find_action(outcome, action.get<std::string>()), nullptr) << action;
        }
        const bool is_works = project["kind"] == "construction" || project["kind"] == "linear";
        EXPECT_EQ(tests::find_action(outcome, "protection-zone-works") != nullptr, is_works);
    }
}

TEST(ListedProjects, TellARebuiltGateAndADrainFromNewBuilding) {
    const auto projects = tests::case_file("listed-projects.json");
    EXPECT_EQ(projects[0]["kind"], "reconstruction");
    EXPECT_EQ(projects[23]["kind"], "conservation");
    EXPECT_EQ(projects[22]["kind"], "construction");
}

} // namespace
} // namespace liangxian::rules
