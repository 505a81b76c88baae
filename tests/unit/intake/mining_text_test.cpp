// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/mining_text.hpp"
#include "tests/unit/intake/reading.hpp"

#include <gtest/gtest.h>

namespace liangxian::intake {
namespace {

const std::string kOuter =
    "4,1,4356100.00,37623300.00,2,4356900.00,37623300.00,3,4356900.00,37624100.00,4,4356100.00,37624100.00,"
    "1360,1100,开采范围,1";
const std::string kInner =
    "3,1,4356300.00,37623500.00,2,4356400.00,37623500.00,3,4356400.00,37623600.00,1360,1100,扣除村庄";

ReadOutcome read(const std::string& text, ReadOptions options = options_in_china()) {
    return read_mining_text(text, "kq.txt", options);
}

TEST(MiningText, ReadsARegistrationStringWithItsElevations) {
    const auto outcome = read("1," + kOuter + ",");
    ASSERT_EQ(outcome.features.size(), 1u) << messages(outcome);
    const Feature& f = outcome.features[0];
    EXPECT_EQ(f.crs.epsg, 4525);
    EXPECT_EQ(f.crs.basis, "guessed:zone-prefix");
    ASSERT_EQ(f.parts.size(), 1u);
    EXPECT_EQ(f.parts[0].sign, 1);
    EXPECT_EQ(f.parts[0].attributes["elevation_top_m"], 1360.0);
    EXPECT_EQ(f.parts[0].attributes["elevation_bottom_m"], 1100.0);
    EXPECT_EQ(f.parts[0].geometry.polygons[0].shell[0], (geo::Position{37623300.0, 4356100.0}));
}

TEST(MiningText, KeepsADeductionAsAPartOfItsOwn) {
    const auto outcome = read("2," + kOuter + "," + kInner + ",-1,");
    ASSERT_EQ(outcome.features.size(), 1u) << messages(outcome);
    ASSERT_EQ(outcome.features[0].parts.size(), 2u);
    EXPECT_EQ(outcome.features[0].parts[1].sign, -1);
    EXPECT_FALSE(has_code(outcome.features[0].warnings, "sign-conflict"));
}

TEST(MiningText, KeepsTheFlagAndWarnsWhenTheRemarkContradictsIt) {
    const auto outcome = read("2," + kOuter + "," + kInner + ",1,");
    ASSERT_EQ(outcome.features.size(), 1u) << messages(outcome);
    EXPECT_EQ(outcome.features[0].parts[1].sign, 1);
    EXPECT_EQ(place_of(outcome.features[0].warnings, "sign-conflict"), "kq.txt:1, ring 2");
    std::string reverse = kOuter;
    reverse.replace(reverse.rfind(",1"), 2, ",-1");
    const auto other = read("2," + kOuter + "," + reverse + ",");
    ASSERT_EQ(other.features.size(), 1u) << messages(other);
    EXPECT_TRUE(has_code(other.features[0].warnings, "sign-conflict"));
}

TEST(MiningText, ReadsAStringOverSeveralLinesAndFullWidthCommas) {
    std::string text = "1," + kOuter + ",";
    for (std::size_t at = text.find(",2,4356"); at != std::string::npos; at = std::string::npos) {
        text.replace(at, 1, ",\r\n");
    }
    text.replace(text.find(",37623300"), 1, "，");
    const auto outcome = read(text);
    ASSERT_EQ(outcome.features.size(), 1u) << messages(outcome);
    EXPECT_EQ(outcome.features[0].parts[0].geometry.polygons[0].shell.size(), 4u);
}

TEST(MiningText, ReadsAnExplorationStringInPackedDegrees) {
    const auto outcome = read("1,4,1122548,391948,1122648,391948,1122648,392048,1122548,392048,1,,,");
    ASSERT_EQ(outcome.features.size(), 1u) << messages(outcome);
    const Feature& f = outcome.features[0];
    EXPECT_EQ(f.crs.epsg, 4490);
    EXPECT_NEAR(f.parts[0].geometry.polygons[0].shell[0].x, 112.43, 1e-9);
    EXPECT_NEAR(f.parts[0].geometry.polygons[0].shell[0].y, 39.33, 1e-9);
}

TEST(MiningText, ReadsPlanStringsInPackedDegreesAndInMetres) {
    const auto degrees = read("1122548,391948;1122648,391948;1122648,392048;1122548,392048");
    ASSERT_EQ(degrees.features.size(), 1u) << messages(degrees);
    EXPECT_NEAR(degrees.features[0].parts[0].geometry.polygons[0].shell[0].x, 112.43, 1e-9);
    const auto metres = read("4356100,37623300;4356900,37623300;4356900,37624100;");
    ASSERT_EQ(metres.features.size(), 1u) << messages(metres);
    EXPECT_EQ(metres.features[0].crs.epsg, 4525);
    EXPECT_EQ(metres.features[0].parts[0].geometry.polygons[0].shell[0],
              (geo::Position{37623300.0, 4356100.0}));
}

TEST(MiningText, ReadsARegistrationProjectFile) {
    const auto outcome = read(
        "[登记项目]\n项目名称=某某煤矿\n矿区编号=C1400\n坐标系=2000国家大地坐标系\n矿区面积=0.6400\n区域坐标=1," +
        kOuter + ",\n");
    ASSERT_EQ(outcome.features.size(), 1u) << messages(outcome);
    EXPECT_EQ(outcome.features[0].name, "某某煤矿");
    EXPECT_EQ(outcome.features[0].id, "C1400");
    EXPECT_NEAR(*outcome.features[0].declared_area_m2, 640000, 1e-6);
}

const std::string kProjectRows =
    "[登记项目]\n***探矿权项目内容***\n\n项目名称=示例探矿权\n坐标系统=2000国家大地坐标系\n"
    "矿区范围拐点坐标总数应小于1000个\n矿区范围拐点坐标与标高的总行数=  5\nXY001=1,4344925.00,38392376.00\n"
    "XY002=2,4344925.00,38395376.00\nXY003=3,4347925.00,38395376.00\nXY004=4,4347925.00,38392376.00\n";

TEST(MiningText, ReadsNumberedRowsOfAProjectFile) {
    const auto outcome = read(kProjectRows + "XY005=标高,1300,900,,1\n");
    ASSERT_EQ(outcome.features.size(), 1u) << messages(outcome);
    EXPECT_EQ(outcome.features[0].name, "示例探矿权");
    EXPECT_EQ(outcome.features[0].crs.epsg, 4526);
    EXPECT_EQ(outcome.features[0].parts[0].attributes["elevation_bottom_m"], 900.0);
    EXPECT_EQ(outcome.features[0].parts[0].geometry.polygons[0].shell.size(), 4u);
    EXPECT_FALSE(has_code(outcome.features[0].warnings, "point-count"));
}

TEST(MiningText, RefusesAProjectFileThatEndsBeforeItsFlag) {
    const auto outcome = read(kProjectRows);
    ASSERT_EQ(outcome.unreadable.size(), 1u) << messages(outcome);
    EXPECT_NE(messages(outcome).find("cut off"), std::string::npos);
    const auto empty = read("[登记项目]\n项目名称=甲\n说明\n");
    ASSERT_EQ(empty.unreadable.size(), 1u);
    EXPECT_TRUE(has_code(empty.unreadable[0].problems, "no-coordinates"));
}

TEST(MiningText, RefusesTheOldDatumOfAProjectFile) {
    const auto outcome = read("[登记项目]\n坐标系=1980西安坐标系\n区域坐标=1," + kOuter + ",\n");
    ASSERT_EQ(outcome.unreadable.size(), 1u);
    EXPECT_TRUE(has_code(outcome.unreadable[0].problems, "datum-refused"));
}

TEST(MiningText, GivesOneFeaturePerExtentWhenAsked) {
    ReadOptions options = options_in_china();
    options.grouping = Grouping::each;
    const auto outcome = read("2," + kOuter + "," + kInner + ",-1,", options);
    ASSERT_EQ(outcome.features.size(), 1u);
    EXPECT_EQ(outcome.features[0].parts.size(), 2u);
}

TEST(MiningText, TurnsSwappedColumnsRoundAndSaysSo) {
    const auto outcome = read("1,3,1,37623300,4356100,2,37623300,4356900,3,37624100,4356900,,,,1");
    ASSERT_EQ(outcome.features.size(), 1u) << messages(outcome);
    EXPECT_TRUE(has_code(outcome.features[0].warnings, "axes-swapped"));
    EXPECT_FALSE(outcome.features[0].parts[0].attributes.contains("elevation_top_m"));
}

TEST(MiningText, SaysWhereAStringThatIsCutOffEnds) {
    const auto outcome = read("2," + kOuter + ",3,1,4356300.00,37623500.00,2,43563");
    ASSERT_EQ(outcome.unreadable.size(), 1u) << messages(outcome);
    EXPECT_NE(messages(outcome).find("ring 2"), std::string::npos);
    EXPECT_NE(messages(outcome).find("cut off"), std::string::npos);
}

TEST(MiningText, RefusesAnUnknownFlagAndFieldsLeftOver) {
    std::string flag = kOuter;
    flag.replace(flag.rfind(",1"), 2, ",2");
    EXPECT_EQ(read("1," + flag).unreadable.size(), 1u);
    EXPECT_EQ(read("1," + kOuter + "," + kInner + ",1").unreadable.size(), 1u);
}

TEST(MiningText, WarnsWhenTheTopIsBelowTheBottom) {
    std::string text = "1," + kOuter;
    text.replace(text.find("1360,1100"), 9, "1100,1360");
    const auto outcome = read(text);
    ASSERT_EQ(outcome.features.size(), 1u);
    EXPECT_TRUE(has_code(outcome.features[0].warnings, "elevation-order"));
}

TEST(MiningText, IsKnownByItsContent) {
    EXPECT_TRUE(looks_like_mining_text("1," + kOuter));
    EXPECT_TRUE(looks_like_mining_text("[登记项目]\n"));
    EXPECT_TRUE(looks_like_mining_text("1122548,391948;1122648,391948;1122648,392048"));
    EXPECT_FALSE(looks_like_mining_text("112.43,39.33;112.44,39.33;112.44,39.34"));
    EXPECT_FALSE(looks_like_mining_text("点号,X,Y\n1,4356100,37623300\n2,4356200,37623300\n"));
    EXPECT_FALSE(looks_like_mining_text("1,4356100,37623300\n2,4356200,37623300\n3,4356200,37623400\n"));
    EXPECT_FALSE(looks_like_mining_text(""));
}

} // namespace
} // namespace liangxian::intake
