// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/report/sentences.hpp"

#include "core/base/number.hpp"
#include "core/geo/area.hpp"
#include "core/report/review_reasons.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace liangxian::report {
namespace {

using result::CheckResult;
using result::Finding;
using result::Verdict;

/// Real contacts with announced ground, which the sentence counts.
std::vector<const Finding*> concerned_findings(const CheckResult& r) {
    std::vector<const Finding*> out;
    for (const Finding& f : r.findings) {
        if (result::is_interior_contact(f.relation) && f.relation != result::Relation::sliver &&
            f.is_announced() && !f.only_informs()) {
            out.push_back(&f);
        }
    }
    return out;
}

base::Text concerned_sentence(const CheckResult& r) {
    std::set<std::string> units;
    std::set<std::string> areas;
    std::vector<base::Text> kinds;
    for (const Finding* f : concerned_findings(r)) {
        (f->site_id ? units : areas).insert(f->site_id ? *f->site_id : f->zone_id.value_or(""));
        if (std::find(kinds.begin(), kinds.end(), f->kind_name()) == kinds.end()) {
            kinds.push_back(f->kind_name());
        }
    }
    base::Text kind_words;
    for (const base::Text& kind : kinds) {
        kind_words.zh += (kind_words.zh.empty() ? "" : "、") + kind.zh;
        kind_words.en += (kind_words.en.empty() ? "" : ", ") + kind.en;
    }
    const base::Text of_units{fmt::format("{} 处文物", units.size()),
                              counted(units.size(), "heritage unit", "heritage units")};
    const base::Text of_areas{fmt::format("{} 处区域", areas.size()), counted(areas.size(), "area", "areas")};
    const base::Text subject =
        units.empty()   ? of_areas
        : areas.empty() ? of_units
                        : base::Text{of_units.zh + "和 " + of_areas.zh, of_units.en + " and " + of_areas.en};
    const std::string share = share_words(r.union_area_m2 / r.application.area_lonlat_m2);
    return {fmt::format("涉及 {}的{}，共 {} 平方米（占申请范围 {}）。", subject.zh, kind_words.zh,
                        base::grouped(r.union_area_m2, 2), share),
            fmt::format("Concerned: {} ({}), {} m² in all ({} of the application).", subject.en,
                        kind_words.en, base::grouped(r.union_area_m2, 2), share)};
}

base::Text review_sentence(const CheckResult& r) {
    base::Text reasons;
    for (const base::Text& reason : review_reasons(r)) {
        reasons.zh += (reasons.zh.empty() ? "" : "；") + reason.zh;
        reasons.en += (reasons.en.empty() ? "" : "; ") + reason.en;
    }
    return {"需人工判断：" + (reasons.empty() ? "依据不足" : reasons.zh) + "。",
            "Needs review: " + (reasons.empty() ? "the ground is not sufficient" : reasons.en) + "."};
}

/// The offices that do an authority's work in some places, by their codes.
base::Text office_words(const std::string& code) {
    static const std::map<std::string, base::Text> words = {
        {"approval-bureau", {"行政审批服务管理局", "administrative approval bureau"}},
        {"province-heritage", {"省文物局", "provincial heritage bureau"}},
        {"city-heritage", {"市级文物行政部门", "city heritage department"}},
        {"county-heritage", {"县级文物行政部门", "county heritage department"}},
    };
    const auto found = words.find(code);
    return found == words.end() ? base::Text{code, code} : found->second;
}

base::Text authority_words(const result::Authority& a) {
    if (a.office.empty() || a.office == a.code) {
        return a.name;
    }
    const base::Text office = office_words(a.office);
    return {fmt::format("{}（由{}办理）", a.name.zh, office.zh),
            fmt::format("{} (done by the {})", a.name.en, office.en)};
}

/// "33" → 第33条, "31.2" → 第31条第2款; the name of a section stays as it is.
base::Text article_words(const std::string& article) {
    if (article == "附件" || article == "全文") {
        return {article, article == "附件" ? "annex" : "as a whole"};
    }
    if (article.empty() || article.find_first_not_of("0123456789.") != std::string::npos) {
        return {article, article};
    }
    const std::size_t point = article.find('.');
    const std::string number = article.substr(0, point);
    if (point == std::string::npos) {
        return {fmt::format("第{}条", number), "article " + number};
    }
    const std::string paragraph = article.substr(point + 1);
    return {fmt::format("第{}条第{}款", number, paragraph),
            fmt::format("article {}, paragraph {}", number, paragraph)};
}

base::Text consent_words(const result::Requirement& q) {
    base::Text out;
    for (const result::Authority& a : q.consent_first) {
        out.zh += (out.zh.empty() ? "" : "、") + a.name.zh;
        out.en += (out.en.empty() ? "" : ", ") + a.name.en;
    }
    return out;
}

/// The last day of the term; provisional where the year's holidays are not known.
void add_due_date(const result::Requirement& q, base::Text& out) {
    if (q.due_on) {
        const bool provisional = q.due_is_provisional.value_or(false);
        out.zh +=
            fmt::format("，收件次日起算，至 {} 止{}", q.due_on->to_string(), provisional ? "（暂定）" : "");
        out.en += fmt::format(", due on {}{}", q.due_on->to_string(), provisional ? " (provisional)" : "");
    }
}

/// Whom to ask while the rule is not verified; "unknown" names nobody.
base::Text unverified_words(const result::Requirement& q, const base::Text& who) {
    const bool names_nobody = q.authority.code == "unknown";
    return {"主管机关待核实（" + std::string(names_nobody ? "" : "可能为 ") + who.zh + "）",
            "authority to be verified (" + std::string(names_nobody ? "" : "possibly ") + who.en + ")"};
}

/// The contract's action codes in words.
base::Text action_words(const std::string& action) {
    static const std::map<std::string, base::Text> words = {
        {"protection-zone-works", {"保护范围内工程或作业审批", "approval of works in the protection range"}},
        {"control-zone-design",
         {"建设控制地带内工程设计方案审批", "approval of a design in the control zone"}},
        {"in-situ-protection", {"原址保护措施审批", "approval of in-situ protection measures"}},
        {"relocation", {"迁移或拆除审批", "approval of relocation or demolition"}},
        {"reconstruction", {"原址重建审批", "approval of reconstruction on the old site"}},
        {"repair", {"修缮审批", "approval of repair"}},
        {"change-of-use", {"改变用途审批", "approval of a change of use"}},
        {"archaeology-survey", {"考古调查、勘探", "archaeological survey and exploration"}},
        {"archaeology-before-supply", {"土地供应前考古", "archaeology before the land is supplied"}},
        {"pollution-or-risk", {"不得建设污染设施或进行危害活动", "no polluting facility or risky activity"}},
        {"avoid", {"选址避让", "choose a site that avoids it"}},
        {"chance-find",
         {"施工中发现文物立即停工、保护现场并报告",
          "stop, guard the place and report when relics come to light"}},
        {"mining-consent", {"采矿须经授权机关同意", "mining needs the consent of the authorised body"}},
        {"settlement-design",
         {"历史文化街区、名镇名村内的建设审批", "approval of building in a historic settlement"}},
        {"survey-before-renewal",
         {"成片开发、旧城改建前的文物调查", "survey of relics before renewal or development"}},
    };
    const auto found = words.find(action);
    return found == words.end() ? base::Text{action, action} : found->second;
}

} // namespace

base::Text area_words(double area_m2) {
    const std::string m2 = base::grouped(area_m2, 2);
    const std::string hectares = base::grouped(area_m2 / geo::kSquareMetresPerHectare, 4);
    const std::string mu = base::grouped(area_m2 / geo::kSquareMetresPerMu, 2);
    return {fmt::format("{} 平方米（{} 公顷，{} 亩）", m2, hectares, mu),
            fmt::format("{} m² ({} ha, {} mu)", m2, hectares, mu)};
}

base::Text crs_basis_words(const std::string& crs_basis) {
    static const std::map<std::string, base::Text> words{
        {"declared", {"文件声明", "declared in the file"}},
        {"header", {"文件头", "from the file's header"}},
        {"prj", {"投影文件 .prj", "from the .prj"}},
        {"format", {"该格式规定", "fixed by the format"}},
        {"user", {"使用者指定", "given by the user"}},
        {"guessed:degrees", {"推断：数值像经纬度", "guessed: the values look like degrees"}},
        {"guessed:zone-prefix", {"推断：坐标前有带号", "guessed: the eastings carry a zone number"}},
        {"guessed:jurisdiction",
         {"推断：只有此带落在辖区内", "guessed: only this zone lies in the jurisdiction"}},
    };
    const auto found = words.find(crs_basis);
    return found != words.end() ? found->second : base::Text{crs_basis, crs_basis};
}

std::string share_words(double share) { return fmt::format("{:.1f}%", share * 100); }

base::Text verdict_sentence(const CheckResult& r) {
    switch (r.verdict) {
    case Verdict::concerned:
        return concerned_sentence(r);
    case Verdict::needs_review:
        return review_sentence(r);
    case Verdict::no_data:
        return {"无数据：此处没有任何已声明的数据覆盖，查无结果不等于不涉及。",
                "No data: no coverage is declared here; nothing found does not mean not concerned."};
    case Verdict::not_concerned:
        break;
    }
    return {"不涉及：在已声明完整的范围内未发现涉及两线的情况。",
            "Not concerned: nothing was found inside the coverage declared complete."};
}

base::Text coverage_sentence(const CheckResult& r) {
    base::Text out{"查询依据：", "Searched: "};
    bool first = true;
    for (const result::Coverage& c : r.coverage) {
        const base::Text name = theme_words(c.theme);
        const base::Text status = coverage_words(c);
        const base::Text date = c.data_date.empty() ? base::Text{}
                                                    : base::Text{fmt::format("（数据日期 {}）", c.data_date),
                                                                 fmt::format(" (data of {})", c.data_date)};
        out.zh += fmt::format("{}{}{}{}", first ? "" : "；", name.zh, status.zh, date.zh);
        out.en += fmt::format("{}{} {}{}", first ? "" : "; ", name.en, status.en, date.en);
        first = false;
    }
    return {out.zh + "。", out.en + "."};
}

base::Text archaeology_sentence(const CheckResult& r) {
    const base::Text& name = result::name_of(r.archaeology.status);
    base::Text out{"考古：" + name.zh, "Archaeology: " + name.en};
    for (std::size_t i = 0; i < r.archaeology.because.size(); ++i) {
        out.zh += (i == 0 ? "——" : "；") + r.archaeology.because[i].zh;
        out.en += (i == 0 ? " — " : "; ") + r.archaeology.because[i].en;
    }
    return {out.zh + "。", out.en + "."};
}

base::Text requirement_sentence(const result::Requirement& q, const LawTitles& titles) {
    const base::Text action = action_words(q.action);
    const base::Text who = authority_words(q.authority);
    const base::Text body = q.verified ? who : unverified_words(q, who);
    base::Text out = {action.zh + "：" + body.zh, action.en + ": " + body.en};
    const base::Text consent = consent_words(q);
    if (!consent.empty()) {
        out.zh += "，须先征得" + consent.zh + "同意";
        out.en += ", with the prior consent of " + consent.en;
    }
    if (q.item) {
        out.zh += fmt::format("；事项 {} {}（{}）", q.item->number, q.item->name, q.item->document);
        out.en += fmt::format("; item {} {} ({})", q.item->number, q.item->name, q.item->document);
    }
    if (q.term_workdays) {
        out.zh += fmt::format("；法定期限 {} 个工作日", *q.term_workdays);
        out.en += fmt::format("; term {} working days", *q.term_workdays);
        add_due_date(q, out);
    }
    for (const result::Basis& basis : q.basis) {
        const base::Text article = article_words(basis.article);
        out.zh += fmt::format("；依据《{}》（{}）{}", basis.law, basis.version, article.zh);
        const auto title = titles.find(basis.law);
        const std::string law = title == titles.end() ? basis.law : title->second.en + " " + basis.law;
        out.en += fmt::format("; basis {} ({}) {}", law, basis.version, article.en);
    }
    return out;
}

base::Text disclaimer() {
    return {"技术参考，不是行政许可。", "A technical reference, not an administrative permit."};
}

base::Text demonstration_notice() {
    return {"示例数据：所有界线均为示意，不具法律效力。",
            "Demonstration data: every line is illustrative, not legal."};
}

std::string demonstration_mark() { return "示意，不具法律效力 / illustrative, not legal"; }

std::string counted(std::size_t count, const char* one, const char* several) {
    return fmt::format("{} {}", count, count == 1 ? one : several);
}

} // namespace liangxian::report
