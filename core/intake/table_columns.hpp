// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/intake/coordinate_text.hpp"
#include "core/intake/delimited_text.hpp"

#include <optional>
#include <string>
#include <vector>

namespace liangxian::intake {

/// Which column holds what. Indices into TableRow::cells.
struct TableColumns {
    bool has_header = false;
    std::vector<std::string> names;    ///< the header's words; empty without one
    std::optional<std::size_t> point;  ///< 点号, 拐点号: rows are corners
    std::optional<std::size_t> ring;   ///< 圈号
    std::optional<std::size_t> parcel; ///< 地块
    std::optional<std::size_t> id;
    std::optional<std::size_t> name;
    std::optional<std::size_t> northing; ///< X, 北, 纵坐标
    std::optional<std::size_t> easting;  ///< Y, 东, 横坐标
    std::optional<std::size_t> longitude;
    std::optional<std::size_t> latitude;
    std::optional<std::size_t> wkt;
    AngleHint angle_hint = AngleHint::none;

    bool has_plane() const { return northing && easting; }
    bool has_degrees() const { return longitude && latitude; }
    bool usable() const { return wkt || has_plane() || has_degrees(); }
};

/// The columns by the words of the header, Chinese or English.
/// \returns not usable() when the row is no header of coordinates
TableColumns columns_of_header(const TableRow& row);

/// The columns of a table without header, by the values of its rows: two neighbouring columns that
/// every row fills with a northing and an easting, or a longitude and a latitude.
TableColumns columns_of_values(const Table& table);

/// Whether no cell of the row is a number.
bool is_title_like(const TableRow& row);

/// The row that is a header, among the first ten (titles may stand above it); table size when none.
std::size_t header_row(const Table& table);

} // namespace liangxian::intake
