// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/report/text_report.hpp"

#include "core/base/number.hpp"
#include "core/report/sentences.hpp"
#include "core/result/result_json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace liangxian::report {
namespace {

using base::Language;
using base::Text;
using result::CheckResult;
using result::Finding;

/// Writes one result, line by line, in one language.
class TextWriter {
public:
    TextWriter(const ReportOptions& options, std::string& out) : m_options(options), m_out(out) {}

    void write(const CheckResult& r) {
        title(r);
        line("■ " + say(verdict_sentence(r)));
        line("  " + say(archaeology_sentence(r)));
        line("  " + say(coverage_sentence(r)));
        requirements(r);
        findings(r);
        sites(r);
        unchecked(r);
        warnings(r);
        footer(r);
    }

    void write(const result::FailedApplication& failed) {
        line(say({fmt::format("申请 {}（{}）未能核查：", failed.position + 1, failed.source),
                  fmt::format("Application {} ({}) was not checked:", failed.position + 1, failed.source)}));
        for (const base::Problem& problem : failed.problems) {
            line(fmt::format("  - [{}] {}{}{}", problem.code, problem.where,
                             problem.where.empty() ? "" : ": ", say(problem.message)));
        }
        m_out += '\n';
    }

private:
    std::string say(const Text& text) const { return text.in(m_options.language); }
    std::string say(const char* zh, const char* en) const { return say(Text{zh, en}); }
    void line(const std::string& text) { m_out += text + '\n'; }
    void head(const char* zh, const char* en, std::size_t count) {
        line(fmt::format("── {} ({}) ──", say(zh, en), count));
    }

    void title(const CheckResult& r) {
        const result::ApplicationInfo& a = r.application;
        const std::string name = a.name.empty() ? a.source : a.name;
        line(fmt::format("{}  {}", say("两线核查", "Two-line check"), name));
        line("  " + say(disclaimer()));
        if (m_options.is_demonstration) {
            line("  " + say(demonstration_notice()));
        }
        line(fmt::format("  {}: {}", say("申请面积（椭球面）", "Area on the ellipsoid"),
                         say(area_words(a.area_lonlat_m2))));
        line(fmt::format("  {}: {}", say("按土地调查规程程序计算", "By the land survey rule's program"),
                         say(area_words(a.area_rule_m2))));
        line(fmt::format("  {}: {}{}", say("坐标系", "CRS"), a.crs,
                         bracketed(say(crs_basis_words(a.crs_basis)))));
        for (const geo::Repair& repair : a.repairs) {
            line(fmt::format("  {}: {}", say("图形修复", "Repair"), say(repair.message)));
        }
    }

    std::string bracketed(const std::string& words) const {
        return m_options.language == base::Language::zh ? "（" + words + "）" : " (" + words + ")";
    }

    void requirements(const CheckResult& r) {
        if (r.requirements.empty()) {
            return;
        }
        head("需要办理", "What must be done", r.requirements.size());
        for (std::size_t i = 0; i < r.requirements.size(); ++i) {
            line(fmt::format("  {}. {} [{}]", i + 1, say(requirement_sentence(r.requirements[i])),
                             r.requirements[i].rule_id));
            for (const Text& because : r.requirements[i].because) {
                line(fmt::format("     {}: {}", say("因为", "because"), say(because)));
            }
            if (!r.requirements[i].note.empty()) {
                line(fmt::format("     {}: {}", say("说明", "note"), say(r.requirements[i].note)));
            }
        }
    }

    void findings(const CheckResult& r) {
        if (r.findings.empty()) {
            return;
        }
        head("涉及的区域", "What it meets", r.findings.size());
        for (const Finding& f : r.findings) {
            finding(f);
        }
    }

    std::string kind_words(const Finding& f) const {
        const auto zone_kind = zone::parse_zone_kind(f.zone_kind);
        const auto area_kind = zone::parse_area_kind(f.zone_kind);
        const Text name = zone_kind && f.site_id ? zone::name_of(*zone_kind)
                          : area_kind            ? zone::name_of(*area_kind)
                                                 : zone::name_of(zone::ZoneKind::body);
        return f.zone_class.empty() ? say(name) : fmt::format("{} {}", say(name), f.zone_class);
    }

    std::string measure_words(const Finding& f) const {
        if (!result::is_interior_contact(f.relation)) {
            return f.relation == result::Relation::touch
                       ? fmt::format("{} {} m", say("共边", "shared boundary"),
                                     base::grouped(f.length_m.value_or(0), 2))
                       : fmt::format("{} {} m", say("距离", "distance"), base::grouped(f.distance_m, 2));
        }
        if (f.length_m) {
            return fmt::format("{} {} m", say("长度", "length"), base::grouped(*f.length_m, 2));
        }
        return fmt::format("{} {}", say(area_words(f.area_m2)), share_words(f.share_of_application));
    }

    void finding(const Finding& f) {
        const std::string level = f.site_level ? " " + say(zone::name_of(*f.site_level)) : "";
        const std::string id = f.zone_id
                                   ? *f.zone_id + (f.zone_version ? fmt::format("@{}", *f.zone_version) : "")
                                   : f.site_id.value_or("");
        line(fmt::format("  {}{} | {} | {} | {}  [{}]", f.site_name, level, kind_words(f),
                         say(result::name_of(f.relation)), measure_words(f), id));
        line(fmt::format("      {}", fmt::join(notes_of(f), say("；", "; "))));
    }

    std::vector<std::string> notes_of(const Finding& f) const {
        std::vector<std::string> notes{say(result::name_of(f.legal_status))};
        if (!f.document.number.empty()) {
            std::string document = f.document.number;
            for (const std::string* part : {&f.document.issuer, &f.document.date}) {
                document += part->empty() ? "" : say("，", ", ") + *part;
            }
            notes.push_back(document);
        }
        if (f.area_outside_protection_m2) {
            notes.push_back(fmt::format("{} {} m²", say("保护范围以外", "outside the range"),
                                        base::grouped(*f.area_outside_protection_m2, 2)));
        }
        if (f.height_limit_m) {
            notes.push_back(
                fmt::format("{} {} m", say("限高", "height limit"), base::grouped(*f.height_limit_m, 1)));
        }
        if (f.decision_band) {
            notes.push_back(say("距界线在图形精度以内", "the line is nearer than it is accurate"));
        }
        return notes;
    }

    void sites(const CheckResult& r) {
        if (r.sites_without_geometry.empty()) {
            return;
        }
        head("无空间数据的文物，需人工核对", "Sites without geometry, to be checked by a person",
             r.sites_without_geometry.size());
        for (const result::SiteWithoutGeometry& site : r.sites_without_geometry) {
            const std::string why = site.match == "township"
                                        ? say("与申请同乡镇", "in a township of the application")
                                        : say("与申请同县", "in a county of the application");
            line(fmt::format("  {}{} {} [{}]", site.name, bracketed(say(zone::name_of(site.level))),
                             site.place, why));
        }
    }

    void unchecked(const CheckResult& r) {
        if (r.unchecked.empty()) {
            return;
        }
        head("未能核查", "Not checked", r.unchecked.size());
        for (const result::Unchecked& u : r.unchecked) {
            line(fmt::format("  {}: {}", u.id(), say(u.reason)));
        }
    }

    void warnings(const CheckResult& r) {
        if (r.warnings.empty()) {
            return;
        }
        head("提示", "Warnings", r.warnings.size());
        for (const base::Problem& w : r.warnings) {
            line(fmt::format("  [{}] {}{}{}", w.code, w.where, w.where.empty() ? "" : ": ", say(w.message)));
        }
    }

    void footer(const CheckResult& r) {
        line(fmt::format("{}: {}  {}: {}  {}: {}", say("数据截止", "As of"), r.store.as_of.to_string(),
                         say("法规截止", "Law as of"), r.rules_as_of.to_string(), say("修订", "Revision"),
                         r.store.revision));
        const nlohmann::ordered_json sealed = result::to_json(r);
        line(fmt::format("{}: {}\n", say("摘要", "Digest"), sealed["digest"].get<std::string>()));
    }

    const ReportOptions& m_options;
    std::string& m_out;
};

} // namespace

std::string text_report(const std::vector<Outcome>& outcomes, const ReportOptions& options) {
    std::string out;
    TextWriter writer(options, out);
    for (const Outcome& outcome : outcomes) {
        std::visit([&writer](const auto& one) { writer.write(one); }, outcome);
    }
    return out;
}

} // namespace liangxian::report
