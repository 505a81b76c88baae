// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/report/finding_words.hpp"
#include "core/report/sentences.hpp"
#include "core/report/text_report.hpp"

#include <gtest/gtest.h>

namespace liangxian::report {
namespace {

result::Finding overlap(const std::string& zone, const std::string& site, const std::string& kind) {
    result::Finding f;
    f.zone_id = zone;
    f.site_id = site;
    f.site_name = "某塔";
    f.site_level = zone::Level::national;
    f.zone_kind = kind;
    return f;
}

result::CheckResult concerned() {
    result::CheckResult r;
    r.verdict = result::Verdict::concerned;
    r.application.area_lonlat_m2 = 10037.07;
    r.union_area_m2 = 1234.56;
    r.findings = {overlap("Z1", "S1", "protection"), overlap("Z2", "S2", "control")};
    return r;
}

TEST(Sentences, SayTheVerdictFirstWithCountAreaAndShare) {
    EXPECT_EQ(verdict_sentence(concerned()).zh,
              "涉及 2 处文物的保护范围、建设控制地带，共 1,234.56 平方米（占申请范围 12.3%）。");
    EXPECT_NE(verdict_sentence(concerned()).en.find("2 heritage units ("), std::string::npos);
}

TEST(Sentences, CountNeitherDraftsNorSliversNorTouches) {
    result::CheckResult r = concerned();
    r.findings[1].legal_status = result::LegalStatus::draft;
    r.findings.push_back(overlap("Z3", "S3", "protection"));
    r.findings.back().relation = result::Relation::sliver;
    EXPECT_NE(verdict_sentence(r).zh.find("涉及 1 处文物的保护范围，"), std::string::npos)
        << verdict_sentence(r).zh;
}

TEST(Sentences, NeverSayNothingWithoutTheGround) {
    result::CheckResult r;
    r.verdict = result::Verdict::not_concerned;
    EXPECT_NE(verdict_sentence(r).zh.find("已声明完整的范围内"), std::string::npos);
    r.verdict = result::Verdict::no_data;
    EXPECT_NE(verdict_sentence(r).zh.find("查无结果不等于不涉及"), std::string::npos);
}

TEST(Sentences, CallAGuessedCrsAGuess) {
    EXPECT_EQ(crs_basis_words("header").zh, "文件头");
    for (const char* guess : {"guessed:degrees", "guessed:zone-prefix", "guessed:jurisdiction"}) {
        EXPECT_EQ(crs_basis_words(guess).zh.rfind("推断", 0), 0u) << guess;
        EXPECT_EQ(crs_basis_words(guess).en.rfind("guessed", 0), 0u) << guess;
    }
}

TEST(Sentences, TellIncompleteDataFromGroundBeyondTheDeclaration) {
    result::CheckResult r;
    r.coverage = {{"protection", result::CoverageStatus::complete, 1, "2026-01-01"},
                  {"control", result::CoverageStatus::partial, 0.5, ""},
                  {"sites", result::CoverageStatus::partial, 1, ""},
                  {"underground", result::CoverageStatus::partial, 0.99999, ""}};
    EXPECT_EQ(coverage_sentence(r).zh,
              "查询依据：保护范围完整（数据日期 2026-01-01）；建设控制地带有 50.0% 在声明范围之外；"
              "不可移动文物声明为不完整；地下文物有不足 0.1% 在声明范围之外。");
    EXPECT_EQ(
        coverage_sentence(r).en,
        "Searched: protection ranges complete (data of 2026-01-01); control zones missing for 50.0% of the "
        "application; immovable relics declared incomplete; underground relics missing for under 0.1% of the "
        "application.");
}

TEST(Sentences, GiveAsReasonsOnlyWhatMakesAPersonLook) {
    result::CheckResult r = concerned();
    r.verdict = result::Verdict::needs_review;
    r.findings.clear();
    const auto add = [&r](result::Relation relation, const std::string& kind) -> result::Finding& {
        r.findings.push_back(overlap("Z" + std::to_string(r.findings.size()), "S1", kind));
        r.findings.back().relation = relation;
        return r.findings.back();
    };
    add(result::Relation::touch, "control");
    add(result::Relation::sliver, "protection").legal_status = result::LegalStatus::draft;
    add(result::Relation::within, "assessed-area").site_id.reset();
    add(result::Relation::near, "control").distance_m = 80;
    result::Finding& close = add(result::Relation::near, "protection");
    close.distance_m = 5.99;
    close.accuracy_m = 10;
    close.decision_band = true;
    EXPECT_EQ(verdict_sentence(r).zh,
              "需人工判断：1 处边界相接；某塔的保护范围：距离 5.99 米小于界线精度 10 米。");
    EXPECT_EQ(verdict_sentence(r).en,
              "Needs review: 1 touching boundary; protection range of 某塔: distance 5.99 m is "
              "less than the line's accuracy of 10 m.");
}

TEST(Sentences, NameTheThemesWhoseDataLeaveAGap) {
    result::CheckResult r;
    r.verdict = result::Verdict::needs_review;
    r.coverage = {{"protection", result::CoverageStatus::partial, 1, ""},
                  {"control", result::CoverageStatus::partial, 1, ""},
                  {"underground", result::CoverageStatus::none, 0, ""},
                  {"sites", result::CoverageStatus::complete, 1, ""}};
    EXPECT_EQ(verdict_sentence(r).zh, "需人工判断：保护范围、建设控制地带数据声明为不完整。");
}

TEST(Sentences, NameUnverifiedLawAsSuch) {
    result::Requirement q;
    q.action = "control-zone-design";
    q.authority = {"ncha", {"国家文物局", "NCHA"}, ""};
    q.verified = false;
    EXPECT_NE(requirement_sentence(q).zh.find("主管机关待核实（可能为 国家文物局）"), std::string::npos);
    q.verified = true;
    q.consent_first.push_back({"province-gov", {"省人民政府", "provincial government"}, ""});
    q.term_workdays = 20;
    q.basis.push_back({"文物保护法", "29", "2024-11-08"});
    const base::Text said = requirement_sentence(q);
    EXPECT_EQ(said.zh.find("待核实"), std::string::npos);
    for (const char* part : {"须先征得省人民政府同意", "20 个工作日", "文物保护法", "29"}) {
        EXPECT_NE(said.zh.find(part), std::string::npos) << part;
    }
}

TEST(Sentences, SayWhenATermEndsAndThatADayBeyondTheTableIsProvisional) {
    result::Requirement q;
    q.action = "control-zone-design";
    q.authority = {"ncha", {"国家文物局", "NCHA"}, ""};
    q.verified = true;
    q.term_workdays = 20;
    EXPECT_EQ(requirement_sentence(q).zh.find("收件次日起算"), std::string::npos) << "no receipt, no day";
    q.due_on = base::Date(2026, 3, 10);
    q.due_is_provisional = true;
    EXPECT_NE(requirement_sentence(q).zh.find("20 个工作日，收件次日起算，至 2026-03-10 止（暂定）"),
              std::string::npos);
    EXPECT_NE(requirement_sentence(q).en.find("due on 2026-03-10 (provisional)"), std::string::npos);
    q.due_is_provisional = false;
    EXPECT_EQ(requirement_sentence(q).zh.find("暂定"), std::string::npos);
}

TEST(Sentences, NameNobodyWhereTheLevelIsNotKnown) {
    result::Requirement q;
    q.action = "protection-zone-works";
    q.authority = {"unknown", {"级别不明，不能确定", "not known"}, ""};
    EXPECT_EQ(requirement_sentence(q).zh, "保护范围内工程或作业审批：主管机关待核实（级别不明，不能确定）");
}

TEST(TextReport, SaysTheRemarkOfARequirement) {
    result::CheckResult r = concerned();
    result::Requirement q;
    q.action = "protection-zone-works";
    q.note = {"省人民政府申请", "the province applies"};
    r.requirements.push_back(q);
    EXPECT_NE(text_report({r}, {base::Language::zh, false, {}}).find("说明：省人民政府申请"),
              std::string::npos);
}

TEST(Sentences, GiveAreasInThreeUnits) {
    EXPECT_EQ(area_words(66666.67).zh, "66,666.67 平方米（6.6667 公顷，100.00 亩）");
}

TEST(TextReport, SaysItIsNoPermitAndThatTheDataIsADemonstration) {
    const std::vector<Outcome> outcomes = {concerned()};
    const std::string zh = text_report(outcomes, {base::Language::zh, true, {}});
    EXPECT_NE(zh.find("技术参考，不是行政许可"), std::string::npos);
    EXPECT_NE(zh.find("示意，不具法律效力"), std::string::npos);
    EXPECT_LT(zh.find("涉及 2 处"), zh.find("涉及的区域")) << "the verdict comes before the table";
    const std::string en = text_report(outcomes, {base::Language::en, false, {}});
    EXPECT_EQ(en.find("Demonstration"), std::string::npos);
    EXPECT_NE(en.find("not an administrative permit"), std::string::npos);
}

TEST(Sentences, GlossALawForEnglishReaders) {
    result::Requirement q;
    q.verified = true;
    q.basis.push_back({"文物保护法", "29", "2024-11-08"});
    const LawTitles titles{{"文物保护法", {"中华人民共和国文物保护法", "Cultural Relics Protection Law"}}};
    q.basis.push_back({"某政发〔2022〕20号", "附件", "2022"});
    EXPECT_NE(requirement_sentence(q, titles).en.find("某政发〔2022〕20号 (2022) annex"), std::string::npos);
    EXPECT_NE(
        requirement_sentence(q, titles).en.find("Cultural Relics Protection Law 文物保护法 (2024-11-08)"),
        std::string::npos);
}

TEST(FindingWords, SayWhoLiesInWhom) {
    result::Finding f = overlap("Z1", "S1", "control");
    f.zone_class = "II";
    f.relation = result::Relation::within;
    EXPECT_EQ(relation_words(f).zh, "本项目完全位于该建设控制地带内");
    f.relation = result::Relation::contains;
    EXPECT_EQ(relation_words(f).zh, "本项目完全包含该建设控制地带");
    EXPECT_EQ(relation_words(f).en, "the project wholly contains this construction control zone");
    EXPECT_EQ(unit_and_kind(f).zh, "某塔的建设控制地带 II");
}

TEST(FindingWords, CallANamelessUnitByWhatItIs) {
    result::Finding f = overlap("Z1", "S1", "protection");
    f.site_name = "Z1";
    EXPECT_EQ(f.unit_name().zh, "未命名的全国重点文物保护单位");
    f.site_level.reset();
    EXPECT_EQ(f.unit_name().en, "a unit that the store does not hold");
    f.site_id.reset();
    f.zone_kind = "underground-area";
    EXPECT_EQ(f.unit_name().zh, "未命名的地下文物埋藏区");
}

TEST(FindingWords, SayNothingOfAPointsAreaAndOfABodysMissingDocument) {
    result::Finding f = overlap("", "S1", "body");
    f.zone_id.reset();
    f.relation = result::Relation::contains;
    f.geometry.points.push_back({113, 39});
    EXPECT_TRUE(measure_words(f).empty());
    EXPECT_TRUE(finding_notes(f).empty());
    f.document.number = "某政发〔2020〕1号";
    ASSERT_EQ(finding_notes(f).size(), 2u);
    EXPECT_EQ(finding_notes(f)[0].zh, "已公布");
    f.zone_version = 1;
    f.document.number.clear();
    EXPECT_EQ(finding_notes(f)[0].zh, "已公布") << "a zone has a status of its own";
}

TEST(FindingWords, GiveASliverItsMeanWidth) {
    result::Finding f = overlap("Z1", "S1", "control");
    f.relation = result::Relation::sliver;
    f.area_m2 = 4;
    f.mean_width_m = 0.0423;
    EXPECT_NE(measure_words(f).zh.find("平均宽度 0.042 米"), std::string::npos);
}

TEST(TextReport, TellsTheVerdictAtOnceThenWhatWasAskedAndThePartition) {
    result::CheckResult r = concerned();
    r.parameters.kind = "mining";
    r.parameters.facts = {{"elevation_top_m", 1360.0}, {"blasting", true}};
    r.parameters.influence_m = 300;
    r.parameters.influence_basis = "GB";
    r.application.parts.resize(2);
    r.application.parts[1].sign = -1;
    r.application.parts[1].area_m2 = 12.5;
    r.application.plane_area_m2 = 10030;
    r.application.plane_crs = "EPSG:4525";
    r.partition = {1000, 234.56, 0, 8802.51};
    const std::string zh = text_report({r}, {base::Language::zh, false, {}});
    EXPECT_EQ(zh.find("■ "), zh.find('\n') + 1) << zh;
    for (const char* part : {"采矿", "上标高 1360 米", "爆破 是", "影响距离 300 米（依据：GB）",
                             "已扣除 1 个圈（-1），共 12.50 平方米", "平面面积（EPSG:4525）",
                             "仅建设控制地带 234.56 平方米（2.3%）", "各区域之外 8,802.51 平方米（87.7%）"}) {
        EXPECT_NE(zh.find(part), std::string::npos) << part << '\n' << zh;
    }
    EXPECT_EQ(zh.find(" m²"), std::string::npos);
    const std::string en = text_report({r}, {base::Language::en, false, {}});
    for (const char* part :
         {"Asked: mining", "blasting yes", "1 ring (-1) deducted", "outside all of them 8,802.51 m²"}) {
        EXPECT_NE(en.find(part), std::string::npos) << part << '\n' << en;
    }
}

TEST(TextReport, GivesTheSameReasonOnce) {
    result::CheckResult r = concerned();
    result::Requirement q;
    q.because = {{"甲的范围", "a"}, {"甲的范围", "a"}};
    r.requirements = {q, q};
    const std::string zh = text_report({r}, {base::Language::zh, false, {}});
    EXPECT_EQ(zh.find("因为：甲的范围"), zh.rfind("因为：甲的范围"));
    EXPECT_NE(zh.find("因为：同第 1 项"), std::string::npos);
}

TEST(TextReport, WritesOutWhatForeignTextWouldDoToATerminal) {
    result::CheckResult r = concerned();
    r.application.name = "a\n■ 不涉及。\x1B[2J";
    r.findings[0].site_name = "b\xE2\x80\xAE";
    r.warnings.push_back({"c", "d\r", {"e\n", "e\n"}});
    const std::string zh = text_report({r}, {base::Language::zh, false, {}});
    EXPECT_EQ(zh.find("\n■"), zh.rfind("\n■")) << "one verdict line";
    EXPECT_EQ(zh.find_first_of("\x1B\r"), std::string::npos);
    EXPECT_NE(zh.find("b\\u202e"), std::string::npos);
}

TEST(TextReport, SaysThemesInWords) {
    result::CheckResult r = concerned();
    r.warnings.push_back({"theme-not-declared", "underground", {"x", "x"}});
    const std::string zh = text_report({r}, {base::Language::zh, false, {}});
    EXPECT_EQ(zh.find("underground"), std::string::npos);
    EXPECT_NE(zh.find("地下文物：x"), std::string::npos);
}

TEST(TextReport, ListsEveryProblemOfAFailedApplication) {
    result::FailedApplication failed{
        2, "a.txt", {{"one", "line 3", {"甲", "first"}}, {"two", "", {"乙", "second"}}}};
    const std::string said = text_report({failed}, {base::Language::en, false, {}});
    EXPECT_NE(said.find("[one] line 3: first"), std::string::npos);
    EXPECT_NE(said.find("[two] second"), std::string::npos);
}

} // namespace
} // namespace liangxian::report
