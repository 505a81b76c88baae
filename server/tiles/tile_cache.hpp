// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/http/message.hpp"
#include "server/onemap/map_layer.hpp"
#include "server/onemap/view.hpp"
#include "server/tiles/tile_address.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

namespace liangxian::tiles {

/// A tile as it is sent.
struct CachedTile {
    std::shared_ptr<const http::Body> body; ///< nothing: there is nothing in the tile
    std::string etag;
};

/// What a tile is of: the same place is drawn as a vector tile and as pictures in two grids.
enum class TileForm { vector, picture_w, picture_c };

struct TileKey {
    TileForm form = TileForm::vector;
    TileAddress tile;
    std::size_t state = 0; ///< of the layer on the day (MapLayer::state_on)
    onemap::View view = onemap::View::anybody;
    bool operator==(const TileKey& o) const {
        return form == o.form && tile == o.tile && state == o.state && view == o.view;
    }
};

/// The tiles asked for last, plain and compressed, up to so many bytes. A tile is of one layer as it was at
/// one moment, for one view: that of another generation or view is another tile, and two days between which
/// nothing of the layer changed share one. Any thread; those that ask for different tiles
/// rarely wait for each other.
class TileCache {
public:
    explicit TileCache(std::size_t bytes) : m_bytes_each(bytes / kShards) {}

    std::shared_ptr<const CachedTile> find(const onemap::MapLayer& layer, const TileKey& tile);
    /// In the place of what was kept of the tile before. Nothing is kept of the layer but its serial: what a
    /// publication made old goes when room is needed, and holds no layer until then.
    void put(const onemap::MapLayer& layer, const TileKey& tile, std::shared_ptr<const CachedTile> made);

private:
    static constexpr std::size_t kShards = 16;

    struct Key {
        std::uint64_t layer; ///< its serial
        TileKey tile;
        bool operator==(const Key& o) const { return layer == o.layer && tile == o.tile; }
    };
    struct KeyHash {
        std::size_t operator()(const Key& key) const;
    };
    struct Entry {
        Key key;
        std::shared_ptr<const CachedTile> tile;
        std::size_t bytes;
    };
    struct Shard {
        std::mutex mutex;
        std::list<Entry> entries; ///< the one asked for last in front
        std::unordered_map<Key, std::list<Entry>::iterator, KeyHash> places;
        std::size_t bytes = 0;
    };

    Shard& shard_of(const Key& key) { return m_shards[KeyHash()(key) % kShards]; }

    std::size_t m_bytes_each;
    std::array<Shard, kShards> m_shards;
};

} // namespace liangxian::tiles
