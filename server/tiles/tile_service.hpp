// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/http/router.hpp"
#include "server/onemap/generation.hpp"
#include "server/tiles/tile_cache.hpp"

#include <nlohmann/json_fwd.hpp>

namespace liangxian::tiles {

/// `/tiles/{layer}/{z}/{x}/{y}.mvt` and `/tiles/{layer}.json`: Mapbox vector tiles 2.1 in EPSG:3857 and their
/// TileJSON 3.0, of today or the day `as_of` names. A tile's ETag is of its bytes: an edit changes the tags
/// of those tiles it changes, and no others.
class TileService {
public:
    TileService(const onemap::CurrentGeneration& current, TileCache& cache)
        : m_current(current), m_cache(cache) {}

    void add_routes(http::Router& router);

private:
    http::Response tile(const http::Request& request, const http::PathWords& words);
    http::Response tilejson(const http::Request& request, const http::PathWords& words) const;

    const onemap::CurrentGeneration& m_current;
    TileCache& m_cache;
};

/// What a tile is of: which layer, for whom, on which day.
struct TileSubject {
    onemap::LayerPointer layer;
    onemap::View view = onemap::View::anybody;
    base::Date day;
};

/// The answer with a vector tile, from the cache or drawn and kept. 204: there is nothing in it.
http::Response vector_tile_answer(const http::Request& request, TileCache& cache, const TileSubject& subject,
                                  const TileAddress& address);

/// TileJSON 3.0 of a layer. \param tiles  address of its tiles, with {z}, {x} and {y}
nlohmann::ordered_json tilejson_of(const onemap::MapLayer& layer, const std::string& tiles,
                                   base::Language language);

/// A tile of a layer on a day. Empty: there is nothing in it. Cost: O(log n), and the vertices of the
/// features that meet it.
std::string draw_tile(const onemap::MapLayer& layer, const base::Date& day, const TileAddress& tile);

} // namespace liangxian::tiles
