// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/text.hpp"
#include "core/index/box_tree.hpp"
#include "core/index/flat_polygons.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace liangxian::onemap {

using Value = std::variant<std::string, double, std::int64_t, bool>;

/// One feature of the one map, as services hand it out. EPSG:4490, longitude first.
struct MapFeature {
    std::string id;           ///< stable: of the zone or site, `[A-Za-z0-9._-]`
    std::uint64_t number = 0; ///< the same as a number, for formats that want one; not 0
    /// Columns without a value are left out. Names are those of the contract.
    std::vector<std::pair<std::string_view, Value>> columns;
    std::optional<geo::Position> point; ///< else polygons
    index::FlatPolygons polygons;
    geo::Box box;
};

/// A column of a layer, for people and for schemas.
struct MapColumn {
    std::string name;
    base::Text title;
};

/// What a layer is, apart from its features.
struct LayerDescription {
    std::string name; ///< of the contract: `protection`, `control`, `public_sites` …
    base::Text title;
    base::Text description;
    std::vector<MapColumn> columns;
    bool has_points = false; ///< else polygons
};

/// One layer as it is at one moment: made once, then only asked, by any thread.
class MapLayer {
public:
    /// Features come to stand by id. \pre no two have one id
    MapLayer(LayerDescription description, std::vector<MapFeature> features);

    const LayerDescription& description() const { return m_description; }
    const std::vector<MapFeature>& features() const { return m_features; }
    const geo::Box& box() const { return m_box; }

    /// Places among features() of those whose box meets \p box, ascending. O(log n + found).
    std::vector<std::size_t> meeting(const geo::Box& box) const { return m_tree.query(box); }
    /// \returns nothing when there is none of that id
    const MapFeature* find(const std::string& id) const;

private:
    LayerDescription m_description;
    std::vector<MapFeature> m_features;
    std::unordered_map<std::string_view, std::size_t> m_places;
    geo::Box m_box;
    index::BoxTree m_tree;
};

} // namespace liangxian::onemap
