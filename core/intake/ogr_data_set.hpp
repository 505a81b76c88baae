// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/gdal/gdal.hpp"
#include "core/intake/read.hpp"

#include <string>

namespace liangxian::intake {

/// Reads the layer that is asked for, preferred or the only one of an open GeoPackage or FileGDB, with what
/// it declares of its columns. Runs inside the fence (ogr_fence.hpp). Problem codes: `no-layer`,
/// `layer-unknown`, `layer-needed`, `crs-unknown`, `layer-damaged`, those of decide_crs().
ReadOutcome read_data_set(gdal::VectorFile& file, const std::string& name, const ReadOptions& options);

} // namespace liangxian::intake
