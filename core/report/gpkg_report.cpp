// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/gdal/gdal.hpp"
#include "core/geo/crs.hpp"
#include "core/geo/wkb.hpp"
#include "core/report/json_report.hpp"
#include "core/report/sentences.hpp"
#include "core/result/result_json.hpp"

#include <nlohmann/json.hpp>

namespace liangxian::report {
namespace {

constexpr std::size_t kLargestReport = std::size_t{2} << 30;

gdal::Value value_of(const nlohmann::ordered_json& value) {
    if (value.is_null()) {
        return {};
    }
    if (value.is_boolean()) {
        return value.get<bool>();
    }
    if (value.is_number_integer()) {
        return value.get<std::int64_t>();
    }
    if (value.is_number()) {
        return value.get<double>();
    }
    return value.is_string() ? value.get<std::string>() : value.dump();
}

gdal::Table::Row row_of(const nlohmann::ordered_json& properties, const geo::Geometry& shape) {
    gdal::Table::Row row;
    for (const auto& [name, value] : properties.items()) {
        row.fields.push_back({name, value_of(value)});
    }
    row.wkb = shape.empty() ? "" : geo::to_wkb(shape);
    return row;
}

/// Codes, or names, in one cell.
template <typename Items, typename Word>
std::string words_of(const Items& items, Word&& word) {
    std::string out;
    for (const auto& item : items) {
        out += (out.empty() ? "" : "; ") + std::string(word(item));
    }
    return out;
}

/// The rows of the three tables; those of demonstration data carry its mark.
class Tables {
public:
    explicit Tables(const ReportOptions& options) : m_options(options) {}

    void add(const result::CheckResult& r) {
        const base::Text reason = verdict_sentence(r);
        m_applications.rows.push_back(row_of(
            marked({{"application_index", r.application.position},
                    {"id", r.application.id},
                    {"name", r.application.name},
                    {"verdict", result::code_of(r.verdict)},
                    {"reason_zh", reason.zh},
                    {"reason_en", reason.en},
                    {"archaeology", result::code_of(r.archaeology.status)},
                    {"area_m2", r.application.area_lonlat_m2},
                    {"coverage", words_of(r.coverage,
                                          [](const result::Coverage& c) {
                                              return c.theme + "=" + std::string(result::code_of(c.status));
                                          })},
                    {"unchecked", words_of(r.unchecked, [](const result::Unchecked& u) { return u.id(); })},
                    {"sites_without_geometry",
                     words_of(r.sites_without_geometry,
                              [](const auto& site) { return site.name.empty() ? site.site_id : site.name; })},
                    {"warnings", words_of(r.warnings, [](const base::Problem& w) { return w.code; })},
                    {"digest", result::to_json(r)["digest"]}}),
            r.application.geometry));
        for (const result::Finding& finding : r.findings) {
            nlohmann::ordered_json row{{"application_index", r.application.position}};
            row.update(result::to_json(finding));
            row.erase("geometry");
            m_findings.rows.push_back(row_of(marked(std::move(row)), finding.geometry));
        }
    }

    void add(const result::FailedApplication& one) {
        for (const base::Problem& problem : one.problems) {
            m_failed.rows.push_back(row_of(marked({{"application_index", one.position},
                                                   {"source", one.source},
                                                   {"code", problem.code},
                                                   {"place", problem.where},
                                                   {"message_zh", problem.message.zh},
                                                   {"message_en", problem.message.en}}),
                                           {}));
        }
    }

    std::vector<gdal::Table> finish() && {
        return {std::move(m_applications), std::move(m_findings), std::move(m_failed)};
    }

private:
    nlohmann::ordered_json marked(nlohmann::ordered_json row) const {
        if (m_options.is_demonstration) {
            row["notice"] = demonstration_mark();
        }
        return row;
    }

    const ReportOptions& m_options;
    gdal::Table m_applications{"applications", true, {}};
    gdal::Table m_findings{"findings", true, {}};
    gdal::Table m_failed{"failed_applications", false, {}};
};

} // namespace

std::string gpkg_report(const std::vector<Outcome>& outcomes, const ReportOptions& options) {
    Tables tables(options);
    for (const Outcome& outcome : outcomes) {
        std::visit([&tables](const auto& one) { tables.add(one); }, outcome);
    }
    const base::TemporaryDirectory folder;
    const std::string path = (folder.path() / "report.gpkg").string();
    const auto failure = gdal::functions().write_geopackage(path, geo::kCgcs2000, std::move(tables).finish());
    if (failure) {
        throw base::FileError("report-not-written", {"无法生成 GeoPackage 报告：" + *failure,
                                                     "the GeoPackage report cannot be made: " + *failure});
    }
    return base::read_file(path, kLargestReport);
}

} // namespace liangxian::report
