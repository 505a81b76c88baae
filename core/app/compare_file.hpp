// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/compare_side.hpp"

#include <filesystem>

namespace liangxian::app {

/// Reads the features of a file into a side of a comparison, as they stand. What has no polygon or cannot be
/// placed becomes a problem of the side. \throws base::FileError
void read_file_side(const std::filesystem::path& path, const zone::AccuracyDefaults& accuracy,
                    const SideOptions& options, Side& side);

/// Adds a line, or the problem that it has no polygon.
void add_line(Side& side, compare::Line line);

} // namespace liangxian::app
