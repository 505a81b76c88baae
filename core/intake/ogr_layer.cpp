// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/ogr_layer.hpp"

#include "core/intake/part_builder.hpp"

#include <cpl_error.h>
#include <fmt/format.h>

#include <memory>

namespace liangxian::intake {
namespace {

geo::Line line_from_ogr(const OGRSimpleCurve& curve) {
    geo::Line line;
    line.reserve(static_cast<std::size_t>(curve.getNumPoints()));
    for (int i = 0; i < curve.getNumPoints(); ++i) {
        line.push_back({curve.getX(i), curve.getY(i)});
    }
    return line;
}

geo::Ring ring_from_ogr(const OGRLinearRing& source) {
    geo::Ring ring = line_from_ogr(source);
    drop_closing_vertices(ring);
    return ring;
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
        geo::Polygon out{ring_from_ogr(*polygon.getExteriorRing()), {}};
        for (int i = 0; i < polygon.getNumInteriorRings(); ++i) {
            out.holes.push_back(ring_from_ogr(*polygon.getInteriorRing(i)));
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

nlohmann::ordered_json field_value(const OGRFeature& feature, int index, const FieldDecoder& decode) {
    if (!feature.IsFieldSetAndNotNull(index)) {
        return nullptr;
    }
    const OGRFieldDefn& definition = *feature.GetFieldDefnRef(index);
    switch (definition.GetType()) {
    case OFTInteger:
        if (definition.GetSubType() == OFSTBoolean) {
            return feature.GetFieldAsInteger(index) != 0;
        }
        return feature.GetFieldAsInteger(index);
    case OFTInteger64:
        return feature.GetFieldAsInteger64(index);
    case OFTReal:
        return feature.GetFieldAsDouble(index);
    case OFTBinary:
        return nullptr; // pictures and the like, no attribute of an application
    case OFTDate: {
        int year = 0;
        int month = 0;
        int day = 0;
        int ignored = 0;
        feature.GetFieldAsDateTime(index, &year, &month, &day, &ignored, &ignored, &ignored, &ignored);
        return fmt::format("{:04}-{:02}-{:02}", year, month, day);
    }
    default:
        return decode(feature.GetFieldAsString(index));
    }
}

} // namespace

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

void read_ogr_layer(OGRLayer& layer, const std::string& name, const FieldDecoder& decode,
                    FeatureCollector& collector) {
    CPLErrorReset();
    std::size_t number = 0;
    layer.ResetReading();
    while (!collector.stopped()) {
        const std::unique_ptr<OGRFeature> feature(layer.GetNextFeature());
        if (feature == nullptr) {
            break;
        }
        RawFeature raw;
        raw.source = fmt::format("{}, feature {}", name, ++number);
        for (int i = 0; i < feature->GetFieldCount(); ++i) {
            raw.attributes[decode(feature->GetFieldDefnRef(i)->GetNameRef())] =
                field_value(*feature, i, decode);
        }
        raw.id = id_from(raw.attributes);
        raw.name = name_from(raw.attributes);
        if (const OGRGeometry* geometry = feature->GetGeometryRef()) {
            raw.geometry = geometry_from_ogr(*geometry);
        }
        collector.add(std::move(raw));
    }
    // A driver ends a damaged layer like a finished one and only leaves a message.
    if (CPLGetLastErrorType() >= CE_Failure) {
        const std::string reason = decode(CPLGetLastErrorMsg());
        collector.refuse(
            name, {"layer-damaged",
                   name,
                   {"数据在第 " + std::to_string(number) + " 个要素之后损坏（" + reason + "）；请重新导出",
                    "the data is damaged after feature " + std::to_string(number) + " (" + reason +
                        "); export it again"}});
    }
}

} // namespace liangxian::intake
