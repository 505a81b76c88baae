// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/intake/read.hpp"

#include <filesystem>
#include <optional>
#include <string>

namespace liangxian::intake {

/// The parts of one Shapefile. Only these are given to the driver, under names of our own, so that
/// nothing else beside the file (an index, a .vrt) is ever opened.
struct ShapefileParts {
    std::string shp;
    std::optional<std::string> shx; ///< absent: made anew from the .shp
    std::optional<std::string> dbf; ///< absent: features without attributes, with a warning
    std::optional<std::string> prj;
    std::optional<std::string> cpg;
};

/// Reads a Shapefile with GDAL's driver of that name, fenced (ogr_fence.hpp). One feature each.
///
/// Field bytes are decoded by us: `--encoding`; else UTF-8 when all of the .dbf is valid UTF-8, else
/// GB18030; a .cpg that says otherwise is overruled (`cpg-contradicted`). Holes are decided by
/// geometry, not by the direction of the rings. A projected .prj without an EPSG code is refused
/// (`prj-not-standard`), since its values cannot be told from those of a standard zone.
/// Warning codes: `shx-rebuilt`, `dbf-missing`, `cpg-contradicted`.
/// Problem codes: `shp-damaged`, `prj-not-standard`, `reader-crashed`, those of decide_crs().
ReadOutcome read_shapefile(const ShapefileParts& parts, const std::string& name, const ReadOptions& options);

/// The .shp at \p path with the parts beside it, their extensions in any case.
/// \throws base::FileError when a part cannot be read or is larger than the limit
ShapefileParts load_shapefile_parts(const std::filesystem::path& path, const Limits& limits);

} // namespace liangxian::intake
