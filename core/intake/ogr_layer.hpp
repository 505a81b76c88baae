// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/intake/feature_collector.hpp"

#include <ogrsf_frmts.h>

#include <functional>
#include <string>

namespace liangxian::intake {

/// How a driver's raw text becomes UTF-8.
using FieldDecoder = std::function<std::string(const char*)>;

/// Reads every feature of a GDAL layer into \p collector, heights dropped, curves as chords. Runs
/// inside the fence (ogr_fence.hpp).
void read_ogr_layer(OGRLayer& layer, const std::string& name, const FieldDecoder& decode,
                    FeatureCollector& collector);

/// Our value of a GDAL geometry; closing vertices are dropped.
geo::Geometry geometry_from_ogr(const OGRGeometry& geometry);

} // namespace liangxian::intake
