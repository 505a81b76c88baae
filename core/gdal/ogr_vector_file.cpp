// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/gdal/ogr_session.hpp"

#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

namespace liangxian::gdal {
namespace {

geo::Line line_from_ogr(const OGRSimpleCurve& curve) {
    geo::Line line;
    line.reserve(static_cast<std::size_t>(curve.getNumPoints()));
    for (int i = 0; i < curve.getNumPoints(); ++i) {
        line.push_back({curve.getX(i), curve.getY(i)});
    }
    return line;
}

void add_ogr(const OGRGeometry& source, geo::Geometry& into) {
    switch (wkbFlatten(source.getGeometryType())) {
    case wkbPoint:
        if (!source.IsEmpty()) {
            into.points.push_back({source.toPoint()->getX(), source.toPoint()->getY()});
        }
        break;
    case wkbLineString:
        if (source.toLineString()->getNumPoints() > 1) {
            into.lines.push_back(line_from_ogr(*source.toLineString()));
        }
        break;
    case wkbTriangle:
    case wkbPolygon: {
        const OGRPolygon& polygon = *source.toPolygon();
        if (polygon.getExteriorRing() == nullptr) {
            break;
        }
        geo::Polygon out{line_from_ogr(*polygon.getExteriorRing()), {}};
        for (int i = 0; i < polygon.getNumInteriorRings(); ++i) {
            out.holes.push_back(line_from_ogr(*polygon.getInteriorRing(i)));
        }
        into.polygons.push_back(std::move(out));
        break;
    }
    case wkbMultiPoint:
    case wkbMultiLineString:
    case wkbMultiPolygon:
    case wkbGeometryCollection:
    case wkbTIN:
    case wkbPolyhedralSurface:
        if (const auto* collection = dynamic_cast<const OGRGeometryCollection*>(&source)) {
            for (const OGRGeometry* part : *collection) {
                add_ogr(*part, into);
            }
        }
        break;
    default:
        break;
    }
}

geo::Geometry geometry_from_ogr(const OGRGeometry& geometry) {
    geo::Geometry out;
    if (geometry.hasCurveGeometry(TRUE)) {
        const std::unique_ptr<OGRGeometry> straight(geometry.getLinearGeometry());
        add_ogr(*straight, out);
    } else {
        add_ogr(geometry, out);
    }
    return out;
}

Value value_of(const OGRFeature& feature, int index) {
    if (!feature.IsFieldSetAndNotNull(index)) {
        return {};
    }
    const OGRFieldDefn& definition = *feature.GetFieldDefnRef(index);
    switch (definition.GetType()) {
    case OFTInteger:
        if (definition.GetSubType() == OFSTBoolean) {
            return feature.GetFieldAsInteger(index) != 0;
        }
        return std::int64_t{feature.GetFieldAsInteger(index)};
    case OFTInteger64:
        return std::int64_t{feature.GetFieldAsInteger64(index)};
    case OFTReal:
        return feature.GetFieldAsDouble(index);
    case OFTBinary:
        return {};
    case OFTDate: {
        int year = 0;
        int month = 0;
        int day = 0;
        int ignored = 0;
        feature.GetFieldAsDateTime(index, &year, &month, &day, &ignored, &ignored, &ignored, &ignored);
        return fmt::format("{:04}-{:02}-{:02}", year, month, day);
    }
    default:
        return std::string(feature.GetFieldAsString(index));
    }
}

Row row_of(const OGRFeature& feature) {
    Row row;
    for (int i = 0; i < feature.GetFieldCount(); ++i) {
        row.fields.push_back({feature.GetFieldDefnRef(i)->GetNameRef(), value_of(feature, i)});
    }
    if (const OGRGeometry* geometry = feature.GetGeometryRef()) {
        row.geometry = geometry_from_ogr(*geometry);
    }
    return row;
}

Column::Type type_of(const OGRFieldDefn& field) {
    switch (field.GetType()) {
    case OFTString:
        return Column::Type::text;
    case OFTInteger:
    case OFTInteger64:
        return Column::Type::whole;
    case OFTReal:
        return Column::Type::real;
    case OFTDate:
        return Column::Type::date;
    default:
        return Column::Type::other;
    }
}

std::vector<Column> columns_of(const OGRFeatureDefn& layer) {
    std::vector<Column> out;
    for (int i = 0; i < layer.GetFieldCount(); ++i) {
        const OGRFieldDefn& field = *layer.GetFieldDefn(i);
        Column column;
        column.name = field.GetNameRef();
        column.alias = field.GetAlternativeNameRef();
        column.type = type_of(field);
        column.length = column.type == Column::Type::text ? field.GetWidth() : 0;
        column.may_be_null = field.IsNullable() != 0;
        column.domain = field.GetDomainName();
        out.push_back(std::move(column));
    }
    return out;
}

class OgrFile : public VectorFile {
public:
    OgrFile(const char* path, const char* driver, const char* option) {
        const char* drivers[] = {driver, nullptr};
        const char* options[] = {option, nullptr};
        m_dataset.reset(static_cast<GDALDataset*>(
            GDALOpenEx(path, GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, options, nullptr)));
    }
    bool is_open() const { return m_dataset != nullptr; }

    std::vector<Layer> layers() override {
        std::vector<Layer> out;
        for (OGRLayer* layer : m_dataset->GetLayers()) {
            out.push_back({layer->GetName(), layer->GetLayerDefn()->GetGeomFieldCount() > 0});
        }
        return out;
    }

    std::optional<SpatialReference> crs(std::size_t layer) override {
        const OGRSpatialReference* srs = layer_at(layer).GetSpatialRef();
        return srs == nullptr ? std::nullopt : std::optional(parameters_of(*srs));
    }

    std::vector<Column> columns(std::size_t layer) override {
        return columns_of(*layer_at(layer).GetLayerDefn());
    }

    std::optional<std::string> read(std::size_t layer, const RowTaker& take) override {
        CPLErrorReset();
        OGRLayer& source = layer_at(layer);
        source.ResetReading();
        while (true) {
            const std::unique_ptr<OGRFeature> feature(source.GetNextFeature());
            if (feature == nullptr || !take(row_of(*feature))) {
                break;
            }
        }
        // A driver ends a damaged layer like a finished one and only leaves a message.
        return CPLGetLastErrorType() >= CE_Failure ? std::optional<std::string>(CPLGetLastErrorMsg())
                                                   : std::nullopt;
    }

private:
    OGRLayer& layer_at(std::size_t layer) { return *m_dataset->GetLayer(static_cast<int>(layer)); }

    OgrSession m_session; // outlives the file it was opened in
    std::unique_ptr<GDALDataset> m_dataset;
};

} // namespace

Opened open_with_ogr(const std::string& driver, const std::string& path, const std::string& option) {
    auto file = std::make_unique<OgrFile>(path.c_str(), driver.c_str(), option.c_str());
    if (!file->is_open()) {
        return {nullptr, CPLGetLastErrorMsg()};
    }
    return {std::move(file), ""};
}

} // namespace liangxian::gdal
