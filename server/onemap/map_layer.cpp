// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/onemap/map_layer.hpp"

#include <algorithm>

namespace liangxian::onemap {
namespace {

std::vector<MapFeature> by_id(std::vector<MapFeature> features) {
    std::sort(features.begin(), features.end(),
              [](const MapFeature& a, const MapFeature& b) { return a.id < b.id; });
    return features;
}

std::vector<geo::Box> boxes_of(const std::vector<MapFeature>& features) {
    std::vector<geo::Box> out;
    out.reserve(features.size());
    for (const MapFeature& feature : features) {
        out.push_back(feature.box);
    }
    return out;
}

} // namespace

MapLayer::MapLayer(LayerDescription description, std::vector<MapFeature> features)
    : m_description(std::move(description)), m_features(by_id(std::move(features))),
      m_tree(boxes_of(m_features)) {
    for (std::size_t i = 0; i < m_features.size(); ++i) {
        const MapFeature& feature = m_features[i];
        m_places.emplace(feature.id, i);
        m_box.add({feature.box.min_x, feature.box.min_y});
        m_box.add({feature.box.max_x, feature.box.max_y});
    }
}

const MapFeature* MapLayer::find(const std::string& id) const {
    const auto found = m_places.find(id);
    return found == m_places.end() ? nullptr : &m_features[found->second];
}

} // namespace liangxian::onemap
