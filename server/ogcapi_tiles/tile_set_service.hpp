// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/http/router.hpp"
#include "server/ogcapi_tiles/tile_set_documents.hpp"
#include "server/wmts/raster_tiles.hpp"

namespace liangxian::ogcapi_tiles {

/// OGC API Tiles, part 1, under `/ogcapi`: the tile matrix sets, and below each collection `tiles` (vector
/// tiles and pictures) and `map/tiles` (pictures). The tiles are those of `/tiles` and WMTS, from the same
/// cache.
class TileSetService {
public:
    TileSetService(const onemap::CurrentGeneration& current, ows::OwsService& ows, tiles::TileCache& cache)
        : m_current(current), m_cache(cache), m_pictures(ows, cache) {}

    /// Whether a request waits for MapServer: one for a picture.
    static bool is_slow(const http::Request& request);

    void add_routes(http::Router& router);

private:
    void add_tile_sets(http::Router& router, Subject subject, const std::string& path);
    static http::Response matrix_sets(const http::Request& request);
    static http::Response matrix_set(const http::Request& request, const std::string& id);
    http::Response tile_sets(const http::Request& request, Subject subject, const std::string& name) const;
    http::Response tile_set(const http::Request& request, Subject subject,
                            const http::PathWords& words) const;
    http::Response tile(const http::Request& request, Subject subject, const http::PathWords& words);
    http::Response picture(const http::Request& request, const wmts::RasterTiles::Subject& subject,
                           const Grid& grid, const tiles::TileAddress& address);

    const onemap::CurrentGeneration& m_current;
    tiles::TileCache& m_cache;
    wmts::RasterTiles m_pictures;
};

} // namespace liangxian::ogcapi_tiles
