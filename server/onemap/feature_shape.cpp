// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/onemap/feature_shape.hpp"

#include <xxhash.h>

#include <algorithm>
#include <utility>

namespace liangxian::onemap {

void set_id(MapFeature& feature, std::string id) {
    constexpr std::uint64_t kExactInEveryClient = (std::uint64_t{1} << 53) - 1;
    feature.number = std::max<std::uint64_t>(XXH3_64bits(id.data(), id.size()) & kExactInEveryClient, 1);
    feature.id = std::move(id);
}

void set_shape(MapFeature& feature, const geo::Geometry& geometry) {
    geo::Geometry taken;
    if (!geometry.polygons.empty()) {
        taken.polygons = geometry.polygons;
        feature.polygons.assign(taken, index::kZoneBlockSize);
    } else if (!geometry.lines.empty()) {
        taken.lines = geometry.lines;
        feature.lines = geometry.lines;
    } else {
        taken.points = {geometry.points.at(0)};
        feature.point = taken.points.front();
    }
    feature.box = taken.bounds();
}

geo::Geometry shape_of(const MapFeature& feature) {
    geo::Geometry out;
    if (feature.point) {
        out.points.push_back(*feature.point);
    } else if (!feature.lines.empty()) {
        out.lines = feature.lines;
    } else {
        out = index::to_geometry(feature.polygons.view());
    }
    return out;
}

} // namespace liangxian::onemap
