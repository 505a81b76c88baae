// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/gpkg_row_writer.hpp"

#include "core/store/gpkg_blob.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace liangxian::store {
namespace {

std::string insert_sql(std::string_view table, const std::vector<std::string_view>& columns) {
    std::string values = "?";
    for (std::size_t i = 0; i < columns.size(); ++i) {
        values += ", ?";
    }
    return fmt::format("INSERT INTO {} (geom, {}) VALUES ({})", table, fmt::join(columns, ", "), values);
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

} // namespace

GpkgRowWriter::GpkgRowWriter(const Connection& connection, std::string_view table,
                             const std::vector<std::string_view>& columns)
    : m_connection(connection), m_table(table), m_insert(connection.prepare(insert_sql(table, columns))) {}

void GpkgRowWriter::write(const geo::Geometry& geometry, const std::vector<FieldValue>& values) {
    if (geometry.empty()) {
        m_insert.bind_null(1);
    } else {
        m_insert.bind_blob(1, to_gpkg_blob(geometry));
        const geo::Box box = geometry.bounds();
        m_bounds.add({box.min_x, box.min_y});
        m_bounds.add({box.max_x, box.max_y});
    }
    int index = 2;
    for (const FieldValue& value : values) {
        bind_value(m_insert, index++, value);
    }
    m_insert.run();
}

void GpkgRowWriter::finish() {
    if (m_bounds.empty()) {
        return;
    }
    Statement update = m_connection.prepare(
        "UPDATE gpkg_contents SET min_x = min(coalesce(min_x, ?1), ?1), min_y = min(coalesce(min_y, ?2), ?2), "
        "max_x = max(coalesce(max_x, ?3), ?3), max_y = max(coalesce(max_y, ?4), ?4), "
        "last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE table_name = ?5");
    update.bind(1, m_bounds.min_x).bind(2, m_bounds.min_y).bind(3, m_bounds.max_x).bind(4, m_bounds.max_y);
    update.bind(5, std::string_view(m_table)).run();
}

} // namespace liangxian::store
