// SPDX-License-Identifier: GPL-2.0-or-later
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
    EXPECT_NE(verdict_sentence(concerned()).en.find("2 heritage unit(s)"), std::string::npos);
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

TEST(Sentences, SayWhatPartOfItLiesInPartialDeclarations) {
    result::CheckResult r;
    r.coverage = {{"protection", result::CoverageStatus::complete, 1, "2026-01-01"},
                  {"control", result::CoverageStatus::partial, 0.5, ""}};
    EXPECT_EQ(
        coverage_sentence(r).zh,
        "查询依据：保护范围完整（数据日期 2026-01-01）；建设控制地带数据声明不完整（50.0% 在声明范围内）。");
    EXPECT_EQ(
        coverage_sentence(r).en,
        "Searched: protection ranges complete (data of 2026-01-01); control zones declared in part (50.0% inside declarations).");
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
    EXPECT_NE(text_report({r}, {base::Language::zh, false}).find("说明: 省人民政府申请"), std::string::npos);
}

TEST(Sentences, GiveAreasInThreeUnits) {
    EXPECT_EQ(area_words(66666.67).zh, "66,666.67 平方米（6.6667 公顷，100.00 亩）");
}

TEST(TextReport, SaysItIsNoPermitAndThatTheDataIsADemonstration) {
    const std::vector<Outcome> outcomes = {concerned()};
    const std::string zh = text_report(outcomes, {base::Language::zh, true});
    EXPECT_NE(zh.find("技术参考，不是行政许可"), std::string::npos);
    EXPECT_NE(zh.find("示意，非法定"), std::string::npos);
    EXPECT_LT(zh.find("涉及 2 处"), zh.find("涉及的区域")) << "the verdict comes before the table";
    const std::string en = text_report(outcomes, {base::Language::en, false});
    EXPECT_EQ(en.find("Demonstration"), std::string::npos);
    EXPECT_NE(en.find("not an administrative permit"), std::string::npos);
}

TEST(TextReport, ListsEveryProblemOfAFailedApplication) {
    result::FailedApplication failed{
        2, "a.txt", {{"one", "line 3", {"甲", "first"}}, {"two", "", {"乙", "second"}}}};
    const std::string said = text_report({failed}, {base::Language::en, false});
    EXPECT_NE(said.find("[one] line 3: first"), std::string::npos);
    EXPECT_NE(said.find("[two] second"), std::string::npos);
}

} // namespace
} // namespace liangxian::report
