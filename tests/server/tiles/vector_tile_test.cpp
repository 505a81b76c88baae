// SPDX-License-Identifier: GPL-2.0-or-later
// Tiles are read back by protozero's reader, field by field as vector_tile.proto 2.1 numbers them.
#include "server/tiles/vector_tile.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <protozero/pbf_reader.hpp>

namespace liangxian::tests {
namespace {

using ::testing::ElementsAre;
using tiles::TileRing;
using tiles::VectorTileLayer;

/// A layer as a client finds it.
struct ReadLayer {
    std::string name;
    std::uint32_t version = 0;
    std::uint32_t extent = 0;
    std::vector<std::string> keys;
    std::vector<std::string> values; ///< `text 5`, `double 5`, `whole 5`, `bool 1`
    struct Feature {
        std::uint64_t id = 0;
        std::uint32_t type = 0;
        std::vector<std::uint32_t> tags;
        std::vector<std::uint32_t> geometry;
    };
    std::vector<Feature> features;
};

std::string read_value(protozero::pbf_reader value) {
    std::string out;
    while (value.next()) {
        switch (value.tag()) {
        case 1:
            out = "text " + value.get_string();
            break;
        case 3:
            out = "double " + std::to_string(value.get_double());
            break;
        case 6:
            out = "whole " + std::to_string(value.get_sint64());
            break;
        case 7:
            out = std::string("bool ") + (value.get_bool() ? "1" : "0");
            break;
        default:
            ADD_FAILURE() << "value of kind " << value.tag();
            value.skip();
        }
    }
    return out;
}

ReadLayer::Feature read_feature(protozero::pbf_reader feature) {
    ReadLayer::Feature out;
    const auto numbers = [](const auto& range) {
        return std::vector<std::uint32_t>(range.begin(), range.end());
    };
    while (feature.next()) {
        switch (feature.tag()) {
        case 1:
            out.id = feature.get_uint64();
            break;
        case 2:
            out.tags = numbers(feature.get_packed_uint32());
            break;
        case 3:
            out.type = static_cast<std::uint32_t>(feature.get_enum());
            break;
        default:
            out.geometry = numbers(feature.get_packed_uint32());
        }
    }
    return out;
}

ReadLayer read(const std::string& bytes) {
    ReadLayer out;
    protozero::pbf_reader tile(bytes);
    EXPECT_TRUE(tile.next(3));
    protozero::pbf_reader layer = tile.get_message();
    while (layer.next()) {
        switch (layer.tag()) {
        case 1:
            out.name = layer.get_string();
            break;
        case 2:
            out.features.push_back(read_feature(layer.get_message()));
            break;
        case 3:
            out.keys.push_back(layer.get_string());
            break;
        case 4:
            out.values.push_back(read_value(layer.get_message()));
            break;
        case 5:
            out.extent = layer.get_uint32();
            break;
        case 15:
            out.version = layer.get_uint32();
            break;
        default:
            ADD_FAILURE() << "field " << layer.tag();
            layer.skip();
        }
    }
    EXPECT_FALSE(tile.next()) << "one layer and no more";
    return out;
}

TEST(VectorTile, DrawsRingsByTheirWays) {
    VectorTileLayer layer("protection");
    layer.add_polygons(
        7, {TileRing{{{3, 6}, {8, 12}, {20, 34}}, false}, TileRing{{{5, 5}, {5, 7}, {7, 7}}, true}}, {});
    const ReadLayer found = read(layer.encoded());
    EXPECT_EQ(found.name, "protection");
    EXPECT_EQ(found.version, 2u);
    EXPECT_EQ(found.extent, 4096u);
    ASSERT_EQ(found.features.size(), 1u);
    EXPECT_EQ(found.features[0].id, 7u);
    EXPECT_EQ(found.features[0].type, 3u);
    // The first ring is the example of the specification, 4.3.5.4.
    EXPECT_THAT(found.features[0].geometry, ElementsAre(9, 6, 12, 18, 10, 12, 24, 44, 15, // move, line, close
                                                        9, 29, 57, 18, 0, 4, 4, 0, 15));
}

TEST(VectorTile, KeepsTheTypeOfEveryValue) {
    VectorTileLayer layer("sites");
    layer.add_point(1, {25, 17}, {{"code", std::string("5")}, {"height", 5.0}, {"version", std::int64_t{5}}});
    layer.add_point(2, {25, 17}, {{"code", std::string("5")}, {"flat", true}});
    const ReadLayer found = read(layer.encoded());
    EXPECT_THAT(found.keys, ElementsAre("code", "height", "version", "flat"));
    EXPECT_THAT(found.values, ElementsAre("text 5", "double 5.000000", "whole 5", "bool 1"));
    EXPECT_THAT(found.features[0].tags, ElementsAre(0, 0, 1, 1, 2, 2));
    EXPECT_THAT(found.features[1].tags, ElementsAre(0, 0, 3, 3));
    EXPECT_THAT(found.features[0].geometry, ElementsAre(9, 50, 34)); // the specification's point, 4.3.5.1
}

TEST(VectorTile, WithoutFeaturesHasNoByte) {
    VectorTileLayer layer("control");
    layer.add_polygons(1, {}, {{"zone_id", std::string("Z1")}});
    EXPECT_TRUE(layer.empty());
    EXPECT_EQ(layer.encoded(), "");
}

} // namespace
} // namespace liangxian::tests
