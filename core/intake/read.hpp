// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/intake/feature.hpp"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace liangxian::intake {

/// How the lots of a file become applications.
enum class Grouping {
    by_format, ///< 勘测定界 TXT, mining and DXF: one; GeoJSON, Shapefile, GeoPackage, KML, CSV: each
    one,       ///< --one
    each       ///< --each
};

/// Sizes past which a file is refused rather than read (hostile or by mistake).
struct Limits {
    std::size_t file_bytes = 256u << 20;
    std::size_t unzipped_bytes = 1u << 30;
    double max_compression_ratio = 200;
    std::size_t archive_entries = 2000;
    std::size_t features = 200'000;
    std::size_t vertices = 5'000'000;
    std::size_t nesting = 64;
};

struct ReadOptions {
    std::optional<int> declared_epsg; ///< --crs
    std::string encoding;             ///< --encoding; empty: decided from the bytes
    std::string layer;                ///< --layer, for files with several
    /// Without `layer`, the first of these that the file has; none of them: as if not given.
    std::vector<std::string> preferred_layers;
    /// Coordinates are taken in the stated CRS wherever they come to lie: whoever compares wants to see what
    /// is wrong. Without a stated CRS, as otherwise.
    bool as_they_stand = false;
    Grouping grouping = Grouping::by_format;
    /// A list of sites may hold some that nobody has drawn: they are read without geometry.
    bool geometry_optional = false;
    /// What "outside" means, EPSG:4490; absent switches the test off.
    std::optional<geo::Box> jurisdiction;
    /// Old-datum codes the store has a registered local transformation for.
    std::vector<int> registered_old_datums;
    Limits limits;
};

/// Reads one file of any format of the allow-list; the format is decided by content first, then by
/// extension. Never runs a driver that was not asked for; never follows a reference out of the file.
///
/// Formats: GeoJSON, GeoPackage, FileGDB (the folder), Shapefile (.shp, .zip), KML/KMZ/.ovkml, DXF, 勘测定界
/// TXT, mining strings and [登记项目] files, CSV, XLSX, CASS .dat, coordinates pasted as text. Bad input is
/// in the outcome (`unreadable`), never an exception; only a file that cannot be opened at all throws.
/// \throws base::FileError when the file cannot be read or is larger than the limit; base::Error
///         `module-not-loaded` when the installation lacks what its format needs
ReadOutcome read_file(const std::filesystem::path& path, const ReadOptions& options);

/// As read_file() for bytes already at hand (standard input, an upload). \p name is used in places
/// and, by its extension, as a hint.
ReadOutcome read_bytes(std::string_view bytes, const std::string& name, const ReadOptions& options);

} // namespace liangxian::intake
