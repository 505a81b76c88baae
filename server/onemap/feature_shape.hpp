// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"
#include "server/onemap/map_layer.hpp"

#include <string>

namespace liangxian::onemap {

/// The id and its number, the same on every machine.
void set_id(MapFeature& feature, std::string id);

/// The shape and its box: polygons when there are any, else lines, else the first point.
/// \pre the geometry is not empty
void set_shape(MapFeature& feature, const geo::Geometry& geometry);

/// The shape again.
geo::Geometry shape_of(const MapFeature& feature);

} // namespace liangxian::onemap
