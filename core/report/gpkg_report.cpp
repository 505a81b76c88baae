// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/geo/crs.hpp"
#include "core/geo/wkb.hpp"
#include "core/report/json_report.hpp"
#include "core/report/sentences.hpp"
#include "core/result/result_json.hpp"

#include <nlohmann/json.hpp>
#include <ogrsf_frmts.h>

#include <memory>
#include <mutex>

namespace liangxian::report {
namespace {

constexpr std::size_t kLargestReport = std::size_t{2} << 30;

struct DatasetDeleter {
    void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
};
using Dataset = std::unique_ptr<GDALDataset, DatasetDeleter>;

struct FeatureDeleter {
    void operator()(OGRFeature* feature) const { OGRFeature::DestroyFeature(feature); }
};

[[noreturn]] void fail_gpkg() {
    const std::string reason = CPLGetLastErrorMsg();
    throw base::FileError("report-not-written", {"无法生成 GeoPackage 报告：" + reason,
                                                 "the GeoPackage report cannot be made: " + reason});
}

OGRFieldType field_type(const nlohmann::ordered_json& value) {
    return value.is_boolean() || value.is_number_integer() ? OFTInteger
           : value.is_number()                             ? OFTReal
                                                           : OFTString;
}

/// Properties as columns, each typed by the first value that is not null.
void set_fields(OGRLayer& layer, OGRFeature& feature, const nlohmann::ordered_json& properties) {
    for (const auto& [name, value] : properties.items()) {
        const int at = layer.GetLayerDefn()->GetFieldIndex(name.c_str());
        if (at < 0 || value.is_null()) {
            continue;
        }
        if (value.is_boolean()) {
            feature.SetField(at, value.get<bool>() ? 1 : 0);
        } else if (value.is_number_integer()) {
            feature.SetField(at, value.get<int>());
        } else if (value.is_number()) {
            feature.SetField(at, value.get<double>());
        } else {
            feature.SetField(at, (value.is_string() ? value.get<std::string>() : value.dump()).c_str());
        }
    }
}

void add_feature(OGRLayer& layer, const geo::Geometry& geometry, const nlohmann::ordered_json& properties) {
    const std::unique_ptr<OGRFeature, FeatureDeleter> feature(
        OGRFeature::CreateFeature(layer.GetLayerDefn()));
    set_fields(layer, *feature, properties);
    if (!geometry.empty()) {
        const std::string wkb = geo::to_wkb(geometry);
        OGRGeometry* shape = nullptr;
        if (OGRGeometryFactory::createFromWkb(wkb.data(), nullptr, &shape, wkb.size()) != OGRERR_NONE) {
            fail_gpkg();
        }
        feature->SetGeometryDirectly(shape);
    }
    if (layer.CreateFeature(feature.get()) != OGRERR_NONE) {
        fail_gpkg();
    }
}

OGRLayer& add_layer(GDALDataset& dataset, const char* name, OGRwkbGeometryType type,
                    const std::vector<nlohmann::ordered_json>& rows) {
    OGRSpatialReference crs;
    crs.importFromEPSG(geo::kCgcs2000);
    crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    OGRLayer* layer = dataset.CreateLayer(name, type == wkbNone ? nullptr : &crs, type, nullptr);
    if (layer == nullptr) {
        fail_gpkg();
    }
    for (const auto& row : rows) {
        for (const auto& [key, value] : row.items()) {
            if (!value.is_null() && layer->GetLayerDefn()->GetFieldIndex(key.c_str()) < 0) {
                OGRFieldDefn field(key.c_str(), field_type(value));
                layer->CreateField(&field);
            }
        }
    }
    return *layer;
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
        applications.push_back(
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
                    {"digest", result::to_json(r)["digest"]}}));
        application_shapes.push_back(&r.application.geometry);
        for (const result::Finding& finding : r.findings) {
            nlohmann::ordered_json row{{"application_index", r.application.position}};
            row.update(result::to_json(finding));
            row.erase("geometry");
            findings.push_back(marked(std::move(row)));
            finding_shapes.push_back(&finding.geometry);
        }
    }

    void add(const result::FailedApplication& one) {
        for (const base::Problem& problem : one.problems) {
            failed.push_back(marked({{"application_index", one.position},
                                     {"source", one.source},
                                     {"code", problem.code},
                                     {"place", problem.where},
                                     {"message_zh", problem.message.zh},
                                     {"message_en", problem.message.en}}));
        }
    }

    std::vector<nlohmann::ordered_json> applications;
    std::vector<nlohmann::ordered_json> findings;
    std::vector<nlohmann::ordered_json> failed;
    std::vector<const geo::Geometry*> application_shapes;
    std::vector<const geo::Geometry*> finding_shapes;

private:
    nlohmann::ordered_json marked(nlohmann::ordered_json row) const {
        if (m_options.is_demonstration) {
            row["notice"] = demonstration_mark();
        }
        return row;
    }

    const ReportOptions& m_options;
};

void write_layers(GDALDataset& dataset, const Tables& tables) {
    OGRLayer& applications = add_layer(dataset, "applications", wkbUnknown, tables.applications);
    for (std::size_t i = 0; i < tables.applications.size(); ++i) {
        add_feature(applications, *tables.application_shapes[i], tables.applications[i]);
    }
    OGRLayer& findings = add_layer(dataset, "findings", wkbUnknown, tables.findings);
    for (std::size_t i = 0; i < tables.findings.size(); ++i) {
        add_feature(findings, *tables.finding_shapes[i], tables.findings[i]);
    }
    OGRLayer& failed = add_layer(dataset, "failed_applications", wkbNone, tables.failed);
    for (const auto& row : tables.failed) {
        add_feature(failed, {}, row);
    }
}

} // namespace

std::string gpkg_report(const std::vector<Outcome>& outcomes, const ReportOptions& options) {
    Tables tables(options);
    for (const Outcome& outcome : outcomes) {
        std::visit([&tables](const auto& one) { tables.add(one); }, outcome);
    }
    static std::once_flag registered;
    std::call_once(registered, [] { GDALAllRegister(); });
    const base::TemporaryDirectory folder;
    const std::string path = (folder.path() / "report.gpkg").string();
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
    if (driver == nullptr) {
        fail_gpkg();
    }
    {
        const Dataset dataset(driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
        if (!dataset) {
            fail_gpkg();
        }
        write_layers(*dataset, tables);
    }
    return base::read_file(path, kLargestReport);
}

} // namespace liangxian::report
