// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/tiles/tile_cache.hpp"

#include <gtest/gtest.h>

namespace liangxian::tests {
namespace {

using tiles::CachedTile;
using tiles::TileCache;
using tiles::TileKey;

std::shared_ptr<const onemap::MapLayer> layer() {
    onemap::LayerDescription description;
    description.name = "protection";
    return std::make_shared<const onemap::MapLayer>(std::move(description),
                                                    std::vector<onemap::MapFeature>());
}

std::shared_ptr<const CachedTile> tile(const std::string& bytes) {
    CachedTile out;
    out.body = std::make_shared<const http::Body>(http::Body{bytes, {}});
    out.etag = bytes;
    return std::make_shared<const CachedTile>(std::move(out));
}

TileKey at(std::uint32_t x) { return {tiles::TileForm::vector, {12, x, 7}, 0}; }

TEST(TileCache, HoldsNoLayerThatAPublicationMadeOld) {
    TileCache cache(1 << 20);
    auto old = layer();
    const std::weak_ptr<const onemap::MapLayer> watched = old;
    cache.put(*old, at(1), tile("old"));
    EXPECT_EQ(cache.find(*old, at(1))->etag, "old");
    old.reset();
    EXPECT_TRUE(watched.expired());
    EXPECT_EQ(cache.find(*layer(), at(1)), nullptr) << "a layer that comes to lie in its place is another";
}

TEST(TileCache, TakesWhatIsKeptLaterInThePlaceOfWhatWasKeptBefore) {
    TileCache cache(1 << 20);
    const auto of = layer();
    cache.put(*of, at(1), tile("plain"));
    cache.put(*of, at(1), tile("plain and compressed"));
    EXPECT_EQ(cache.find(*of, at(1))->etag, "plain and compressed");
}

TEST(TileCache, LetsGoOfWhatWasAskedForLongestAgo) {
    constexpr std::size_t kShards = 16;
    TileCache cache(kShards * 4000);
    const auto of = layer();
    for (std::uint32_t x = 0; x < 1000; ++x) {
        cache.put(*of, at(x), tile(std::string(500, 'x')));
        cache.find(*of, at(0));
    }
    EXPECT_NE(cache.find(*of, at(0)), nullptr);
    EXPECT_NE(cache.find(*of, at(999)), nullptr);
    EXPECT_EQ(cache.find(*of, at(1)), nullptr);
}

} // namespace
} // namespace liangxian::tests
