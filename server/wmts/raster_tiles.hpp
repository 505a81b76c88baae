// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/onemap/generation.hpp"
#include "server/ows/ows_service.hpp"
#include "server/tiles/tile_cache.hpp"
#include "server/wmts/matrix_set.hpp"

#include <mutex>

namespace liangxian::wmts {

/// Pictures of tiles, PNG, drawn by MapServer and kept. Handlers wait for it: they belong on threads that
/// may.
class RasterTiles {
public:
    RasterTiles(ows::OwsService& ows, tiles::TileCache& cache) : m_ows(ows), m_cache(cache) {}

    /// Of which layer, on which day, and who asks.
    struct Subject {
        onemap::LayerPointer layer;
        onemap::View view = onemap::View::anybody;
        base::Date day;
    };

    /// A tile where nothing lies is one empty picture, drawn once.
    /// \returns nothing when it could not be drawn; \p outcome says why
    std::shared_ptr<const tiles::CachedTile> tile(const Subject& subject, const MatrixSet& set,
                                                  const tiles::TileAddress& tile, ows::Outcome& outcome);

private:
    std::shared_ptr<const tiles::CachedTile> drawn(const Subject& subject, const MatrixSet& set,
                                                   const tiles::TileAddress& tile, ows::Outcome& outcome);

    ows::OwsService& m_ows;
    tiles::TileCache& m_cache;
    std::mutex m_mutex;
    std::shared_ptr<const tiles::CachedTile> m_empty;
};

} // namespace liangxian::wmts
