// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ogcapi/item_choice.hpp"

#include "core/geo/overlay.hpp"

#include <gtest/gtest.h>

#include <random>

namespace liangxian::tests {
namespace {

using ogcapi::polygons_meet;

geo::Ring box_ring(double x, double y, double size) {
    return {{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}};
}

TEST(PolygonsMeet, SeesABoxWithinGroundAndNotWithinAHole) {
    geo::Geometry ring;
    ring.polygons.push_back({box_ring(0, 0, 10), {box_ring(4, 4, 2)}});
    EXPECT_TRUE(polygons_meet(ring, {1, 1, 2, 2}));
    EXPECT_FALSE(polygons_meet(ring, {4.5, 4.5, 5, 5}));
    EXPECT_TRUE(polygons_meet(ring, {4.5, 4.5, 6.5, 5}));
    EXPECT_TRUE(polygons_meet(ring, {-5, -5, 15, 15}));
    EXPECT_TRUE(polygons_meet(ring, {10, 10, 12, 12})) << "a common corner is a common point";
    EXPECT_FALSE(polygons_meet(ring, {10.001, 0, 12, 12}));
}

TEST(PolygonsMeet, SaysWhatGeosSays) {
    std::mt19937 random(20261127);
    std::uniform_real_distribution<double> anywhere(0, 10);
    int met = 0;
    for (int i = 0; i < 5000; ++i) {
        geo::Geometry triangle;
        triangle.polygons.push_back({{{anywhere(random), anywhere(random)},
                                      {anywhere(random), anywhere(random)},
                                      {anywhere(random), anywhere(random)}},
                                     {}});
        const double x = anywhere(random);
        const double y = anywhere(random);
        const geo::Box box{x, y, x + 1, y + 1};
        geo::Geometry square;
        square.polygons.push_back({{{x, y}, {x + 1, y}, {x + 1, y + 1}, {x, y + 1}}, {}});
        const auto a = geo::to_geos(triangle);
        const auto b = geo::to_geos(square);
        const bool expected = geo::relate(a.get(), b.get()).compare(0, 2, "FF") != 0;
        met += expected;
        ASSERT_EQ(polygons_meet(triangle, box), expected) << "triangle " << i;
    }
    EXPECT_GT(met, 500);
    EXPECT_LT(met, 4000);
}

onemap::MapFeature site(const std::string& id, const std::string& name, const std::string& county) {
    onemap::MapFeature out;
    out.id = id;
    out.columns = {{"name", name}, {"county", county}};
    out.point = geo::Position{113, 39};
    out.box.add(*out.point);
    return out;
}

std::vector<std::string> found_by(const std::vector<std::string>& words) {
    std::vector<onemap::MapFeature> sites;
    sites.push_back(site("SZ001", "佛宫寺释迦塔", "应县"));
    sites.push_back(site("SZ002", "崇福寺", "朔城区"));
    onemap::LayerDescription description;
    description.name = "public_sites";
    description.has_points = true;
    const onemap::MapLayer layer(std::move(description), std::move(sites));
    ogcapi::ItemQuery query;
    query.words = words;
    std::vector<std::string> out;
    for (const onemap::MapFeature* item : ogcapi::choose_items(layer, query).items) {
        out.push_back(item->id);
    }
    return out;
}

TEST(ChooseItems, FindsEveryWordInTheIdOrInSomeText) {
    using Ids = std::vector<std::string>;
    EXPECT_EQ(found_by({"寺"}), (Ids{"SZ001", "SZ002"}));
    EXPECT_EQ(found_by({"寺", "应县"}), Ids{"SZ001"});
    EXPECT_EQ(found_by({"sz002"}), Ids{"SZ002"}) << "letters of either case";
    EXPECT_EQ(found_by({"释迦塔应县"}), Ids{}) << "a word does not run over two texts";
    EXPECT_EQ(found_by({"应县", "崇福寺"}), Ids{});
}

} // namespace
} // namespace liangxian::tests
