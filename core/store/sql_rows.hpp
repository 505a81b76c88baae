// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/store/record_fields.hpp"
#include "core/store/sql.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::store {

/// Where a record kind lives in the database.
template <typename Record>
struct Layer {
    std::string_view table;
    std::string_view kind; ///< `site`, `zone`, `area`, `application`
    std::string_view id_column;
    const std::vector<Field<Record>>& fields;
    bool has_history; ///< counted by the revision, with a table of earlier rows
};

const Layer<zone::Site>& site_layer();
const Layer<zone::Zone>& zone_layer();
const Layer<zone::Area>& area_layer();
const Layer<StoredApplication>& application_layer();

/// A row as the database has it: the cells of Layer::fields in their order, and the geometry's bytes.
struct Row {
    std::vector<FieldValue> cells;
    std::string geometry_bytes; ///< empty for NULL
    GeometryEncoding encoding = GeometryEncoding::gpkg;
    std::string id;          ///< as id_of() of the record, whether or not the rest can be read
    std::int64_t number = 0; ///< its fid; 0 in the history

    bool operator<(const Row& other) const { return id < other.id; }
};

/// The names of Layer::fields.
template <typename Record>
std::vector<std::string_view> columns_of(const Layer<Record>& layer);

/// `SELECT geom, columns…, fid FROM table`, or of its history.
template <typename Record>
std::string select_sql(const Dialect& dialect, const Layer<Record>& layer, bool history = false);

/// The same, every row by its id.
template <typename Record>
std::string whole_layer_sql(const Dialect& dialect, const Layer<Record>& layer);

/// The current row of a statement that select_sql() began.
template <typename Record>
Row read_row(const Dialect& dialect, const Layer<Record>& layer, const Statement& statement);

/// What a record has for columns_of(); a record time of the epoch becomes \p now.
template <typename Record>
std::vector<FieldValue> values_of(const Layer<Record>& layer, const Record& record,
                                  const base::Timestamp& now);

/// A cell as the database has it.
FieldValue cell_value(const Statement& statement, int column);

/// A record, or why the row cannot be one (every reason, joined).
template <typename Record>
struct ReadRecord {
    std::optional<Record> record;
    base::Text problem; ///< empty when there is a record
};

/// Column values only; the geometry is left empty.
template <typename Record>
ReadRecord<Record> record_without_geometry(const Layer<Record>& layer, const Row& row);

/// With the geometry. Sites may have none; for every other kind that is a problem.
template <typename Record>
ReadRecord<Record> record_of(const Layer<Record>& layer, const Row& row);

} // namespace liangxian::store
