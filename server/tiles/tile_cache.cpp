// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/tiles/tile_cache.hpp"

namespace liangxian::tiles {

std::size_t TileCache::KeyHash::operator()(const Key& key) const {
    constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15; // 2^64 over the golden ratio
    std::uint64_t out = key.layer;
    const TileAddress& tile = key.tile.tile;
    for (const std::uint64_t part :
         {static_cast<std::uint64_t>(key.tile.form), static_cast<std::uint64_t>(tile.z),
          std::uint64_t{tile.x}, std::uint64_t{tile.y}, std::uint64_t{key.tile.state},
          static_cast<std::uint64_t>(key.tile.view)}) {
        out = (out ^ part) * kOdd;
        out ^= out >> 32U;
    }
    return out;
}

std::shared_ptr<const CachedTile> TileCache::find(const onemap::MapLayer& layer, const TileKey& tile) {
    const Key key{layer.serial(), tile};
    Shard& shard = shard_of(key);
    const std::lock_guard<std::mutex> lock(shard.mutex);
    const auto found = shard.places.find(key);
    if (found == shard.places.end()) {
        return nullptr;
    }
    shard.entries.splice(shard.entries.begin(), shard.entries, found->second);
    return found->second->tile;
}

void TileCache::put(const onemap::MapLayer& layer, const TileKey& tile,
                    std::shared_ptr<const CachedTile> made) {
    constexpr std::size_t kAround = 200; // the entry itself
    const Key key{layer.serial(), tile};
    const std::size_t bytes =
        kAround + (made->body == nullptr ? 0 : made->body->plain.size() + made->body->gzip.size());
    Shard& shard = shard_of(key);
    const std::lock_guard<std::mutex> lock(shard.mutex);
    if (const auto before = shard.places.find(key); before != shard.places.end()) {
        shard.bytes -= before->second->bytes;
        shard.entries.erase(before->second);
        shard.places.erase(before);
    }
    shard.entries.push_front({key, std::move(made), bytes});
    shard.places.emplace(key, shard.entries.begin());
    shard.bytes += bytes;
    while (shard.bytes > m_bytes_each && shard.entries.size() > 1) {
        shard.bytes -= shard.entries.back().bytes;
        shard.places.erase(shard.entries.back().key);
        shard.entries.pop_back();
    }
}

} // namespace liangxian::tiles
