// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/report/batch.hpp"

namespace liangxian::report {

/// The contract's JSON: one object for one application, `{"results": […]}` for several; a failed one
/// in its place as `{index, source, problems}`.
std::string json_report(const std::vector<Outcome>& outcomes);

/// GeoJSON FeatureCollection: one feature for each application (`role: application`) and one for each
/// finding (`role: finding`), properties as in the check result; a failed application is a feature
/// without geometry (`role: failed`) with its problems. Every feature of demonstration data carries
/// `notice`, for a map shows features and not what is beside them.
std::string geojson_report(const std::vector<Outcome>& outcomes, const ReportOptions& options);

/// One row per finding, UTF-8 with a byte order mark so that spreadsheets show Chinese; an application
/// without findings has one row, so has a failed one (`verdict` is `failed`, `reason` its problems).
/// `reason`, `unchecked` and `warnings` are in the reader's language, other cells are codes.
/// A cell that begins with = + - @ tab or return and is no number gets an apostrophe in front, so that a
/// spreadsheet shows it as text and runs nothing.
std::string csv_report(const std::vector<Outcome>& outcomes, const ReportOptions& options);

/// A GeoPackage with the layers `applications` and `findings`, EPSG:4490, and the table
/// `failed_applications` (a row per problem), as bytes of a file.
/// \throws base::FileError when GDAL cannot make it; base::Error `module-not-loaded`
std::string gpkg_report(const std::vector<Outcome>& outcomes, const ReportOptions& options);

} // namespace liangxian::report
