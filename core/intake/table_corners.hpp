// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/intake/part_builder.hpp"
#include "core/intake/table_columns.hpp"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

namespace liangxian::intake {

/// A row whose coordinates were read, easting or longitude first.
struct PlacedRow {
    const TableRow* row = nullptr;
    geo::Position position;
};

/// The positions of a table's rows.
struct TablePositions {
    std::vector<PlacedRow> rows;
    bool in_degrees = false;
    base::Problems errors;                   ///< rows that cannot be read, ambiguous angles
    base::Problems blank;                    ///< rows whose coordinate cells are empty
    std::vector<const TableRow*> blank_rows; ///< those rows
    base::Problems warnings;                 ///< swapped columns and the like
};

/// Reads the coordinate columns of every row: plane or degrees, order by value.
TablePositions read_positions(const std::vector<const TableRow*>& rows, const TableColumns& columns,
                              const std::string& name);

/// What a row stands for (see read_coordinate_table).
enum class TableLayout { corners, points };

/// The layout, and the column that groups corners into parcels.
struct TableLayoutDecision {
    TableLayout layout = TableLayout::corners;
    std::optional<std::size_t> parcel;
};
TableLayoutDecision decide_layout(const std::vector<const TableRow*>& rows, const TableColumns& columns);

/// The rows of one parcel, in file order.
struct TableParcel {
    std::string label;
    std::vector<PlacedRow> rows;
};

/// Rows by parcel, in the order parcels first appear. An empty cell means the parcel above it, as
/// merged cells do.
std::vector<TableParcel> group_by_parcel(const std::vector<PlacedRow>& rows,
                                         std::optional<std::size_t> parcel);

/// Rings of one parcel: a new one with a new ring number, or after one has returned to its start.
std::vector<TextRing> rings_of(const TableParcel& parcel, std::optional<std::size_t> ring,
                               const std::string& name);

/// The cells under a header word other than geometry, point and ring numbers.
nlohmann::ordered_json row_attributes(const TableRow& row, const TableColumns& columns);

/// The text of a cell; empty past the end of the row or without a column.
std::string cell_text(const TableRow& row, std::optional<std::size_t> column);

} // namespace liangxian::intake
