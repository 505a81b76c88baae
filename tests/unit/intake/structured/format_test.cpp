// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/format.hpp"
#include "core/intake/hidden_gbk.hpp"
#include "core/intake/read.hpp"
#include "tests/unit/intake/structured/made_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace liangxian::intake {
namespace {

using ::testing::HasSubstr;

TEST(Format, NeverOpensAVrtNamedGeojson) {
    const std::string vrt =
        "<OGRVRTDataSource><OGRVRTLayer name=\"x\"><SrcDataSource>/etc/passwd</SrcDataSource>"
        "</OGRVRTLayer></OGRVRTDataSource>";
    const auto out = read_bytes(vrt, "a.geojson", {});
    ASSERT_TRUE(made::refused_with(out, "format-refused"));
    EXPECT_THAT(made::words_of(out), HasSubstr("OGRVRTDataSource"));
}

TEST(Format, NamesForeignFilesAndWhatToHandInInstead) {
    const std::vector<std::pair<std::string, std::string>> foreign{
        {"AC1027 xxxx", "DWG"},
        {"AutoCAD Binary DXF\r\n", "binary DXF"},
        {"Rar!\x1A", "RAR"},
        {"%PDF-1.4", "PDF"},
        {"7z\xBC\xAF\x27\x1C", "7z"},
        {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "XLS"},
        {"<gml:FeatureCollection>", "FeatureCollection"}};
    for (const auto& [bytes, name] : foreign) {
        const auto out = read_bytes(bytes, "a.geojson", {});
        ASSERT_TRUE(made::refused_with(out, "format-refused")) << name;
        EXPECT_THAT(made::words_of(out), HasSubstr(name));
        EXPECT_THAT(made::words_of(out), HasSubstr("GeoPackage"));
    }
}

TEST(Format, DecidesByContentAndNotByExtension) {
    EXPECT_EQ(decide_format(R"({"type":"Point"})", "a.txt", "").format, Format::geojson);
    EXPECT_EQ(decide_format("<?xml version='1.0'?><kml/>", "a.txt", "").format, Format::kml);
    EXPECT_EQ(decide_format(made::dxf_of(""), "a.txt", "").format, Format::dxf);
    EXPECT_EQ(decide_format("[属性描述]\n坐标系=2000国家大地坐标系\n", "a.csv", "").format,
              Format::survey_txt);
    EXPECT_EQ(decide_format("", "a.txt", "").format, Format::unknown);
}

TEST(HiddenGbk, IsToldFromUtf8ByTheLengthOfItsCharacters) {
    EXPECT_TRUE(is_gbk_despite_utf8(made::kGbkWord));
    EXPECT_FALSE(is_gbk_despite_utf8("平鲁"));
    EXPECT_FALSE(is_gbk_despite_utf8("112°, 3 m²"));
    EXPECT_FALSE(is_gbk_despite_utf8("plain"));
}

TEST(Format, SaysSoWhenAFileIsEmptyOrABinaryIsUnknown) {
    EXPECT_TRUE(made::refused_with(read_bytes(" \n", "a.geojson", {}), "empty-file"));
    EXPECT_THAT(made::words_of(read_bytes(std::string("\x01\x00\x02\x00\x05\xFF", 6), "a.ovobj", {})),
                HasSubstr(".ovkml"));
}

} // namespace
} // namespace liangxian::intake
