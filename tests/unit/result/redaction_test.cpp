// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/result/redaction.hpp"

#include "core/result/result_json.hpp"
#include "core/result/seal.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace liangxian::result {
namespace {

using nlohmann::json;
using nlohmann::ordered_json;

geo::Geometry square(double lon, double lat) {
    geo::Geometry out;
    out.polygons.push_back({{{lon, lat}, {lon + 1, lat}, {lon + 1, lat + 1}, {lon, lat + 1}}, {}});
    return out;
}

Finding finding(const std::string& zone, const std::string& site, const std::string& name) {
    Finding out;
    out.zone_id = zone;
    out.zone_version = 2;
    out.site_id = site;
    out.site_name = name;
    out.site_code = "3-77";
    out.site_level = zone::Level::provincial;
    out.county = "应县";
    out.zone_kind = "protection";
    out.relation = Relation::overlap;
    out.area_m2 = 4711;
    out.share_of_application = 0.25;
    out.share_of_zone = 0.125;
    out.distance_m = 17.25;
    out.mean_width_m = 3.5;
    out.geometry = square(113.123, 39.456);
    out.document = {"某某政府", "晋政发〔1999〕1号", "1999-01-01"};
    out.accuracy_m = 2;
    out.height_limit_m = 9;
    out.restrictions = "古墓顶上不得通行";
    out.requirement_ids = {"r1"};
    return out;
}

/// Hidden tomb and open tower.
CheckResult a_result() {
    CheckResult out;
    out.verdict = Verdict::concerned;
    out.findings = {finding("Z-tomb", "S-tomb", "无名大墓"), finding("Z-tower", "S-tower", "木塔")};
    out.findings[1].geometry = square(10, 10);
    out.findings[1].site_code = "1-1";
    out.findings[1].area_m2 = 815;
    out.findings[1].distance_m = 0;
    out.findings[1].share_of_zone = 0.5;
    out.findings[1].mean_width_m = 8;
    out.findings[1].restrictions = "限高";
    out.findings[1].document.issuer = "县政府";
    out.findings[1].document.number = "应政发1号";
    out.unchecked = {{"Z-tomb", {"无法读取", "cannot be read near 113.123"}, ""},
                     {"partition", {"失败", "failed"}, ""}};
    out.partition = {4711, 815, 0, 3};
    out.union_area_m2 = 5526;
    Requirement requirement;
    requirement.id = "r1";
    requirement.because = {{"无名大墓的保护范围：重叠", "protection range of 无名大墓: overlap"},
                           {"木塔的保护范围：重叠", "protection range of 木塔: overlap"}};
    out.requirements = {requirement};
    out.archaeology = {ArchaeologyStatus::required, {{"无名大墓附近", "near 无名大墓"}}};
    out.sites_without_geometry = {{"S-tomb", "无名大墓", zone::Level::county, "村东三里", "county"},
                                  {"S-other", "石碑", zone::Level::county, "村西", "county"}};
    out.warnings = {{"stored-geometry-repaired", "Z-tomb (113.123, 39.456)", {"修复", "repaired"}},
                    {"height-limit-exceeded", "Z-tower", {"超过木塔的限高", "exceeds that of 木塔"}}};
    out.trace = {{"overlap", "Z-tomb first"}, {"geo", "0 repairs"}};
    return out;
}

Withheld the_tomb() { return {{"Z-tomb@2"}, {"S-tomb"}, {"Z-tomb"}}; }

TEST(Redaction, KeepsVerdictRequirementsAndEveryFindingInItsPlace) {
    const CheckResult result = a_result();
    const ordered_json view = view_of(result, the_tomb());
    const ordered_json sealed = to_json(result);
    for (const char* member : {"verdict", "coverage", "application", "parameters", "rules", "store"}) {
        EXPECT_EQ(view[member], sealed[member]) << member;
    }
    EXPECT_EQ(view["archaeology"]["status"], "required");
    ASSERT_EQ(view["findings"].size(), 2U);
    EXPECT_EQ(view["findings"][1], sealed["findings"][1]);
    const ordered_json& tomb = view["findings"][0];
    EXPECT_EQ(tomb["redacted"], true);
    for (const char* kept :
         {"zone_kind", "site_level", "relation", "legal_status", "decision_band", "requirement_ids"}) {
        EXPECT_EQ(tomb[kept], sealed["findings"][0][kept]) << kept;
    }
    EXPECT_EQ(view["requirements"][0]["id"], "r1");
    EXPECT_EQ(view["requirements"][0]["because"][1], sealed["requirements"][0]["because"][1]);
}

TEST(Redaction, LeavesNothingThatLeadsToTheRecord) {
    const std::string text = view_of(a_result(), the_tomb()).dump();
    for (const char* trace : {"tomb", "无名大墓", "3-77", "晋政发〔1999〕1号", "113.123", "39.456", "4711",
                              "17.25", "0.125", "3.5", "古墓", "村东三里", "5526", "某某政府"}) {
        EXPECT_EQ(text.find(trace), std::string::npos) << trace;
    }
    for (const char* open : {"木塔", "Z-tower", "应政发1号", "石碑", "村西", "失败"}) {
        EXPECT_NE(text.find(open), std::string::npos) << open;
    }
}

TEST(Redaction, SaysWhatItIsAViewOfAndWhatItLeftOut) {
    const CheckResult result = a_result();
    const json view = json::parse(view_of(result, the_tomb()).dump());
    EXPECT_EQ(view["schema"], "liangxian/check-view/1");
    EXPECT_EQ(view["view"]["of"], to_json(result)["digest"].get<std::string>());
    EXPECT_FALSE(view.contains("digest"));
    EXPECT_FALSE(is_seal_intact(view));
    const json& told = view["view"]["redacted"];
    for (const char* pointer :
         {"/findings/0", "/unchecked/0", "/sites_without_geometry/0", "/partition", "/union_area_m2",
          "/requirements/0/because/0", "/archaeology/because/0", "/warnings/0", "/trace/0"}) {
        EXPECT_NE(std::find(told.begin(), told.end(), pointer), told.end()) << pointer;
    }
    EXPECT_EQ(told.size(), 9U);
    EXPECT_EQ(view["warnings"][0]["code"], "stored-geometry-repaired");
    EXPECT_TRUE(view["partition"]["protection_m2"].is_null());
}

TEST(Redaction, GivesTheSumsWhenNoFindingIsWithheld) {
    CheckResult result = a_result();
    result.findings.erase(result.findings.begin());
    const ordered_json view = view_of(result, the_tomb());
    EXPECT_EQ(view["union_area_m2"], 5526.0);
    EXPECT_FALSE(view["partition"].contains("redacted"));
}

TEST(Redaction, WithholdsTheBodyAndTheOtherLinesOfAUnit) {
    CheckResult result = a_result();
    result.findings.push_back(finding("Z-tomb-control", "S-tomb", "无名大墓"));
    Finding body = finding("", "S-tomb", "无名大墓");
    body.zone_id.reset();
    body.zone_version.reset();
    result.findings.push_back(body);
    const Withheld unit{{}, {"S-tomb"}, {}};
    const ordered_json view = view_of(result, unit);
    EXPECT_EQ(view["findings"][2]["redacted"], true);
    EXPECT_EQ(view["findings"][3]["redacted"], true);
    EXPECT_EQ(view.dump().find("无名大墓"), std::string::npos);
}

TEST(Redaction, TouchesAResultOnlyWhereItNamesWhatIsWithheld) {
    CheckResult result = a_result();
    EXPECT_TRUE(is_touched_by(result, the_tomb()));
    EXPECT_FALSE(is_touched_by(result, {}));
    EXPECT_FALSE(is_touched_by(result, {{"Z-tomb@1"}, {"S-9"}, {}}));
    const Withheld by_words{{}, {}, {"Z-tomb"}};
    result.findings.clear();
    EXPECT_TRUE(is_touched_by(result, by_words)); // cannot be checked
    result.unchecked.clear();
    EXPECT_TRUE(is_touched_by(result, by_words)); // was repaired
    result.warnings.clear();
    EXPECT_FALSE(is_touched_by(result, by_words));
    EXPECT_TRUE(is_touched_by(result, {{}, {"S-tomb"}, {}})); // has no geometry
}

} // namespace
} // namespace liangxian::result
