// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/gdal/gdal.hpp"
#include "core/intake/feature_collector.hpp"

#include <functional>
#include <string>

namespace liangxian::intake {

/// How a driver's raw text becomes UTF-8.
using FieldDecoder = std::function<std::string(const std::string&)>;

/// Reads every feature of a layer into \p collector; closing vertices are dropped. Runs inside the fence
/// (ogr_fence.hpp).
/// \param layer  its place in VectorFile::layers()
void read_ogr_layer(gdal::VectorFile& file, std::size_t layer, const std::string& name,
                    const FieldDecoder& decode, FeatureCollector& collector);

} // namespace liangxian::intake
