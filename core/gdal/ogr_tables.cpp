// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/gdal/ogr_session.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <stdexcept>

namespace liangxian::gdal {
namespace {

struct DatasetDeleter {
    void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
};
struct FeatureDeleter {
    void operator()(OGRFeature* feature) const { OGRFeature::DestroyFeature(feature); }
};

[[noreturn]] void fail() { throw std::runtime_error(CPLGetLastErrorMsg()); }

bool is_null(const Value& value) { return std::holds_alternative<std::monostate>(value); }

OGRFieldType column_type(const Value& value) {
    return std::holds_alternative<std::string>(value) ? OFTString
           : std::holds_alternative<double>(value)    ? OFTReal
                                                      : OFTInteger;
}

void set_field(OGRFeature& feature, const Field& field) {
    const int at = feature.GetFieldIndex(field.name.c_str());
    if (at < 0) {
        return;
    }
    if (const auto* words = std::get_if<std::string>(&field.value)) {
        feature.SetField(at, words->c_str());
    } else if (const auto* number = std::get_if<double>(&field.value)) {
        feature.SetField(at, *number);
    } else if (const auto* whole = std::get_if<std::int64_t>(&field.value)) {
        feature.SetField(at, static_cast<int>(*whole));
    } else if (const auto* yes = std::get_if<bool>(&field.value)) {
        feature.SetField(at, *yes ? 1 : 0);
    }
}

OGRLayer& add_layer(GDALDataset& dataset, const Table& table, OGRSpatialReference& crs) {
    OGRLayer* layer = dataset.CreateLayer(table.name.c_str(), table.has_geometry ? &crs : nullptr,
                                          table.has_geometry ? wkbUnknown : wkbNone, nullptr);
    if (layer == nullptr) {
        fail();
    }
    for (const Table::Row& row : table.rows) {
        for (const Field& field : row.fields) {
            if (!is_null(field.value) && layer->GetLayerDefn()->GetFieldIndex(field.name.c_str()) < 0) {
                OGRFieldDefn column(field.name.c_str(), column_type(field.value));
                layer->CreateField(&column);
            }
        }
    }
    return *layer;
}

void add_feature(OGRLayer& layer, const Table::Row& row) {
    const std::unique_ptr<OGRFeature, FeatureDeleter> feature(
        OGRFeature::CreateFeature(layer.GetLayerDefn()));
    for (const Field& field : row.fields) {
        set_field(*feature, field);
    }
    if (!row.wkb.empty()) {
        OGRGeometry* shape = nullptr;
        if (OGRGeometryFactory::createFromWkb(row.wkb.data(), nullptr, &shape, row.wkb.size()) !=
            OGRERR_NONE) {
            fail();
        }
        feature->SetGeometryDirectly(shape);
    }
    if (layer.CreateFeature(feature.get()) != OGRERR_NONE) {
        fail();
    }
}

void write(const std::string& path, int epsg, const std::vector<Table>& tables) {
    GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GPKG");
    if (driver == nullptr) {
        throw std::runtime_error("GDAL has no driver GPKG");
    }
    const std::unique_ptr<GDALDataset, DatasetDeleter> dataset(
        driver->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr));
    if (!dataset) {
        fail();
    }
    OGRSpatialReference crs;
    crs.importFromEPSG(epsg);
    crs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
    for (const Table& table : tables) {
        OGRLayer& layer = add_layer(*dataset, table, crs);
        for (const Table::Row& row : table.rows) {
            add_feature(layer, row);
        }
    }
}

} // namespace

std::optional<std::string> write_geopackage(const std::string& path, int epsg,
                                            const std::vector<Table>& tables) {
    const OgrSession session;
    try {
        write(path, epsg, tables);
    } catch (const std::runtime_error& error) {
        return error.what();
    }
    return std::nullopt;
}

} // namespace liangxian::gdal
