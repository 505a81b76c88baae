// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/intake/read.hpp"

#include <string>
#include <string_view>

namespace liangxian::intake {

/// Whether the text can be a table of coordinates or a list of coordinate pairs: a header with
/// coordinate or WKT columns, or at least one row with two numbers or angles.
bool looks_like_coordinate_table(std::string_view utf8);

/// Reads CSV, TSV, semicolon tables and coordinates pasted as text.
///
/// Columns are found by their header words (Chinese or English), else by their values. What a row
/// is, first rule that holds:
/// 1. a WKT column: every row is a feature with that geometry;
/// 2. a ring or parcel column, or a point-number column (点号, 拐点号 …): rows are corners, grouped by
///    parcel, then by ring; every parcel is a feature;
/// 3. an id or name column whose values all differ: every row is a point feature (a site list);
/// 4. an id or name column whose values repeat over at least three rows each: corners, grouped by it;
/// 5. else the rows are the corners of one polygon, in the order they are written.
/// With Grouping::one everything is one feature. Text cells stay text in Feature::attributes.
ReadOutcome read_coordinate_table(std::string_view utf8, const std::string& name, const ReadOptions& options);

/// The same for an .xlsx workbook: its first sheet, or the one named by ReadOptions::layer.
ReadOutcome read_xlsx(std::string_view bytes, const std::string& name, const ReadOptions& options);

/// Whether every row has the form of a CASS .dat: number, code, easting, northing, height.
bool looks_like_cass_dat(std::string_view utf8);

/// Reads a CASS .dat: `number,code,easting,northing,height`, easting before northing, the opposite of
/// the 勘测定界 TXT. The points are joined in file order to one polygon, which a warning says.
ReadOutcome read_cass_dat(std::string_view utf8, const std::string& name, const ReadOptions& options);

} // namespace liangxian::intake
