// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/tiles/tile_rings.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace liangxian::tiles {

/// A value with its type: text "5" and number 5 are two values, whatever column they stand in.
using TileValue = std::variant<std::string, double, std::int64_t, bool>;

/// One layer of a vector tile (Mapbox Vector Tile 2.1), made feature by feature.
class VectorTileLayer {
public:
    /// What a feature says of itself: columns without a value are left out.
    using Columns = std::vector<std::pair<std::string_view, TileValue>>;

    explicit VectorTileLayer(std::string name) : m_name(std::move(name)) {}

    /// \param rings  of tile_rings(); without any nothing is added
    void add_polygons(std::uint64_t id, const std::vector<TileRing>& rings, const Columns& columns);
    /// \param lines  each of two corners at least; without any nothing is added
    void add_lines(std::uint64_t id, const std::vector<std::vector<TilePoint>>& lines,
                   const Columns& columns);
    void add_point(std::uint64_t id, const TilePoint& point, const Columns& columns);

    bool empty() const { return m_features.empty(); }
    /// The tile: this one layer, or no byte at all when it is empty.
    std::string encoded() const;

private:
    void add(std::uint64_t id, int type, const std::vector<std::uint32_t>& geometry, const Columns& columns);
    std::uint32_t number_of_key(std::string_view key);
    std::uint32_t number_of_value(const TileValue& value);

    std::string m_name;
    std::vector<std::string> m_features; ///< encoded
    std::map<std::string, std::uint32_t, std::less<>> m_keys;
    std::vector<std::string> m_keys_in_order;
    std::map<TileValue, std::uint32_t> m_values;
    std::vector<TileValue> m_values_in_order;
};

} // namespace liangxian::tiles
