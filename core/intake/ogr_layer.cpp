// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/ogr_layer.hpp"

#include "core/intake/part_builder.hpp"

#include <fmt/format.h>

namespace liangxian::intake {
namespace {

nlohmann::ordered_json json_of(const gdal::Value& value, const FieldDecoder& decode) {
    if (const auto* words = std::get_if<std::string>(&value)) {
        return decode(*words);
    }
    if (const auto* number = std::get_if<double>(&value)) {
        return *number;
    }
    if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        return *whole;
    }
    if (const auto* yes = std::get_if<bool>(&value)) {
        return *yes;
    }
    return nullptr;
}

geo::Geometry with_open_rings(geo::Geometry geometry) {
    for (geo::Polygon& polygon : geometry.polygons) {
        drop_closing_vertices(polygon.shell);
        for (geo::Ring& hole : polygon.holes) {
            drop_closing_vertices(hole);
        }
    }
    return geometry;
}

} // namespace

void read_ogr_layer(gdal::VectorFile& file, std::size_t layer, const std::string& name,
                    const FieldDecoder& decode, FeatureCollector& collector) {
    std::size_t number = 0;
    const auto damage = file.read(layer, [&](gdal::Row row) {
        RawFeature raw;
        raw.source = fmt::format("{}, feature {}", name, ++number);
        for (const gdal::Field& field : row.fields) {
            raw.attributes[decode(field.name)] = json_of(field.value, decode);
        }
        raw.id = id_from(raw.attributes);
        raw.name = name_from(raw.attributes);
        if (row.geometry) {
            raw.geometry = with_open_rings(std::move(*row.geometry));
        }
        collector.add(std::move(raw));
        return !collector.stopped();
    });
    if (damage) {
        const std::string reason = decode(*damage);
        collector.refuse(
            name, {"layer-damaged",
                   name,
                   {"数据在第 " + std::to_string(number) + " 个要素之后损坏（" + reason + "）；请重新导出",
                    "the data is damaged after feature " + std::to_string(number) + " (" + reason +
                        "); export it again"}});
    }
}

} // namespace liangxian::intake
