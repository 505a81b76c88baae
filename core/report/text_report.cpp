// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/report/text_report.hpp"

#include "core/base/shown.hpp"
#include "core/report/asked.hpp"
#include "core/report/finding_words.hpp"
#include "core/report/review_reasons.hpp"
#include "core/report/sentences.hpp"
#include "core/result/result_json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

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
        notices();
        lines("核查内容", "What was asked", asked_lines(r));
        lines("量算", "Measures", measured_lines(r));
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
        notices();
        for (const base::Problem& problem : failed.problems) {
            line(fmt::format("  - [{}] {}{}", problem.code, place(problem.where), say(problem.message)));
        }
        m_out += '\n';
    }

private:
    std::string say(const Text& text) const { return text.in(m_options.language); }
    std::string say(const char* zh, const char* en) const { return say(Text{zh, en}); }
    /// One line, whatever an applicant's text would do to the terminal.
    void line(const std::string& text) { m_out += base::shown(text) + '\n'; }
    void head(const char* zh, const char* en, std::size_t count) {
        line(fmt::format("── {} ({}) ──", say(zh, en), count));
    }
    void lines(const char* zh, const char* en, const std::vector<Text>& texts) {
        line(fmt::format("── {} ──", say(zh, en)));
        for (const Text& text : texts) {
            line("  " + say(text));
        }
    }

    void title(const CheckResult& r) {
        const result::ApplicationInfo& a = r.application;
        const std::string name = a.name.empty() ? a.source : a.name;
        line(fmt::format("{}  {}", say("两线核查", "Two-line check"), name));
    }

    void notices() {
        line("  " + say(disclaimer()));
        if (m_options.is_demonstration) {
            line("  " + say(demonstration_notice()));
        }
    }

    std::string bracketed(const std::string& words) const {
        return m_options.language == base::Language::zh ? "（" + words + "）" : " (" + words + ")";
    }
    std::string colon() const { return say("：", ": "); }
    /// A place before what is said about it; themes in words.
    std::string place(const std::string& where) const {
        return where.empty() ? "" : say(theme_words(where)) + colon();
    }

    void requirements(const CheckResult& r) {
        if (r.requirements.empty()) {
            return;
        }
        head("需要办理", "What must be done", r.requirements.size());
        std::vector<std::vector<Text>> told;
        for (std::size_t i = 0; i < r.requirements.size(); ++i) {
            const result::Requirement& q = r.requirements[i];
            line(fmt::format("  {}. {} [{}]", i + 1, say(requirement_sentence(q, m_options.law_titles)),
                             q.rule_id));
            if (!q.note.empty()) {
                line(fmt::format("     {}{}{}", say("说明", "note"), colon(), say(q.note)));
            }
            because(once(q.because), told);
        }
    }

    static std::vector<Text> once(const std::vector<Text>& texts) {
        std::vector<Text> out;
        for (const Text& text : texts) {
            if (std::find(out.begin(), out.end(), text) == out.end()) {
                out.push_back(text);
            }
        }
        return out;
    }

    /// Reasons already told under an earlier requirement are not told again.
    void because(const std::vector<Text>& reasons, std::vector<std::vector<Text>>& told) {
        const auto same = std::find(told.begin(), told.end(), reasons);
        const bool is_told = same != told.end() && !reasons.empty();
        const auto number = same - told.begin() + 1;
        told.push_back(reasons);
        if (is_told) {
            line(say(Text{fmt::format("     因为：同第 {} 项", number),
                          fmt::format("     because: as for {}", number)}));
            return;
        }
        for (const Text& reason : reasons) {
            line(fmt::format("     {}{}{}", say("因为", "because"), colon(), say(reason)));
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

    void finding(const Finding& f) {
        const bool named = f.unit_name().zh == f.site_name; // otherwise the name says the level already
        const std::string level = f.site_level && named ? " " + say(zone::name_of(*f.site_level)) : "";
        const std::string id = f.zone_id
                                   ? *f.zone_id + (f.zone_version ? fmt::format("@{}", *f.zone_version) : "")
                                   : f.site_id.value_or("");
        std::string measures = say(measure_words(f));
        measures = measures.empty() ? "" : " | " + measures;
        line(fmt::format("  {}{} | {} | {}{}  [{}]", say(f.unit_name()), level, say(kind_words(f)),
                         say(relation_words(f)), measures, id));
        std::string notes;
        for (const Text& note : finding_notes(f)) {
            notes += (notes.empty() ? "      " : say("；", "; ")) + say(note);
        }
        if (!notes.empty()) {
            line(notes);
        }
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
            line(fmt::format("  {}{} {} [{}]", site.name.empty() ? site.site_id : site.name,
                             bracketed(say(zone::name_of(site.level))), site.place, why));
        }
    }

    void unchecked(const CheckResult& r) {
        if (r.unchecked.empty()) {
            return;
        }
        head("未能核查", "Not checked", r.unchecked.size());
        for (const result::Unchecked& u : r.unchecked) {
            line(fmt::format("  {}{}{}", u.id(), colon(), say(u.reason)));
        }
    }

    void warnings(const CheckResult& r) {
        std::vector<const base::Problem*> told; // a demonstration is named at the top
        for (const base::Problem& w : r.warnings) {
            if (w.code != result::kDemonstrationData) {
                told.push_back(&w);
            }
        }
        if (told.empty()) {
            return;
        }
        head("提示", "Warnings", told.size());
        for (const base::Problem* w : told) {
            line(fmt::format("  [{}] {}{}", w->code, place(w->where), say(w->message)));
        }
    }

    void footer(const CheckResult& r) {
        const nlohmann::ordered_json sealed = result::to_json(r);
        line(fmt::format("{}{}{}  {}{}{}", say("修订", "Revision"), colon(), r.store.revision,
                         say("摘要", "Digest"), colon(), sealed["digest"].get<std::string>()));
        m_out += '\n';
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
