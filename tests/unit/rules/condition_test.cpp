// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/rules/rule_match.hpp"

#include <gtest/gtest.h>

namespace liangxian::rules {
namespace {

result::Finding contact() {
    result::Finding f;
    f.zone_kind = "control";
    f.zone_class = "一类";
    f.site_level = zone::Level::city;
    f.site_name = "长城-广武段";
    f.site_code = "5-0442-3-001";
    f.document.number = "晋政发〔2020〕1号";
    f.relation = result::Relation::overlap;
    return f;
}

TEST(Condition, WithoutWordsTakesAnnouncedContactsOnly) {
    const Rule rule;
    EXPECT_TRUE(fits_finding(rule, contact()));
    result::Finding f = contact();
    f.legal_status = result::LegalStatus::draft;
    EXPECT_FALSE(fits_finding(rule, f));
    f = contact();
    f.relation = result::Relation::sliver;
    EXPECT_FALSE(fits_finding(rule, f));
    EXPECT_FALSE(needs_finding(rule));
}

TEST(Condition, OfRelationAndStatusReplacesTheDefaults) {
    Rule rule;
    rule.when.relations = {"near", "influence"};
    rule.when.legal_statuses = {"draft"};
    EXPECT_TRUE(needs_finding(rule));
    EXPECT_FALSE(fits_finding(rule, contact()));
    result::Finding f = contact();
    f.relation = result::Relation::near;
    f.legal_status = result::LegalStatus::draft;
    EXPECT_TRUE(fits_finding(rule, f));
}

TEST(Condition, OfDocumentCodeClassAndNameMustAllHold) {
    Rule rule;
    rule.when.documents = {"晋政发〔2020〕1号"};
    rule.when.site_codes = {"5-0442-3-001"};
    rule.when.zone_classes = {"一类", "二类"};
    rule.when.site_name_contains = {"长城"};
    EXPECT_TRUE(fits_finding(rule, contact()));
    result::Finding f = contact();
    f.document.number = "晋政发〔2020〕2号";
    EXPECT_FALSE(fits_finding(rule, f));
    f = contact();
    f.zone_class = "三类";
    EXPECT_FALSE(fits_finding(rule, f));
}

TEST(Condition, OfPlaceTakesCodesAboveAndNamesBehindTheCity) {
    Rule rule;
    rule.when.places = {"1406", "应县"};
    EXPECT_TRUE(fits_place(rule, {"140622"}));
    EXPECT_TRUE(fits_place(rule, {"朔州市应县"}));
    EXPECT_FALSE(fits_place(rule, {"140211", "浑源县"}));
    EXPECT_FALSE(fits_place(rule, {}));
    EXPECT_TRUE(fits_place(Rule(), {}));
}

TEST(Condition, OfFactsNeedsTheFactToBeStated) {
    Rule rule;
    rule.when.facts["depth_m"] = {{"min", 2.0}, {"max", 10.0}};
    result::Parameters parameters;
    const std::vector<result::Finding> none;
    RuleInput input;
    input.parameters = &parameters;
    input.findings = &none;
    EXPECT_FALSE(fits_application(rule, input));
    for (const auto& [depth_m, fits] : {std::pair{1.9, false}, {2.0, true}, {10.0, true}, {10.1, false}}) {
        parameters.facts["depth_m"] = depth_m;
        EXPECT_EQ(fits_application(rule, input), fits) << depth_m;
    }
}

} // namespace
} // namespace liangxian::rules
