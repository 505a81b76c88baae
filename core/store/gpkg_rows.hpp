// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/store/record_fields.hpp"
#include "core/store/sqlite.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::store {

/// Where a record kind lives in the GeoPackage.
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

/// A row as SQLite has it: the cells of Layer::fields in their order, and the geometry's blob.
struct Row {
    std::vector<FieldValue> cells;
    std::string geometry_blob; ///< empty for NULL
    std::string id;            ///< as id_of() of the record, whether or not the rest can be read
    std::int64_t number = 0;   ///< its fid; 0 in the history

    bool operator<(const Row& other) const { return id < other.id; }
};

/// `SELECT geom, columns…, fid FROM table`, or of its history.
template <typename Record>
std::string select_sql(const Layer<Record>& layer, bool history = false);

/// `INSERT INTO table (geom, columns…) VALUES (?, …)`.
template <typename Record>
std::string insert_sql(const Layer<Record>& layer);

/// The current row of a statement that select_sql() began.
template <typename Record>
Row read_row(const Layer<Record>& layer, const Statement& statement);

/// Binds a record to insert_sql(); a record time of the epoch becomes \p now.
template <typename Record>
void bind_record(const Layer<Record>& layer, const Record& record, const base::Timestamp& now,
                 Statement& statement);

/// A cell as SQLite has it.
FieldValue cell_value(const Statement& statement, int column);

/// The bounds of a geometry whose header can be read; nothing for one that lies nowhere.
std::optional<geo::Box> known_bounds(std::string_view geometry_blob);

/// Reads a geometry; NULL, an empty blob, gives an empty one. \returns why it cannot be used, if so
std::optional<base::Text> read_geometry(std::string_view geometry_blob, geo::Geometry& out);

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
