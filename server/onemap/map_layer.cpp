// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/onemap/map_layer.hpp"

#include <algorithm>
#include <atomic>
#include <utility>

namespace liangxian::onemap {
namespace {

constexpr int kNoYear = 9999;

using Features = std::vector<std::shared_ptr<const MapFeature>>;

Features by_id_and_day(std::vector<MapFeature> features) {
    Features out;
    out.reserve(features.size());
    for (MapFeature& feature : features) {
        out.push_back(std::make_shared<const MapFeature>(std::move(feature)));
    }
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
        return a->id != b->id ? a->id < b->id : a->days.from < b->days.from; // "always" comes first
    });
    return out;
}

Features taken_of(const MapLayer& whole, const Features& features,
                  const std::function<bool(const MapFeature&)>& is_taken) {
    Features out;
    out.reserve(whole.size());
    std::copy_if(features.begin(), features.end(), std::back_inserter(out),
                 [&is_taken](const auto& feature) { return is_taken(*feature); });
    return out;
}

std::vector<geo::Box> boxes_of(const Features& features) {
    std::vector<geo::Box> out;
    out.reserve(features.size());
    for (const auto& feature : features) {
        out.push_back(feature->box);
    }
    return out;
}

std::uint64_t next_serial() {
    static std::atomic<std::uint64_t> last{0};
    return ++last;
}

} // namespace

MapLayer::MapLayer(LayerDescription description, std::vector<MapFeature> features)
    : m_serial(next_serial()), m_description(std::move(description)),
      m_features(by_id_and_day(std::move(features))), m_tree(boxes_of(m_features)) {
    look_at_features();
}

MapLayer::MapLayer(std::shared_ptr<const MapLayer> whole,
                   const std::function<bool(const MapFeature&)>& is_taken)
    : m_serial(next_serial()), m_description(whole->m_description), m_whole(std::move(whole)),
      m_features(taken_of(*m_whole, m_whole->m_features, is_taken)), m_tree(boxes_of(m_features)) {
    look_at_features();
}

void MapLayer::look_at_features() {
    bool is_always = false;
    bool has_no_end = false;
    for (std::size_t i = 0; i < m_features.size(); ++i) {
        const MapFeature& feature = *m_features[i];
        m_places.emplace(feature.id, i);
        m_box.add({feature.box.min_x, feature.box.min_y});
        m_box.add({feature.box.max_x, feature.box.max_y});
        is_always = is_always || !feature.days.from;
        // 9999-12-31 is what people write who have to write something.
        const bool has_end = feature.days.to && feature.days.to->year() < kNoYear;
        has_no_end = has_no_end || !has_end;
        if (feature.days.from) {
            m_changes.push_back(*feature.days.from);
        }
        if (has_end) {
            m_changes.push_back(feature.days.to->plus_days(1));
        }
    }
    std::sort(m_changes.begin(), m_changes.end());
    m_changes.erase(std::unique(m_changes.begin(), m_changes.end()), m_changes.end());
    if (!is_always && !m_changes.empty()) {
        m_days.from = m_changes.front();
    }
    if (!has_no_end && !m_changes.empty()) {
        m_days.to = m_changes.back().plus_days(-1);
    }
}

std::vector<std::size_t> MapLayer::meeting(const geo::Box& box, const base::Date& day) const {
    std::vector<std::size_t> out = m_tree.query(box);
    out.erase(std::remove_if(out.begin(), out.end(),
                             [&](std::size_t place) { return !m_features[place]->days.contains(day); }),
              out.end());
    return out;
}

std::vector<std::size_t> MapLayer::on_day(const base::Date& day) const {
    std::vector<std::size_t> out;
    for (std::size_t place = 0; place < m_features.size(); ++place) {
        if (m_features[place]->days.contains(day)) {
            out.push_back(place);
        }
    }
    return out;
}

const MapFeature* MapLayer::find(const std::string& id, const base::Date& day) const {
    const auto first = m_places.find(id);
    if (first == m_places.end()) {
        return nullptr;
    }
    for (std::size_t i = first->second; i < m_features.size() && m_features[i]->id == id; ++i) {
        if (m_features[i]->days.contains(day)) {
            return m_features[i].get();
        }
    }
    return nullptr;
}

std::size_t MapLayer::state_on(const base::Date& day) const {
    return static_cast<std::size_t>(std::upper_bound(m_changes.begin(), m_changes.end(), day) -
                                    m_changes.begin());
}

} // namespace liangxian::onemap
