// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/http/message.hpp"
#include "server/ogcapi_tiles/tile_query.hpp"
#include "server/onemap/map_layer.hpp"
#include "server/wmts/matrix_set.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <string>
#include <string_view>

namespace liangxian::ogcapi_tiles {

/// A grid as OGC API names it: `WebMercatorQuad`, registered with OGC and `w` in WMTS, and `c`.
struct Grid {
    std::string_view id;
    const wmts::MatrixSet& set;
    bool is_registered; ///< with OGC: then vector tiles are cut by it, too
    base::Text title;
};

const std::array<Grid, 2>& grids();
const Grid* find_grid(std::string_view id);

constexpr const char* kTileJson = "application/vnd.mapbox.tile+json";

/// Where the tile sets of a layer are: its features (and their pictures), or its map.
enum class Subject { features, map };

/// `/ogcapi/collections/{layer}/tiles` or `…/map/tiles`, and a path below it, with the server's address.
std::string tiles_url(const http::Request& request, Subject subject, const std::string& layer,
                      const std::string& path);

// Documents of OGC API Tiles (20-057) and of the tile matrix sets and tile set metadata (17-083r4).

nlohmann::ordered_json matrix_sets_json(const http::Request& request);
nlohmann::ordered_json matrix_set_json(const Grid& grid, base::Language language);
nlohmann::ordered_json tile_sets_json(const http::Request& request, Subject subject,
                                      const onemap::MapLayer& layer, const TileQuery& query);
/// With the limits of its tiles: those that the layer's box meets, of any day.
nlohmann::ordered_json tile_set_json(const http::Request& request, Subject subject,
                                     const onemap::MapLayer& layer, const Grid& grid, const TileQuery& query);

} // namespace liangxian::ogcapi_tiles
