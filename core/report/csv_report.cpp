// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/number.hpp"
#include "core/report/json_report.hpp"

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

std::vector<std::string> application_cells(const result::CheckResult& r) {
    return {std::to_string(r.application.position),
            r.application.id,
            r.application.name,
            std::string(result::code_of(r.verdict)),
            std::string(result::code_of(r.archaeology.status)),
            base::shortest(r.application.area_lonlat_m2)};
}

std::string finding_row(const result::CheckResult& r, const result::Finding& f) {
    std::vector<std::string> cells = application_cells(r);
    const std::vector<std::string> own = {f.zone_id.value_or(""),
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
    cells.insert(cells.end(), own.begin(), own.end());
    return row(cells);
}

constexpr const char* kHeader =
    "application_index,application_id,application_name,verdict,archaeology,application_area_m2,zone_id,"
    "zone_version,site_id,site_name,site_level,county,zone_kind,zone_class,relation,area_m2,"
    "area_outside_protection_m2,share_of_application,share_of_zone,length_m,distance_m,legal_status,"
    "document_issuer,document_number,document_date,decision_band,height_limit_m,requirement_ids\r\n";
constexpr std::size_t kFindingColumns = 22;

} // namespace

std::string csv_report(const std::vector<Outcome>& outcomes) {
    std::string out = std::string("\xEF\xBB\xBF") + kHeader;
    for (const Outcome& outcome : outcomes) {
        if (const auto* r = std::get_if<result::CheckResult>(&outcome)) {
            for (const result::Finding& finding : r->findings) {
                out += finding_row(*r, finding);
            }
            if (r->findings.empty()) {
                std::vector<std::string> cells = application_cells(*r);
                cells.resize(cells.size() + kFindingColumns);
                out += row(cells);
            }
            continue;
        }
        const auto& failed = std::get<result::FailedApplication>(outcome);
        std::string reasons;
        for (const base::Problem& problem : failed.problems) {
            reasons += (reasons.empty() ? "" : "; ") + problem.code + ": " + problem.message.en;
        }
        std::vector<std::string> cells = {
            std::to_string(failed.position), "", failed.source, "failed", reasons, ""};
        cells.resize(cells.size() + kFindingColumns);
        out += row(cells);
    }
    return out;
}

} // namespace liangxian::report
