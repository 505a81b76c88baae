// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/sql_rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <type_traits>

namespace liangxian::store {
namespace {

void append_problem(base::Text& to, const base::Text& problem) {
    to.zh += (to.zh.empty() ? "" : "；") + problem.zh;
    to.en += (to.en.empty() ? "" : "; ") + problem.en;
}

} // namespace

FieldValue cell_value(const Statement& statement, int column) {
    switch (statement.type(column)) {
    case CellType::integer:
        return statement.integer(column);
    case CellType::real:
        return statement.real(column);
    case CellType::text:
    case CellType::blob:
        return std::string(statement.text(column));
    case CellType::null:
        break;
    }
    return {};
}

const Layer<zone::Site>& site_layer() {
    static const Layer<zone::Site> layer{"sites", "site", "site_id", site_fields(), true};
    return layer;
}
const Layer<zone::Zone>& zone_layer() {
    static const Layer<zone::Zone> layer{"zones", "zone", "zone_id", zone_fields(), true};
    return layer;
}
const Layer<zone::Area>& area_layer() {
    static const Layer<zone::Area> layer{"areas", "area", "area_id", area_fields(), true};
    return layer;
}
const Layer<StoredApplication>& application_layer() {
    static const Layer<StoredApplication> layer{"applications", "application", "application_id",
                                                application_fields(), false};
    return layer;
}

template <typename Record>
std::vector<std::string_view> columns_of(const Layer<Record>& layer) {
    std::vector<std::string_view> out;
    for (const auto& field : layer.fields) {
        out.push_back(field.name);
    }
    return out;
}

template <typename Record>
std::string select_sql(const Dialect& dialect, const Layer<Record>& layer, bool history) {
    return fmt::format("SELECT {}, {}, {} FROM {}{}", dialect.geometry, fmt::join(columns_of(layer), ", "),
                       history ? "0" : "fid", layer.table, history ? "_history" : "");
}

template <typename Record>
std::string whole_layer_sql(const Dialect& dialect, const Layer<Record>& layer) {
    return fmt::format("{} ORDER BY {}{}", select_sql(dialect, layer), layer.id_column,
                       std::is_same_v<Record, zone::Zone> ? ", version" : "");
}

template <typename Record>
Row read_row(const Dialect& dialect, const Layer<Record>& layer, const Statement& statement) {
    Row row;
    row.geometry_bytes = statement.blob(0);
    row.encoding = dialect.encoding;
    row.cells.reserve(layer.fields.size());
    for (std::size_t i = 0; i < layer.fields.size(); ++i) {
        row.cells.push_back(cell_value(statement, static_cast<int>(i) + 1));
    }
    row.number = statement.integer(static_cast<int>(layer.fields.size()) + 1);
    row.id = text_of(row.cells.front());
    if constexpr (std::is_same_v<Record, zone::Zone>) {
        row.id += "@" + text_of(row.cells[1]);
    }
    return row;
}

template <typename Record>
std::vector<FieldValue> values_of(const Layer<Record>& layer, const Record& record,
                                  const base::Timestamp& now) {
    std::vector<FieldValue> out;
    out.reserve(layer.fields.size());
    for (const auto& field : layer.fields) {
        out.push_back(field.get(record));
        if (field.type == FieldType::instant && std::holds_alternative<std::monostate>(out.back())) {
            out.back() = now.to_string();
        }
    }
    return out;
}

template <typename Record>
ReadRecord<Record> record_without_geometry(const Layer<Record>& layer, const Row& row) {
    ReadRecord<Record> out;
    Record record;
    for (std::size_t i = 0; i < layer.fields.size(); ++i) {
        if (const auto problem = layer.fields[i].set(record, row.cells[i])) {
            append_problem(out.problem, *problem);
        }
    }
    if constexpr (!std::is_same_v<Record, StoredApplication>) {
        record.row = row.number;
    }
    if (out.problem.empty()) {
        out.record = std::move(record);
    }
    return out;
}

template <typename Record>
ReadRecord<Record> record_of(const Layer<Record>& layer, const Row& row) {
    ReadRecord<Record> out = record_without_geometry(layer, row);
    geo::Geometry geometry;
    auto problem = read_geometry(row.geometry_bytes, row.encoding, geometry);
    if (!problem && geometry.empty() && !std::is_same_v<Record, zone::Site>) {
        problem = base::Text{"没有图形", "it has no geometry"};
    }
    if (problem) {
        append_problem(out.problem, *problem);
        out.record.reset();
    } else if (out.record) {
        out.record->geometry = std::move(geometry);
    }
    return out;
}

#define LIANGXIAN_INSTANTIATE(Record)                                                                        \
    template std::vector<std::string_view> columns_of(const Layer<Record>&);                                 \
    template std::string select_sql(const Dialect&, const Layer<Record>&, bool);                             \
    template std::string whole_layer_sql(const Dialect&, const Layer<Record>&);                              \
    template Row read_row(const Dialect&, const Layer<Record>&, const Statement&);                           \
    template std::vector<FieldValue> values_of(const Layer<Record>&, const Record&, const base::Timestamp&); \
    template ReadRecord<Record> record_without_geometry(const Layer<Record>&, const Row&);                   \
    template ReadRecord<Record> record_of(const Layer<Record>&, const Row&);
LIANGXIAN_INSTANTIATE(zone::Site)
LIANGXIAN_INSTANTIATE(zone::Zone)
LIANGXIAN_INSTANTIATE(zone::Area)
LIANGXIAN_INSTANTIATE(StoredApplication)
#undef LIANGXIAN_INSTANTIATE

} // namespace liangxian::store
