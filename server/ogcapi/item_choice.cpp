// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ogcapi/item_choice.hpp"

#include "core/base/error.hpp"
#include "core/geo/crs.hpp"
#include "core/geo/transform.hpp"
#include "server/onemap/feature_meets.hpp"
#include "server/onemap/feature_shape.hpp"

#include <algorithm>
#include <numeric>

namespace liangxian::ogcapi {
namespace {

using onemap::MapFeature;

/// A box of another plane as degrees: its edges bend, so it is taken along them, and somewhat wider.
geo::Box in_degrees(const geo::Box& box, const geo::Transform& transform) {
    constexpr int kSteps = 16;
    geo::Box out;
    for (int i = 0; i <= kSteps; ++i) {
        const double part = static_cast<double>(i) / kSteps;
        const double x = box.min_x + part * (box.max_x - box.min_x);
        const double y = box.min_y + part * (box.max_y - box.min_y);
        for (const geo::Position& p :
             {geo::Position{x, box.min_y}, {x, box.max_y}, {box.min_x, y}, {box.max_x, y}}) {
            out.add(transform.to_4490(p));
        }
    }
    return out.grown((out.max_x - out.min_x) / kSteps, (out.max_y - out.min_y) / kSteps);
}

class Chooser {
public:
    Chooser(const onemap::MapLayer& layer, const ItemQuery& query) : m_layer(layer), m_query(query) {
        if (query.bbox && !geo::is_geographic_4490_like(query.bbox_crs.epsg)) {
            m_plane.emplace(query.bbox_crs.epsg);
        }
    }

    ChosenItems choose() const {
        ChosenItems out;
        for (const std::size_t place : candidates()) {
            const MapFeature& feature = m_layer.feature(place);
            if (!is_meant(feature)) {
                continue;
            }
            if (out.matched >= m_query.offset && out.items.size() < m_query.limit) {
                out.items.push_back(&feature);
            }
            ++out.matched;
        }
        return out;
    }

private:
    std::vector<std::size_t> candidates() const {
        if (m_query.bbox && m_plane) {
            try {
                return m_layer.meeting(in_degrees(*m_query.bbox, *m_plane));
            } catch (const base::GeometryError&) { // no place on the Earth: nothing is there
                return {};
            }
        }
        if (m_query.bbox) {
            std::vector<std::size_t> out = m_layer.meeting(*m_query.bbox);
            if (m_query.bbox_beyond) {
                const auto beyond = m_layer.meeting(*m_query.bbox_beyond);
                const auto middle = out.insert(out.end(), beyond.begin(), beyond.end());
                std::inplace_merge(out.begin(), middle, out.end());
                out.erase(std::unique(out.begin(), out.end()), out.end());
            }
            return out;
        }
        std::vector<std::size_t> out(m_layer.size());
        std::iota(out.begin(), out.end(), std::size_t{0});
        return out;
    }

    bool is_meant(const MapFeature& feature) const {
        return has_values(feature) && has_words(feature) && is_in_time(feature) &&
               (!m_query.bbox || is_in_box(feature));
    }

    bool has_values(const MapFeature& feature) const {
        return std::all_of(m_query.equals.begin(), m_query.equals.end(), [&feature](const auto& wanted) {
            return std::any_of(feature.columns.begin(), feature.columns.end(), [&wanted](const auto& column) {
                const auto* text = std::get_if<std::string>(&column.second);
                return column.first == wanted.first && text != nullptr && *text == wanted.second;
            });
        });
    }

    bool is_in_time(const MapFeature& feature) const {
        if (!m_query.time) {
            return true;
        }
        const base::DateSpan& asked = m_query.time->days;
        const base::DateSpan& own = feature.days;
        return (!own.from || !asked.to || *own.from <= *asked.to) &&
               (!own.to || !asked.from || *asked.from <= *own.to);
    }

    bool has_words(const MapFeature& feature) const {
        if (m_query.words.empty()) {
            return true;
        }
        std::string texts = feature.id;
        for (const auto& [name, value] : feature.columns) {
            if (const auto* text = std::get_if<std::string>(&value)) {
                texts.append(1, '\n').append(*text);
            }
        }
        texts = in_lower_case(std::move(texts));
        return std::all_of(m_query.words.begin(), m_query.words.end(), [&texts](const std::string& word) {
            return texts.find(word) != std::string::npos;
        });
    }

    bool is_in_box(const MapFeature& feature) const {
        if (!m_plane) {
            return onemap::meets(feature, *m_query.bbox) ||
                   (m_query.bbox_beyond && onemap::meets(feature, *m_query.bbox_beyond));
        }
        MapFeature there;
        onemap::set_shape(there, m_plane->from_4490(onemap::shape_of(feature)));
        return onemap::meets(there, *m_query.bbox);
    }

    const onemap::MapLayer& m_layer;
    const ItemQuery& m_query;
    std::optional<geo::Transform> m_plane;
};

} // namespace

ChosenItems choose_items(const onemap::MapLayer& layer, const ItemQuery& query) {
    return Chooser(layer, query).choose();
}

} // namespace liangxian::ogcapi
