// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/read.hpp"
#include "tests/unit/intake/structured/made_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace liangxian::intake {
namespace {

const std::string kRing =
    "<LinearRing><coordinates>112.4,39.3,0 112.5,39.3,0\n 112.5 , 39.4,0 112.4,39.3,0</coordinates></LinearRing>";
const std::string kShape =
    "<Polygon><outerBoundaryIs>" + kRing +
    "</outerBoundaryIs><innerBoundaryIs><LinearRing><coordinates>"
    "112.45,39.32 112.46,39.32 112.46,39.33 112.45,39.32</coordinates></LinearRing></innerBoundaryIs></Polygon>";

std::string kml_of(const std::string& body) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?><kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>" +
           body + "</Document></kml>";
}
std::string placemark_of(const std::string& body) {
    return "<Placemark><name>甲</name>" + body + "</Placemark>";
}

TEST(KmlReader, ReadsAPlacemarkWithHolesAttributesAndFolder) {
    const auto out = read_bytes(
        kml_of(
            "<Folder><name>图</name>" +
            placemark_of(
                "<ExtendedData><SchemaData><SimpleData name=\"编号\">K1</SimpleData></SchemaData></ExtendedData>" +
                kShape) +
            "</Folder>"),
        "a.kml", {});
    ASSERT_EQ(out.features.size(), 1u) << made::words_of(out);
    const Feature& feature = out.features[0];
    EXPECT_EQ(feature.name, "甲");
    EXPECT_EQ(feature.id, "K1");
    EXPECT_EQ(feature.source, "a.kml, placemark 1 (图/甲)");
    EXPECT_EQ(feature.parts[0].geometry.polygons[0].shell.size(), 3u);
    EXPECT_EQ(feature.parts[0].geometry.polygons[0].holes.size(), 1u);
    EXPECT_EQ(feature.crs.basis, "format");
    EXPECT_TRUE(made::warns(out, "datum-unstated"));
}

TEST(KmlReader, RefusesADoctypeBeforeParsing) {
    const std::string bomb =
        "<!DOCTYPE kml [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>" + kml_of(placemark_of(kShape));
    EXPECT_TRUE(made::refused_with(read_bytes(bomb, "a.kml", {}), "xml-doctype"));
}

TEST(KmlReader, KeepsHtmlInDescriptionsApartFromADoctype) {
    const auto out = read_bytes(
        kml_of(placemark_of("<description><![CDATA[<!DOCTYPE html><b>x</b>]]></description>" + kShape)),
        "a.kml", {});
    EXPECT_EQ(out.features.size(), 1u);
}

TEST(KmlReader, NamesWhatIsNotTaken) {
    const auto out =
        read_bytes(kml_of("<NetworkLink><Link><href>http://example.com/a.kml</href></Link></NetworkLink>" +
                          placemark_of(kShape)),
                   "a.kml", {});
    EXPECT_EQ(out.features.size(), 1u);
    EXPECT_TRUE(made::warns(out, "not-taken"));
}

TEST(KmlReader, ReadsMultiGeometryLinesAndPoints) {
    const auto out = read_bytes(
        kml_of(placemark_of("<MultiGeometry>" + kShape +
                            "<LineString><coordinates>112.4,39.3 112.5,39.3</coordinates></LineString>"
                            "<Point><coordinates>112.4,39.3</coordinates></Point></MultiGeometry>")),
        "a.kml", {});
    ASSERT_EQ(out.features.size(), 1u);
    EXPECT_EQ(out.features[0].parts[0].geometry.lines.size(), 1u);
    EXPECT_EQ(out.features[0].parts[0].geometry.points.size(), 1u);
}

TEST(KmlReader, RefusesABadPlacemarkAloneAndABrokenFileWhole) {
    const auto out = read_bytes(
        kml_of(placemark_of("<Point><coordinates>112.4;39.3</coordinates></Point>") + placemark_of(kShape)),
        "a.kml", {});
    EXPECT_EQ(out.features.size(), 1u);
    EXPECT_TRUE(made::refused_with(out, "kml-coordinates"));
    const std::string whole = kml_of(placemark_of(kShape));
    EXPECT_TRUE(
        made::refused_with(read_bytes(whole.substr(0, whole.size() - 40), "a.kml", {}), "xml-broken"));
}

TEST(KmlReader, HintsAtTheExportSettingOfOvkml) {
    const auto out = read_bytes(kml_of(placemark_of(kShape)), "a.ovkml", {});
    ASSERT_TRUE(made::warns(out, "datum-unstated"));
    EXPECT_THAT(out.features[0].warnings.back().message.zh, ::testing::HasSubstr("奥维"));
}

TEST(KmlReader, RefusesNestingThatNoKmlNeeds) {
    std::string deep;
    for (int i = 0; i < 500; ++i) {
        deep += "<Folder>";
    }
    deep += placemark_of(kShape);
    for (int i = 0; i < 500; ++i) {
        deep += "</Folder>";
    }
    EXPECT_TRUE(made::refused_with(read_bytes(kml_of(deep), "a.kml", {}), "xml-too-deep"));
}

TEST(KmlReader, ReadsAKmz) {
    const auto out = read_bytes(
        made::zip_of({{"doc.kml", kml_of(placemark_of(kShape))}, {"files/a.png", "x"}}), "a.kmz", {});
    EXPECT_EQ(out.features.size(), 1u) << made::words_of(out);
}

} // namespace
} // namespace liangxian::intake
