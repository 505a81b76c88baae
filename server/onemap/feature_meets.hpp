// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/index/flat_rings.hpp"
#include "server/onemap/map_layer.hpp"

namespace liangxian::onemap {

/// Whether a feature and a box have a point in common, edges included, in whatever plane both are. Linear in
/// the corners of the feature; at once where the box holds all of it. \pre the feature has a shape
bool meets(const MapFeature& feature, const geo::Box& box);

/// The same of polygons.
bool polygons_meet(const index::FlatRings& polygons, const geo::Box& box);

} // namespace liangxian::onemap
