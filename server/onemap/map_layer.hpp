// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/date.hpp"
#include "core/base/text.hpp"
#include "core/index/box_tree.hpp"
#include "core/index/flat_polygons.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

namespace liangxian::onemap {

using Value = std::variant<std::string, double, std::int64_t, bool>;

/// One feature of the one map as it is on some days, as services hand it out. EPSG:4490, longitude first.
struct MapFeature {
    std::string id;           ///< stable: of the zone or site, `[A-Za-z0-9._-]`; one feature of it a day
    std::uint64_t number = 0; ///< the same as a number, for formats that want one; not 0
    /// Columns without a value are left out. Names are those of the contract.
    std::vector<std::pair<std::string_view, Value>> columns;
    std::optional<geo::Position> point; ///< else lines, else polygons
    std::vector<geo::Line> lines;
    index::FlatPolygons polygons;
    geo::Box box;
    base::DateSpan days;    ///< on which it is like this
    bool is_hidden = false; ///< for those alone who see hidden records
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
    bool is_mixed = false;   ///< points, lines and polygons, each feature one of them
    std::string id_column;
};

/// One layer with all its days, as it is known at one moment: made once, then only asked, by any thread.
class MapLayer {
public:
    /// Features come to stand by id and day. O(n log n). \pre no two have one id on one day
    MapLayer(LayerDescription description, std::vector<MapFeature> features);
    /// Those of another layer that \p is_taken says. They share what they hold.
    MapLayer(std::shared_ptr<const MapLayer> whole, const std::function<bool(const MapFeature&)>& is_taken);

    const LayerDescription& description() const { return m_description; }
    /// Of no other layer while the program runs: what is kept of one is never taken for another's.
    std::uint64_t serial() const { return m_serial; }
    std::size_t size() const { return m_features.size(); } ///< features of all days
    const MapFeature& feature(std::size_t place) const { return *m_features[place]; }
    const geo::Box& box() const { return m_box; } ///< of all days

    /// Places of those whose box meets \p box, ascending. O(log n + found), those of other days counted among
    /// the found: a line has few versions.
    std::vector<std::size_t> meeting(const geo::Box& box) const { return m_tree.query(box); }
    /// The same of those that are there on a day.
    std::vector<std::size_t> meeting(const geo::Box& box, const base::Date& day) const;
    /// Places of all that are there on a day, ascending. O(features of any day).
    std::vector<std::size_t> on_day(const base::Date& day) const;
    /// \returns nothing when there is none of that id on that day. O(versions of it)
    const MapFeature* find(const std::string& id, const base::Date& day) const;

    /// A number for what the layer is on a day: equal for days between which nothing of it changes. O(log n).
    std::size_t state_on(const base::Date& day) const;
    /// From the first day on which something is there to the last; without an end where that is open.
    const base::DateSpan& days() const { return m_days; }
    /// Days on which something changes, in order: the first of each state but the one before all of them.
    const std::vector<base::Date>& changes() const { return m_changes; }

private:
    void look_at_features();

    const std::uint64_t m_serial;
    LayerDescription m_description;
    std::shared_ptr<const MapLayer> m_whole; ///< the features look at its names
    std::vector<std::shared_ptr<const MapFeature>> m_features;
    std::unordered_map<std::string_view, std::size_t> m_places; ///< of the first of each id
    geo::Box m_box;
    base::DateSpan m_days;
    std::vector<base::Date> m_changes;
    index::BoxTree m_tree;
};

} // namespace liangxian::onemap
