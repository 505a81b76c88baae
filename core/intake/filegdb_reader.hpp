// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/intake/read.hpp"

#include <filesystem>

namespace liangxian::intake {

/// Whether a path is a folder that holds an ESRI file geodatabase.
bool is_file_geodatabase(const std::filesystem::path& path);

/// Reads one layer of a FileGDB with GDAL's own reader, fenced (ogr_fence.hpp) and where it lies: the folder
/// is only read. Problem codes: `filegdb-damaged`, `file-too-large`, those of read_data_set().
ReadOutcome read_file_geodatabase(const std::filesystem::path& folder, const ReadOptions& options);

} // namespace liangxian::intake
