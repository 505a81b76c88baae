// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/report/batch.hpp"

namespace liangxian::report {

/// The contract's JSON: one object for one application, `{"results": […]}` for several; a failed one
/// in its place as `{index, source, problems}`.
std::string json_report(const std::vector<Outcome>& outcomes);

/// GeoJSON FeatureCollection: one feature for each application (`role: application`) and one for each
/// finding (`role: finding`), properties as in the check result.
std::string geojson_report(const std::vector<Outcome>& outcomes);

/// One row per finding, UTF-8 with a byte order mark so that spreadsheets show Chinese; an
/// application without findings has one row. Cells that a spreadsheet would run as a formula are
/// quoted with an apostrophe.
std::string csv_report(const std::vector<Outcome>& outcomes);

/// A GeoPackage with the layers `applications` and `findings`, EPSG:4490, as bytes of a file.
/// \throws base::FileError when GDAL cannot make it
std::string gpkg_report(const std::vector<Outcome>& outcomes);

} // namespace liangxian::report
