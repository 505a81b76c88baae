// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/read.hpp"
#include "tests/unit/intake/structured/made_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace liangxian::intake {
namespace {

using ::testing::HasSubstr;

const std::string kRing = "[[[112.4,39.3],[112.5,39.3],[112.5,39.4],[112.4,39.3]]]";
const std::string kPolygon = R"({"type":"Polygon","coordinates":)" + kRing + "}";

std::string feature_of(const std::string& geometry, const std::string& properties = "{}") {
    return R"({"type":"Feature","id":7,"properties":)" + properties + R"(,"geometry":)" + geometry + "}";
}
std::string collection_of(const std::string& features, const std::string& more = "") {
    return R"({"type":"FeatureCollection",)" + more + R"("features":[)" + features + "]}";
}
ReadOutcome read_json(const std::string& text, const ReadOptions& options = {}) {
    return read_bytes(text, "a.geojson", options);
}

TEST(GeojsonReader, ReadsFeaturesWithNamesAndTypedAttributes) {
    const auto out = read_json(collection_of(feature_of(kPolygon, R"({"项目名称":"甲","n":3,"b":true})")));
    ASSERT_EQ(out.features.size(), 1u);
    const Feature& feature = out.features[0];
    EXPECT_EQ(feature.name, "甲");
    EXPECT_EQ(feature.id, "7");
    EXPECT_EQ(feature.attributes["n"], 3);
    EXPECT_EQ(feature.attributes["b"], true);
    EXPECT_EQ(feature.crs.epsg, 4490);
    EXPECT_EQ(feature.crs.basis, "format");
    EXPECT_EQ(feature.source, "a.geojson, feature 1");
    EXPECT_EQ(feature.parts[0].geometry.polygons[0].shell.size(), 3u);
}

TEST(GeojsonReader, ReadsABareGeometryAndAGeometryCollection) {
    EXPECT_EQ(read_json(kPolygon).features.size(), 1u);
    const auto out = read_json(R"({"type":"GeometryCollection","geometries":[)" + kPolygon +
                               R"(,{"type":"Point","coordinates":[112.4,39.3]}]})");
    ASSERT_EQ(out.features.size(), 1u);
    EXPECT_EQ(out.features[0].parts[0].geometry.points.size(), 1u);
}

TEST(GeojsonReader, GoesOnPastABadFeatureAndKeepsTheOrder) {
    const auto out = read_json(collection_of(feature_of("null") + "," + feature_of(kPolygon) + ",5," +
                                             feature_of(R"({"type":"Polygon","coordinates":"x"})")));
    EXPECT_EQ(out.features.size(), 1u);
    EXPECT_EQ(out.unreadable.size(), 3u);
    EXPECT_EQ(out.order, (std::vector<int>{-1, 0, -2, -3}));
    EXPECT_EQ(out.unreadable[0].problems[0].where, "a.geojson, feature 1");
}

TEST(GeojsonReader, RefusesOnlyTheFeatureThatIsLatitudeFirst) {
    const std::string swapped =
        R"({"type":"Polygon","coordinates":[[[39.3,112.4],[39.3,112.5],[39.4,112.5],[39.3,112.4]]]})";
    const auto alone = read_json(swapped);
    EXPECT_TRUE(made::refused_with(alone, "not-degrees") || made::refused_with(alone, "latitude-first"))
        << made::words_of(alone);
    const auto both = read_json(collection_of(feature_of(kPolygon) + "," + feature_of(swapped)));
    EXPECT_EQ(both.features.size(), 1u);
    EXPECT_EQ(both.unreadable.size(), 1u);
}

TEST(GeojsonReader, HonoursTheOldCrsMember) {
    const std::string plane =
        R"({"type":"Polygon","coordinates":[[[37623300,4356100],[37623400,4356100],[37623400,4356200],[37623300,4356100]]]})";
    const auto out = read_json(collection_of(
        feature_of(plane), R"("crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4525"}},)"));
    ASSERT_EQ(out.features.size(), 1u) << made::words_of(out);
    EXPECT_EQ(out.features[0].crs.epsg, 4525);
    EXPECT_EQ(out.features[0].crs.basis, "header");
    EXPECT_TRUE(made::refused_with(read_json(plane), "not-degrees"));
}

TEST(GeojsonReader, TakesCrs84AsTheFormatAndRefusesUnknownAndOldDatums) {
    const auto with_crs = [](const std::string& name) {
        return read_json(collection_of(feature_of(kPolygon),
                                       R"("crs":{"type":"name","properties":{"name":")" + name + R"("}},)"));
    };
    EXPECT_EQ(with_crs("urn:ogc:def:crs:OGC:1.3:CRS84").features.at(0).crs.basis, "format");
    EXPECT_TRUE(made::refused_with(with_crs("local grid"), "crs-unknown"));
    EXPECT_TRUE(made::refused_with(with_crs("EPSG:4610"), "datum-refused"));
}

TEST(GeojsonReader, NamesTheByteWhereATruncatedFileEnds) {
    const std::string whole = collection_of(feature_of(kPolygon));
    const auto out = read_json(whole.substr(0, whole.size() / 2));
    ASSERT_TRUE(made::refused_with(out, "json-broken"));
    EXPECT_THAT(made::words_of(out), HasSubstr("cut short at byte"));
}

TEST(GeojsonReader, RefusesDuplicateKeysNanAndDeepNesting) {
    EXPECT_TRUE(made::refused_with(read_json(R"({"type":"Point","type":"Point","coordinates":[112,39]})"),
                                   "json-duplicate-key"));
    EXPECT_TRUE(made::refused_with(read_json(R"({"type":"Point","coordinates":[NaN,39]})"), "json-broken"));
    const std::string deep = R"({"type":"Feature","properties":{"a":)" + std::string(100000, '[') +
                             std::string(100000, ']') + "}}";
    EXPECT_TRUE(made::refused_with(read_json(deep), "json-too-deep"));
}

TEST(GeojsonReader, ReadsOneObjectALine) {
    const auto out = read_json(feature_of(kPolygon) + "\n" + feature_of(kPolygon) + "\n{broken\n");
    EXPECT_EQ(out.features.size(), 2u);
    ASSERT_EQ(out.unreadable.size(), 1u);
    EXPECT_EQ(out.unreadable[0].source, "a.geojson:3");
}

TEST(GeojsonReader, RefusesTopoJsonAndMoreFeaturesThanTheLimit) {
    EXPECT_TRUE(made::refused_with(read_json(R"({"type":"Topology","objects":{}})"), "not-geojson"));
    ReadOptions options;
    options.limits.features = 1;
    EXPECT_TRUE(made::refused_with(
        read_json(collection_of(feature_of(kPolygon) + "," + feature_of(kPolygon)), options),
        "too-many-features"));
}

TEST(GeojsonReader, MakesOneFeatureOfPartsWhenAskedTo) {
    ReadOptions options;
    options.grouping = Grouping::one;
    const auto out = read_json(collection_of(feature_of(kPolygon) + "," + feature_of(kPolygon)), options);
    ASSERT_EQ(out.features.size(), 1u);
    EXPECT_EQ(out.features[0].parts.size(), 2u);
    EXPECT_TRUE(
        read_json(collection_of(feature_of(kPolygon) + "," + feature_of("null")), options).features.empty());
}

} // namespace
} // namespace liangxian::intake
