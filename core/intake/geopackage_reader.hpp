// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/intake/read.hpp"

#include <string>
#include <string_view>

namespace liangxian::intake {

/// Reads one vector layer of a GeoPackage with GDAL's driver of that name, fenced (ogr_fence.hpp), from
/// a copy of its own. One feature each. The CRS is the layer's (`header`).
///
/// The layer is ReadOptions::layer, else the only one; with several the file is refused and the
/// message names them. \p write_ahead_log is the `-wal` file beside it, which holds what another
/// program has written but not yet moved into the GeoPackage; empty: none.
/// Problem codes: `layer-needed`, `layer-unknown`, `no-layer`, `gpkg-damaged`, `reader-crashed`.
ReadOutcome read_geopackage(std::string_view bytes, std::string_view write_ahead_log, const std::string& name,
                            const ReadOptions& options);

} // namespace liangxian::intake
