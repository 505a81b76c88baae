// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/number.hpp"
#include "core/report/json_report.hpp"
#include "core/report/sentences.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace liangxian::report {
namespace {

/// RFC 4180 quoting; a cell that begins like a formula gets an apostrophe first.
std::string cell(std::string text) {
    if (!text.empty() && std::string("=+-@\t\r").find(text.front()) != std::string::npos &&
        !base::parse_number(text)) {
        text.insert(text.begin(), '\'');
    }
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
        return text;
    }
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c == '"' ? "\"\"" : std::string(1, c);
    }
    return quoted + "\"";
}

std::string number(const std::optional<double>& value) { return value ? base::shortest(*value) : ""; }

std::string row(const std::vector<std::string>& cells) {
    std::vector<std::string> quoted;
    for (const std::string& text : cells) {
        quoted.push_back(cell(text));
    }
    return fmt::format("{}\r\n", fmt::join(quoted, ","));
}

std::string add_word(std::string words, const std::string& word) {
    return words.empty() ? word : words + "; " + word;
}

/// What an application's rows begin with.
std::vector<std::string> application_cells(const result::CheckResult& r) {
    return {std::to_string(r.application.position),
            r.application.id,
            r.application.name,
            std::string(result::code_of(r.verdict)),
            std::string(result::code_of(r.archaeology.status)),
            base::shortest(r.application.area_lonlat_m2)};
}

std::vector<std::string> finding_cells(const result::Finding& f) {
    return {f.zone_id.value_or(""),
            f.zone_version ? std::to_string(*f.zone_version) : "",
            f.site_id.value_or(""),
            f.site_name,
            f.site_level ? std::string(zone::code_of(*f.site_level)) : "",
            f.county,
            f.zone_kind,
            f.zone_class,
            std::string(result::code_of(f.relation)),
            base::shortest(f.area_m2),
            number(f.area_outside_protection_m2),
            base::shortest(f.share_of_application),
            number(f.share_of_zone),
            number(f.length_m),
            base::shortest(f.distance_m),
            std::string(result::code_of(f.legal_status)),
            f.document.issuer,
            f.document.number,
            f.document.date,
            f.decision_band ? "true" : "false",
            number(f.height_limit_m),
            fmt::format("{}", fmt::join(f.requirement_ids, " "))};
}

/// Why the verdict is what it is, what was searched, and what else a reader of one row must know.
class GroundCells {
public:
    explicit GroundCells(const ReportOptions& options) : m_options(options) {}

    std::vector<std::string> of(const result::CheckResult& r) const {
        std::string coverage;
        for (const result::Coverage& c : r.coverage) {
            coverage = add_word(
                coverage, fmt::format("{}={} {}", c.theme, result::code_of(c.status), share_words(c.share)));
        }
        std::string sites;
        for (const result::SiteWithoutGeometry& site : r.sites_without_geometry) {
            sites = add_word(sites, site.name.empty() ? site.site_id : site.name);
        }
        std::string unchecked;
        for (const result::Unchecked& one : r.unchecked) {
            unchecked = add_word(unchecked, one.id() + ": " + one.reason.in(m_options.language));
        }
        return {verdict_sentence(r).in(m_options.language),
                coverage,
                unchecked,
                sites,
                problems(r.warnings),
                mark()};
    }

    std::vector<std::string> of(const result::FailedApplication& failed) const {
        return {problems(failed.problems), "", "", "", "", mark()};
    }

private:
    std::string problems(const base::Problems& all) const {
        std::string out;
        for (const base::Problem& problem : all) {
            const std::string where = problem.where.empty() ? "" : problem.where + ": ";
            out = add_word(
                out, fmt::format("[{}] {}{}", problem.code, where, problem.message.in(m_options.language)));
        }
        return out;
    }
    std::string mark() const { return m_options.is_demonstration ? demonstration_mark() : ""; }

    const ReportOptions& m_options;
};

constexpr const char* kHeader =
    "application_index,application_id,application_name,verdict,archaeology,application_area_m2,zone_id,"
    "zone_version,site_id,site_name,site_level,county,zone_kind,zone_class,relation,area_m2,"
    "area_outside_protection_m2,share_of_application,share_of_zone,length_m,distance_m,legal_status,"
    "document_issuer,document_number,document_date,decision_band,height_limit_m,requirement_ids,"
    "reason,coverage,unchecked,sites_without_geometry,warnings,notice\r\n";

std::string joined_row(std::vector<std::string> application, const std::vector<std::string>& finding,
                       const std::vector<std::string>& ground) {
    application.insert(application.end(), finding.begin(), finding.end());
    application.insert(application.end(), ground.begin(), ground.end());
    return row(application);
}

std::vector<std::string> no_finding() { return std::vector<std::string>(finding_cells({}).size()); }

std::string rows_of(const result::CheckResult& r, const std::vector<std::string>& ground) {
    if (r.findings.empty()) {
        return joined_row(application_cells(r), no_finding(), ground);
    }
    std::string out;
    for (const result::Finding& finding : r.findings) {
        out += joined_row(application_cells(r), finding_cells(finding), ground);
    }
    return out;
}

std::string rows_of(const result::FailedApplication& failed, const std::vector<std::string>& ground) {
    return joined_row({std::to_string(failed.position), "", failed.source, "failed", "", ""}, no_finding(),
                      ground);
}

} // namespace

std::string csv_report(const std::vector<Outcome>& outcomes, const ReportOptions& options) {
    const GroundCells ground(options);
    std::string out = std::string("\xEF\xBB\xBF") + kHeader;
    for (const Outcome& outcome : outcomes) {
        out += std::visit([&ground](const auto& one) { return rows_of(one, ground.of(one)); }, outcome);
    }
    return out;
}

} // namespace liangxian::report
