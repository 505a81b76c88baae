// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/deliver/public_data.hpp"
#include "core/geo/wkb.hpp"

#include <utility>

namespace liangxian::deliver {
namespace {

gdal::NewLayer layer_of(const std::string& name, gdal::NewLayer::Shape shape,
                        const std::vector<PublicRecord>& records, const std::vector<std::string>& fields,
                        const base::CancelToken& cancel) {
    gdal::NewLayer out;
    out.name = name;
    out.shape = shape;
    for (const std::string& field : fields) {
        gdal::Column column;
        column.name = field;
        out.columns.push_back(std::move(column));
    }
    gdal::Column visibility;
    visibility.name = "visibility";
    out.columns.push_back(visibility);
    out.rows = [&records, fields, cancel](const gdal::NewLayer::RowTaker& put) {
        for (const PublicRecord& record : records) {
            cancel.throw_if_cancelled();
            gdal::Table::Row row;
            for (const std::string& field : fields) {
                const std::string& words = record.fields.at(field);
                row.fields.push_back({field, words.empty() ? gdal::Value() : gdal::Value(words)});
            }
            row.fields.push_back({"visibility", std::string(zone::code_of(record.visibility))});
            row.wkb = record.geometry.empty() ? "" : geo::to_wkb(record.geometry);
            put(row);
        }
    };
    return out;
}

} // namespace

std::vector<gdal::NewLayer> public_layers(const PublicData& data, const PublicRules& rules,
                                          const base::CancelToken& cancel) {
    using Shape = gdal::NewLayer::Shape;
    return {layer_of("public_sites", Shape::point, data.sites, rules.site_fields, cancel),
            layer_of("protection", Shape::polygons, data.protection, rules.zone_fields, cancel),
            layer_of("control", Shape::polygons, data.control, rules.zone_fields, cancel)};
}

} // namespace liangxian::deliver
