// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/deliver/public_data.hpp"
#include "core/geo/wkb.hpp"

#include <cstdint>
#include <optional>
#include <utility>

namespace liangxian::deliver {
namespace {

gdal::Value value_of(const std::string& words) { return words.empty() ? gdal::Value() : gdal::Value(words); }

gdal::Value value_of(const std::optional<base::Date>& day) {
    return day ? gdal::Value(day->to_string()) : gdal::Value();
}

/// One layer of a data set: the records of a day as they stand there, or of every day with the days.
class PublicLayer {
public:
    PublicLayer(std::string name, gdal::NewLayer::Shape shape, const std::vector<PublicRecord>& records,
                const std::vector<std::string>& fields)
        : m_name(std::move(name)), m_shape(shape), m_records(records), m_fields(fields) {}

    gdal::NewLayer of_day(const base::Date& day, const base::CancelToken& cancel) const {
        gdal::NewLayer out = described(m_name);
        out.rows = [this_layer = *this, day, cancel](const gdal::NewLayer::RowTaker& put) {
            for (const PublicRecord& record : this_layer.m_records) {
                cancel.throw_if_cancelled();
                if (record.days.contains(day)) {
                    put(this_layer.row_of(record));
                }
            }
        };
        return out;
    }

    /// `valid_from` and `valid_to` are the days of the row; what the day's layer calls `valid_from`, the
    /// first day of the version, is `version_from`.
    gdal::NewLayer of_all_days(const base::CancelToken& cancel) const {
        gdal::NewLayer out = described(m_name + "_history");
        for (gdal::Column& column : out.columns) {
            column.name = column.name == "valid_from" ? "version_from" : column.name;
        }
        if (is_of_zones()) {
            out.columns.push_back(column_of("version", gdal::Column::Type::whole));
        }
        out.columns.push_back(column_of("valid_from"));
        out.columns.push_back(column_of("valid_to"));
        out.rows = [this_layer = *this, cancel](const gdal::NewLayer::RowTaker& put) {
            for (const PublicRecord& record : this_layer.m_records) {
                cancel.throw_if_cancelled();
                put(this_layer.history_row_of(record));
            }
        };
        return out;
    }

private:
    static gdal::Column column_of(const std::string& name,
                                  gdal::Column::Type type = gdal::Column::Type::text) {
        gdal::Column out;
        out.name = name;
        out.type = type;
        return out;
    }

    bool is_of_zones() const { return m_shape == gdal::NewLayer::Shape::polygons; }

    gdal::NewLayer described(const std::string& name) const {
        gdal::NewLayer out;
        out.name = name;
        out.shape = m_shape;
        for (const std::string& field : m_fields) {
            out.columns.push_back(column_of(field));
        }
        out.columns.push_back(column_of("visibility"));
        return out;
    }

    gdal::Table::Row row_of(const PublicRecord& record) const {
        gdal::Table::Row row;
        for (const std::string& field : m_fields) {
            row.fields.push_back({field, value_of(record.fields.at(field))});
        }
        row.fields.push_back({"visibility", std::string(zone::code_of(record.visibility))});
        row.wkb = record.geometry.empty() ? "" : geo::to_wkb(record.geometry);
        return row;
    }

    gdal::Table::Row history_row_of(const PublicRecord& record) const {
        gdal::Table::Row row = row_of(record);
        for (gdal::Field& field : row.fields) {
            field.name = field.name == "valid_from" ? "version_from" : field.name;
        }
        if (is_of_zones()) {
            row.fields.push_back({"version", std::int64_t{record.version}});
        }
        row.fields.push_back({"valid_from", value_of(record.days.from)});
        row.fields.push_back({"valid_to", value_of(record.days.to)});
        return row;
    }

    std::string m_name;
    gdal::NewLayer::Shape m_shape;
    const std::vector<PublicRecord>& m_records;
    std::vector<std::string> m_fields;
};

} // namespace

std::vector<gdal::NewLayer> public_layers(const PublicData& data, const PublicRules& rules,
                                          const base::Date& day, const base::CancelToken& cancel) {
    using Shape = gdal::NewLayer::Shape;
    std::vector<gdal::NewLayer> of_day;
    std::vector<gdal::NewLayer> of_all_days;
    for (const PublicLayer& layer :
         {PublicLayer("public_sites", Shape::point, data.sites, rules.site_fields),
          PublicLayer("protection", Shape::polygons, data.protection, rules.zone_fields),
          PublicLayer("control", Shape::polygons, data.control, rules.zone_fields)}) {
        of_day.push_back(layer.of_day(day, cancel));
        of_all_days.push_back(layer.of_all_days(cancel));
    }
    of_day.insert(of_day.end(), of_all_days.begin(), of_all_days.end());
    return of_day;
}

} // namespace liangxian::deliver
