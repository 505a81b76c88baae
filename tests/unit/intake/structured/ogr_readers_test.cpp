// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/file.hpp"
#include "core/intake/read.hpp"
#include "core/intake/srs_match.hpp"
#include "tests/unit/intake/structured/made_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace liangxian::intake {
namespace {

class OgrReaders : public ::testing::Test {
protected:
    std::filesystem::path folder() const { return m_folder.path(); }
    std::filesystem::path square(const std::string& field = made::kGbkWord) const {
        return made::shapefile_in(folder(), "a", field);
    }

private:
    base::TemporaryDirectory m_folder;
};

TEST_F(OgrReaders, ReadAShapefileWithGbkAttributesAndItsPrj) {
    const auto out = read_file(square(), {});
    ASSERT_EQ(out.features.size(), 1u) << made::words_of(out);
    EXPECT_EQ(out.features[0].name, "平鲁");
    EXPECT_EQ(out.features[0].crs.epsg, 4525);
    EXPECT_EQ(out.features[0].crs.basis, "prj");
    EXPECT_EQ(out.features[0].parts[0].geometry.polygons[0].holes.size(), 1u);
}

TEST_F(OgrReaders, OverruleACpgThatLies) {
    const auto path = square();
    base::write_file_atomically(folder() / "a.CPG", "UTF-8");
    const auto out = read_file(path, {});
    ASSERT_EQ(out.features.size(), 1u) << made::words_of(out);
    EXPECT_EQ(out.features[0].name, "平鲁");
    EXPECT_TRUE(made::warns(out, "cpg-contradicted"));
    std::filesystem::remove(folder() / "a.CPG");
    const auto utf8 = square("平鲁");
    base::write_file_atomically(folder() / "a.cpg", "GBK");
    const auto other_way = read_file(utf8, {});
    EXPECT_EQ(other_way.features.at(0).name, "平鲁");
    EXPECT_TRUE(made::warns(other_way, "cpg-contradicted"));
}

TEST_F(OgrReaders, DoWithoutIndexAttributesAndPrj) {
    const auto path = square();
    for (const char* part : {"a.shx", "a.dbf", "a.prj"}) {
        std::filesystem::remove(folder() / part);
    }
    const auto out = read_file(path, {});
    ASSERT_EQ(out.features.size(), 1u) << made::words_of(out);
    EXPECT_TRUE(made::warns(out, "shx-rebuilt"));
    EXPECT_TRUE(made::warns(out, "dbf-missing"));
    EXPECT_EQ(out.features[0].crs.basis, "guessed:zone-prefix");
}

TEST_F(OgrReaders, ReadAZippedShapefile) {
    square();
    std::vector<std::pair<std::string, std::string>> entries;
    for (const char* part : {"a.shp", "a.shx", "a.dbf", "a.prj"}) {
        entries.push_back({std::string("d/") + part, base::read_file(folder() / part, 1u << 20)});
    }
    const auto out = read_bytes(made::zip_of(entries), "up.zip", {});
    ASSERT_EQ(out.features.size(), 1u) << made::words_of(out);
    EXPECT_EQ(out.features[0].name, "平鲁");
    EXPECT_EQ(out.features[0].source, "up.zip!d/a.shp, feature 1");
}

TEST_F(OgrReaders, RefuseAnOldDatumAndAPlaneWithoutACode) {
    const auto path = square();
    const std::string prj = base::read_file(folder() / "a.prj", 1u << 16);
    const auto with_prj = [&](const std::string& text) {
        base::write_file_atomically(folder() / "a.prj", text);
        return read_file(path, {});
    };
    const std::string xian =
        R"(PROJCS["Xian_1980_3_Degree_GK_Zone_37",GEOGCS["GCS_Xian_1980",DATUM["D_Xian_1980",SPHEROID["Xian_1980",6378140.0,298.257]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",37500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",111.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]])";
    EXPECT_TRUE(made::refused_with(with_prj(xian), "datum-refused"));
    std::string local = prj;
    const std::size_t meridian = local.find("111");
    ASSERT_NE(meridian, std::string::npos);
    local.replace(meridian, 3, "112");
    EXPECT_TRUE(made::refused_with(with_prj(local), "prj-not-standard"));
}

TEST_F(OgrReaders, RefuseATruncatedShapefile) {
    const auto path = square();
    const std::string shp = base::read_file(path, 1u << 20);
    base::write_file_atomically(path, shp.substr(0, shp.size() - 20));
    EXPECT_TRUE(made::refused_with(read_file(path, {}), "shp-damaged"));
}

TEST_F(OgrReaders, ReadTheOnlyLayerOfAGeopackageAndAskAmongSeveral) {
    const auto one = read_file(made::geopackage_in(folder(), {"a"}), {});
    ASSERT_EQ(one.features.size(), 1u) << made::words_of(one);
    EXPECT_EQ(one.features[0].name, "甲");
    EXPECT_EQ(one.features[0].crs.epsg, 4490);
    EXPECT_EQ(one.features[0].crs.basis, "header");
    std::filesystem::remove(folder() / "made.gpkg");
    const auto path = made::geopackage_in(folder(), {"a", "b"});
    const auto asked = read_file(path, {});
    ASSERT_TRUE(made::refused_with(asked, "layer-needed"));
    EXPECT_THAT(made::words_of(asked), ::testing::HasSubstr("a, b"));
    ReadOptions options;
    options.layer = "b";
    EXPECT_EQ(read_file(path, options).features.size(), 1u);
}

TEST(SrsMatch, KnowsTheNamesOfEsriByTheirParameters) {
    const auto plane = [](const std::string& meridian, const std::string& easting) {
        return match_prj(
                   R"(PROJCS["x",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",)" +
                   easting + R"(],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",)" + meridian +
                   R"(],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]])")
            .epsg;
    };
    EXPECT_EQ(plane("111.0", "37500000.0"), 4525);
    EXPECT_EQ(plane("111.0", "500000.0"), 4546);
    EXPECT_EQ(plane("111.0", "19500000.0"), 4497);
    EXPECT_FALSE(plane("112.0", "500000.0"));
    EXPECT_EQ(
        match_prj(
            R"(GEOGCS["GCS_Beijing_1954",DATUM["D_Beijing_1954",SPHEROID["Krasovsky_1940",6378245.0,298.3]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]])")
            .epsg,
        4214);
    EXPECT_FALSE(match_prj("no wkt").understood);
}

} // namespace
} // namespace liangxian::intake
