// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/gpkg_rows.hpp"

#include "core/base/error.hpp"
#include "core/store/gpkg_blob.hpp"

#include <fmt/format.h>

#include <cmath>
#include <type_traits>

namespace liangxian::store {
namespace {

template <typename Record>
std::string column_list(const Layer<Record>& layer) {
    std::string out = "geom";
    for (const auto& field : layer.fields) {
        out += ", ";
        out += field.name;
    }
    return out;
}

void bind_value(Statement& statement, int index, const FieldValue& value) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        statement.bind(index, std::string_view(*text));
    } else if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        statement.bind(index, *integer);
    } else if (const auto* number = std::get_if<double>(&value)) {
        statement.bind(index, *number);
    } else {
        statement.bind_null(index);
    }
}

void append_problem(base::Text& to, const base::Text& problem) {
    to.zh += (to.zh.empty() ? "" : "；") + problem.zh;
    to.en += (to.en.empty() ? "" : "; ") + problem.en;
}

/// The first vertex of a run that is not finite, counted from 1; 0: none.
std::size_t unusable_in(const std::vector<geo::Position>& run) {
    for (std::size_t i = 0; i < run.size(); ++i) {
        if (!std::isfinite(run[i].x) || !std::isfinite(run[i].y)) {
            return i + 1;
        }
    }
    return 0;
}

base::Text not_finite(std::size_t vertex, const std::string& zh, const std::string& en) {
    return {fmt::format("图形有误：{}第 {} 个点的坐标不是有限数", zh, vertex),
            fmt::format("the geometry is wrong: {}vertex {} is no finite number", en, vertex)};
}

/// Where a coordinate is no finite number, if one is.
std::optional<base::Text> unusable_vertex(const geo::Geometry& geometry) {
    for (std::size_t p = 0; p < geometry.polygons.size(); ++p) {
        const geo::Polygon& polygon = geometry.polygons[p];
        for (std::size_t r = 0; r <= polygon.holes.size(); ++r) {
            if (const std::size_t vertex = unusable_in(r == 0 ? polygon.shell : polygon.holes[r - 1])) {
                return not_finite(vertex, fmt::format("第 {} 个面第 {} 环", p + 1, r + 1),
                                  fmt::format("polygon {}, ring {}, ", p + 1, r + 1));
            }
        }
    }
    for (std::size_t i = 0; i < geometry.lines.size(); ++i) {
        if (const std::size_t vertex = unusable_in(geometry.lines[i])) {
            return not_finite(vertex, fmt::format("第 {} 条线", i + 1), fmt::format("line {}, ", i + 1));
        }
    }
    const std::size_t vertex = unusable_in(geometry.points);
    return vertex == 0 ? std::nullopt : std::optional(not_finite(vertex, "", ""));
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

std::optional<geo::Box> known_bounds(std::string_view geometry_blob) {
    try {
        const geo::Box bounds = geometry_blob.empty() ? geo::Box() : bounds_of_gpkg_blob(geometry_blob);
        const bool is_finite = std::isfinite(bounds.min_x) && std::isfinite(bounds.min_y) &&
                               std::isfinite(bounds.max_x) && std::isfinite(bounds.max_y);
        return bounds.empty() || !is_finite ? std::nullopt : std::optional(bounds);
    } catch (const base::GeometryError&) {
        return std::nullopt;
    }
}

std::optional<base::Text> read_geometry(std::string_view geometry_blob, geo::Geometry& out) {
    try {
        if (!geometry_blob.empty()) {
            out = from_gpkg_blob(geometry_blob);
        }
        return unusable_vertex(out);
    } catch (const base::GeometryError& error) {
        return error.message();
    }
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
std::string select_sql(const Layer<Record>& layer, bool history) {
    return "SELECT " + column_list(layer) + (history ? ", 0 FROM " : ", fid FROM ") +
           std::string(layer.table) + (history ? "_history" : "");
}

template <typename Record>
std::string insert_sql(const Layer<Record>& layer) {
    std::string values = "?";
    for (std::size_t i = 0; i < layer.fields.size(); ++i) {
        values += ", ?";
    }
    return "INSERT INTO " + std::string(layer.table) + " (" + column_list(layer) + ") VALUES (" + values +
           ")";
}

template <typename Record>
Row read_row(const Layer<Record>& layer, const Statement& statement) {
    Row row;
    row.geometry_blob = statement.blob(0);
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
void bind_record(const Layer<Record>& layer, const Record& record, const base::Timestamp& now,
                 Statement& statement) {
    if (record.geometry.empty()) {
        statement.bind_null(1);
    } else {
        statement.bind_blob(1, to_gpkg_blob(record.geometry));
    }
    int index = 2;
    for (const auto& field : layer.fields) {
        const FieldValue value = field.get(record);
        const bool is_now = field.type == FieldType::instant && std::holds_alternative<std::monostate>(value);
        bind_value(statement, index++, is_now ? FieldValue(now.to_string()) : value);
    }
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
    auto problem = read_geometry(row.geometry_blob, geometry);
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
    template std::string select_sql(const Layer<Record>&, bool);                                             \
    template std::string insert_sql(const Layer<Record>&);                                                   \
    template Row read_row(const Layer<Record>&, const Statement&);                                           \
    template void bind_record(const Layer<Record>&, const Record&, const base::Timestamp&, Statement&);      \
    template ReadRecord<Record> record_without_geometry(const Layer<Record>&, const Row&);                   \
    template ReadRecord<Record> record_of(const Layer<Record>&, const Row&);
LIANGXIAN_INSTANTIATE(zone::Site)
LIANGXIAN_INSTANTIATE(zone::Zone)
LIANGXIAN_INSTANTIATE(zone::Area)
LIANGXIAN_INSTANTIATE(StoredApplication)
#undef LIANGXIAN_INSTANTIATE

} // namespace liangxian::store
