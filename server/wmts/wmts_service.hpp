// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/http/router.hpp"
#include "server/wmts/raster_tiles.hpp"

namespace liangxian::wmts {

/// WMTS 1.0.0 at `/wmts` (KVP) and below it (REST), with the dimension TIME (a day; today), and
/// `/tiles/{layer}/{z}/{x}/{y}.png` for web maps.
class WmtsService {
public:
    WmtsService(const onemap::CurrentGeneration& current, ows::OwsService& ows, tiles::TileCache& cache)
        : m_current(current), m_tiles(ows, cache) {}

    void add_routes(http::Router& router);

private:
    /// Where a tile was asked for, in words.
    struct Asked {
        std::string layer;
        std::string set;
        std::string zoom;
        std::string column;
        std::string row;
        base::Date day;
    };

    http::Response by_words(const http::Request& request);
    http::Response capabilities(const http::Request& request) const;
    /// \param time  the word for the day, as the dimension has it
    http::Response tile_at(const http::Request& request, Asked asked, const std::string& time);
    http::Response tile(const http::Request& request, const Asked& asked);

    const onemap::CurrentGeneration& m_current;
    RasterTiles m_tiles;
};

} // namespace liangxian::wmts
