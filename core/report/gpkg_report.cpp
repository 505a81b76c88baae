// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/geo/crs.hpp"
#include "core/geo/wkb.hpp"
#include "core/report/json_report.hpp"
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

OGRLayer& add_layer(GDALDataset& dataset, const char* name, const std::vector<nlohmann::ordered_json>& rows) {
    OGRSpatialReference crs;
    crs.importFromEPSG(geo::kCgcs2000);
    crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    OGRLayer* layer = dataset.CreateLayer(name, &crs, wkbUnknown, nullptr);
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

nlohmann::ordered_json application_row(const result::CheckResult& r) {
    return {{"application_index", r.application.position},
            {"id", r.application.id},
            {"name", r.application.name},
            {"verdict", result::code_of(r.verdict)},
            {"archaeology", result::code_of(r.archaeology.status)},
            {"area_m2", r.application.area_lonlat_m2},
            {"digest", result::to_json(r)["digest"]}};
}

nlohmann::ordered_json finding_row(const result::CheckResult& r, const result::Finding& finding) {
    nlohmann::ordered_json out{{"application_index", r.application.position}};
    out.update(result::to_json(finding));
    out.erase("geometry");
    return out;
}

void write_layers(GDALDataset& dataset, const std::vector<Outcome>& outcomes) {
    std::vector<nlohmann::ordered_json> applications;
    std::vector<nlohmann::ordered_json> findings;
    std::vector<const geo::Geometry*> application_shapes;
    std::vector<const geo::Geometry*> finding_shapes;
    for (const Outcome& outcome : outcomes) {
        const auto* r = std::get_if<result::CheckResult>(&outcome);
        if (r == nullptr) {
            continue;
        }
        applications.push_back(application_row(*r));
        application_shapes.push_back(&r->application.geometry);
        for (const result::Finding& finding : r->findings) {
            findings.push_back(finding_row(*r, finding));
            finding_shapes.push_back(&finding.geometry);
        }
    }
    OGRLayer& application_layer = add_layer(dataset, "applications", applications);
    for (std::size_t i = 0; i < applications.size(); ++i) {
        add_feature(application_layer, *application_shapes[i], applications[i]);
    }
    OGRLayer& finding_layer = add_layer(dataset, "findings", findings);
    for (std::size_t i = 0; i < findings.size(); ++i) {
        add_feature(finding_layer, *finding_shapes[i], findings[i]);
    }
}

} // namespace

std::string gpkg_report(const std::vector<Outcome>& outcomes) {
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
        write_layers(*dataset, outcomes);
    }
    return base::read_file(path, kLargestReport);
}

} // namespace liangxian::report
