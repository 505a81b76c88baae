// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/intake/read.hpp"

#include <string>
#include <string_view>

namespace liangxian::intake {

/// Reads what a zip holds: a workbook (.xlsx), a KMZ, or one data file with its parts (a zipped
/// Shapefile, GeoPackage, DXF, TXT …). Judged by its directory first (archive.hpp).
///
/// With several data files the one named by ReadOptions::layer (its name without extension), else
/// refused with their names (`layer-needed`). Texts and tables count only where there is no drawing
/// or map file, since a readme often lies beside one.
ReadOutcome read_archive(std::string_view bytes, const std::string& name, const ReadOptions& options);

} // namespace liangxian::intake
