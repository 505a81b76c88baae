// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/error.hpp"
#include "core/geo/geojson.hpp"
#include "core/geo/wkb.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace liangxian::geo {
namespace {

Geometry with_hole() {
    Geometry g;
    g.polygons.push_back({{{112, 39}, {112.1, 39}, {112.1, 39.1}, {112, 39.1}},
                          {{{112.02, 39.02}, {112.02, 39.04}, {112.04, 39.04}}}});
    return g;
}

TEST(Wkb, ComesBackUnchanged) {
    Geometry g = with_hole();
    const Geometry back = from_wkb(to_wkb(g));
    ASSERT_EQ(back.polygons.size(), 1u);
    EXPECT_EQ(back.polygons.front().shell, g.polygons.front().shell);
    EXPECT_EQ(back.polygons.front().holes, g.polygons.front().holes);
    Geometry mixed = with_hole();
    mixed.lines.push_back({{1, 2}, {3, 4}});
    mixed.points.push_back({5, 6});
    const Geometry mixed_back = from_wkb(to_wkb(mixed));
    EXPECT_EQ(mixed_back.lines, mixed.lines);
    EXPECT_EQ(mixed_back.points, mixed.points);
}

TEST(Wkb, DamagedAnywhereIsAnErrorAndNeverACrash) {
    const std::string good = to_wkb(with_hole());
    for (std::size_t length = 0; length < good.size(); ++length) {
        EXPECT_THROW(from_wkb(std::string_view(good).substr(0, length)), base::GeometryError);
    }
    std::string huge_count = good;
    huge_count[5] = '\xFF';
    EXPECT_THROW(from_wkb(huge_count), base::GeometryError);
}

TEST(Wkb, NestedWithoutEndIsRefused) {
    std::string deep;
    for (int i = 0; i < 1000; ++i) {
        deep += std::string("\x01\x07\x00\x00\x00\x01\x00\x00\x00", 9);
    }
    EXPECT_THROW(from_wkb(deep), base::GeometryError);
}

TEST(Geojson, ComesBackUnchangedAndWindsTheRightWay) {
    const auto json = to_geojson(with_hole());
    EXPECT_EQ(json["type"], "Polygon");
    const auto back = from_geojson(nlohmann::json::parse(json.dump()), "here");
    ASSERT_TRUE(back.ok());
    EXPECT_EQ(back->polygons.front().holes.size(), 1u);
    EXPECT_EQ(back->polygons.front().shell.size(), 4u);
}

TEST(Geojson, NamesThePlaceOfAFault) {
    const auto bad =
        from_geojson(nlohmann::json::parse(R"({"type":"Polygon","coordinates":[[[112,"x"]]]})"), "feature 3");
    ASSERT_FALSE(bad.ok());
    EXPECT_EQ(bad.problems().front().where, "feature 3");
    EXPECT_EQ(bad.problems().front().code, "bad-position");
    EXPECT_FALSE(from_geojson(nlohmann::json::parse(R"({"type":"Curve","coordinates":[]})"), "").ok());
}

} // namespace
} // namespace liangxian::geo
