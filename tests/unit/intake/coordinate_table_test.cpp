// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/coordinate_table.hpp"
#include "core/intake/delimited_text.hpp"
#include "tests/unit/intake/reading.hpp"

#include <gtest/gtest.h>

namespace liangxian::intake {
namespace {

ReadOutcome read(const std::string& text, ReadOptions options = options_in_china()) {
    return read_coordinate_table(text, "t.csv", options);
}

#define ASSERT_FEATURES(outcome, count)                                                                      \
    ASSERT_EQ((outcome).features.size(), count) << messages(outcome);                                        \
    ASSERT_TRUE((outcome).unreadable.empty()) << messages(outcome)

const std::string kRows =
    "J1,4356100,37623300\nJ2,4356200,37623300\nJ3,4356200,37623400\nJ4,4356100,37623400\n";

TEST(CoordinateTable, ReadsCornersByTheirHeader) {
    const auto outcome = read("点号,X坐标(m),Y坐标(m)\n" + kRows);
    ASSERT_FEATURES(outcome, 1u);
    const geo::Ring& shell = outcome.features[0].parts[0].geometry.polygons.at(0).shell;
    ASSERT_EQ(shell.size(), 4u);
    EXPECT_EQ(shell[0], (geo::Position{37623300.0, 4356100.0}));
    EXPECT_EQ(outcome.features[0].crs.epsg, 4525);
}

TEST(CoordinateTable, TurnsColumnsRoundThatTheirHeaderMisnames) {
    const auto outcome = read("拐点号,X,Y\n1,37623300,4356100\n2,37623300,4356200\n3,37623400,4356200\n");
    ASSERT_FEATURES(outcome, 1u);
    EXPECT_TRUE(has_code(outcome.features[0].warnings, "axes-swapped"));
    EXPECT_EQ(outcome.features[0].parts[0].geometry.polygons[0].shell[0],
              (geo::Position{37623300.0, 4356100.0}));
}

TEST(CoordinateTable, FindsColumnsByValueWithoutAHeader) {
    const auto outcome = read(kRows);
    ASSERT_FEATURES(outcome, 1u);
    EXPECT_EQ(outcome.features[0].parts[0].geometry.polygons[0].shell.size(), 4u);
    EXPECT_FALSE(has_code(outcome.features[0].warnings, "axes-swapped"));
}

TEST(CoordinateTable, ReadsTabsSemicolonsAndQuotedCells) {
    ASSERT_FEATURES(read("点号\tX\tY\n1\t4356100\t37623300\n2\t4356200\t37623300\n3\t4356200\t37623400\n"),
                    1u);
    ASSERT_FEATURES(read("点号;X;Y\n1;4356100;37623300\n2;4356200;37623300\n3;4356200;37623400\n"), 1u);
    ASSERT_FEATURES(read("点号,X,Y\n1,\"4,356,100.0\",37623300\n2,4356200,37623300\n3,4356200,37623400\n"),
                    1u);
}

TEST(CoordinateTable, GroupsCornersByParcelAndRing) {
    const auto outcome = read(
        "地块,圈号,点号,X,Y\n甲,1,1,4356100,37623300\n,,2,4356200,37623300\n,,3,4356200,37623400\n,,4,4356100,37623400\n"
        ",2,1,4356120,37623320\n,,2,4356120,37623340\n,,3,4356140,37623340\n"
        "乙,1,1,4357100,37623300\n乙,1,2,4357200,37623300\n乙,1,3,4357200,37623400\n");
    ASSERT_FEATURES(outcome, 2u);
    EXPECT_EQ(outcome.features[0].name, "甲");
    ASSERT_EQ(outcome.features[0].parts[0].geometry.polygons.size(), 1u);
    EXPECT_EQ(outcome.features[0].parts[0].geometry.polygons[0].holes.size(), 1u);
    EXPECT_EQ(outcome.features[1].name, "乙");
}

TEST(CoordinateTable, JoinsParcelsToOneApplicationWhenAsked) {
    ReadOptions options = options_in_china();
    options.grouping = Grouping::one;
    const auto outcome =
        read("地块,X,Y\n甲,4356100,37623300\n甲,4356200,37623300\n甲,4356200,37623400\n乙,4357100,37623300\n"
             "乙,4357200,37623300\n乙,4357200,37623400\n",
             options);
    ASSERT_FEATURES(outcome, 1u);
    EXPECT_EQ(outcome.features[0].parts.size(), 2u);
}

TEST(CoordinateTable, GivesAPointPerRowOfASiteList) {
    const auto outcome = read(
        "site_id,name,level,lon,lat,code\nS1,广武城,national,112.43,39.33,0012\nS2,\"烽火台, 东\",county,112.5,39.34,0013\n");
    ASSERT_FEATURES(outcome, 2u);
    EXPECT_EQ(outcome.features[0].id, "S1");
    EXPECT_EQ(outcome.features[1].name, "烽火台, 东");
    EXPECT_EQ(outcome.features[0].attributes["code"], "0012"); // text stays text
    EXPECT_EQ(outcome.features[0].parts[0].geometry.points.at(0), (geo::Position{112.43, 39.33}));
    EXPECT_EQ(outcome.features[0].crs.basis, "guessed:degrees");
}

TEST(CoordinateTable, GoesOnPastABadRowOfASiteList) {
    const auto outcome =
        read("id,名称,经度,纬度\n1,甲,112.43,39.33\n2,乙,abc,39.33\n3,丙,112.45,39.33\n4,丁,,\n");
    ASSERT_EQ(outcome.features.size(), 2u) << messages(outcome);
    ASSERT_EQ(outcome.unreadable.size(), 2u);
    EXPECT_NE(messages(outcome).find("bad-row @ t.csv:3"), std::string::npos);
    EXPECT_NE(messages(outcome).find("row-without-coordinates @ t.csv:5"), std::string::npos);
}

TEST(CoordinateTable, RefusesAPolygonWithABadCorner) {
    const auto outcome =
        read("点号,X,Y\n1,4356100,37623300\n2,x,37623300\n3,4356200,37623400\n4,4356100,37623400\n");
    ASSERT_TRUE(outcome.features.empty());
    EXPECT_EQ(outcome.unreadable[0].problems[0].where, "t.csv:3");
}

TEST(CoordinateTable, GroupsCornersByANameThatRepeats) {
    const auto outcome = read(
        "名称,经度,纬度\n甲,112.43,39.33\n甲,112.44,39.33\n甲,112.44,39.34\n乙,112.53,39.33\n乙,112.54,39.33\n乙,112.54,39.34\n");
    ASSERT_FEATURES(outcome, 2u);
    EXPECT_EQ(outcome.features[1].name, "乙");
}

TEST(CoordinateTable, TakesNumbersThatOnlyCountForCornerNumbers) {
    const auto outcome = read("编号,经度,纬度\n1,112.43,39.33\n2,112.44,39.33\n3,112.44,39.34\n");
    ASSERT_FEATURES(outcome, 1u);
    EXPECT_EQ(outcome.features[0].parts[0].geometry.polygons.size(), 1u);
}

TEST(CoordinateTable, ReadsRowsOfWkt) {
    const auto outcome = read(
        "id,name,wkt\nA,甲,\"POLYGON((112.43 39.33,112.44 39.33,112.44 39.34,112.43 39.33))\"\nB,乙,POINT(112.5 39.3)\nC,丙,POLYGON((\n");
    ASSERT_EQ(outcome.features.size(), 2u) << messages(outcome);
    EXPECT_EQ(outcome.features[0].parts[0].geometry.polygons[0].shell.size(), 3u);
    EXPECT_EQ(outcome.features[1].id, "B");
    ASSERT_EQ(outcome.unreadable.size(), 1u);
    EXPECT_TRUE(has_code(outcome.unreadable[0].problems, "bad-wkt"));
}

TEST(CoordinateTable, RefusesWktThatIsNestedTooDeep) {
    std::string deep = "POINT(1 1)";
    for (int i = 0; i < 200; ++i) {
        deep = "GEOMETRYCOLLECTION(" + deep + ")";
    }
    const auto outcome = read("id,wkt\nA,\"" + deep + "\"\n");
    ASSERT_EQ(outcome.unreadable.size(), 1u);
    EXPECT_TRUE(has_code(outcome.unreadable[0].problems, "bad-wkt"));
}

TEST(CoordinateTable, ReadsMarkedAnglesInEitherOrder) {
    const auto outcome =
        read("点号,经度,纬度\n1,112°25′48″,39°19′48″\n2,112°26′48″,39°19′48″\n3,112°26′48″,39°20′48″\n");
    ASSERT_FEATURES(outcome, 1u);
    EXPECT_NEAR(outcome.features[0].parts[0].geometry.polygons[0].shell[0].x, 112.43, 1e-9);
    const auto swapped =
        read("点号,经度,纬度\n1,北纬39°19′48″,112°25′48″\n2,39°19′48″,112°26′48″\n3,39°20′48″,112°26′48″\n");
    ASSERT_FEATURES(swapped, 1u);
    EXPECT_TRUE(has_code(swapped.features[0].warnings, "axes-swapped"));
}

TEST(CoordinateTable, ReadsPackedDegreesWhenTheHeaderSaysSo) {
    const auto outcome = read(
        "点号,经度(度分秒),纬度(度分秒)\n1,112.254800,39.194800\n2,112.264800,39.194800\n3,112.264800,39.204800\n");
    ASSERT_FEATURES(outcome, 1u);
    EXPECT_NEAR(outcome.features[0].parts[0].geometry.polygons[0].shell[0].x, 112.43, 1e-9);
    EXPECT_NEAR(outcome.features[0].parts[0].geometry.polygons[0].shell[0].y, 39.33, 1e-9);
}

TEST(CoordinateTable, RefusesToChooseBetweenDecimalAndPackedDegrees) {
    const auto outcome =
        read("点号,经度,纬度\n1,112.254800,39.194800\n2,112.264800,39.194800\n3,112.264811,39.204822\n");
    ASSERT_EQ(outcome.unreadable.size(), 1u) << messages(outcome);
    EXPECT_TRUE(has_code(outcome.unreadable[0].problems, "angle-form-ambiguous"));
    ASSERT_FEATURES(
        read("点号,lon,lat\n1,112.430000,39.330000\n2,112.440000,39.330000\n3,112.440000,39.340000\n"), 1u);
}

TEST(CoordinateTable, RefusesTheOldDatumOfItsTitle) {
    const auto outcome = read("1980西安坐标系\n点号,X,Y\n" + kRows);
    ASSERT_EQ(outcome.unreadable.size(), 1u);
    EXPECT_TRUE(has_code(outcome.unreadable[0].problems, "datum-refused"));
}

TEST(CoordinateTable, ReadsPairsPastedAsText) {
    ASSERT_FEATURES(read("112.43,39.33 112.44,39.33 112.44,39.34"), 1u);
    ASSERT_FEATURES(read("112.43,39.33;112.44,39.33;112.44,39.34"), 1u);
    ASSERT_FEATURES(read("112.43 39.33\n112.44 39.33\n112.44 39.34\n"), 1u);
    ASSERT_FEATURES(read("J1 4356100 37623300\nJ2 4356200 37623300\nJ3 4356200 37623400\n"), 1u);
    const auto notice = read(
        "四至坐标：\n1、北纬39°19′48″，东经112°25′48″；\n2、北纬39°19′48″，东经112°26′48″；\n3、北纬39°20′48″，东经112°26′48″。\n");
    ASSERT_FEATURES(notice, 1u);
    EXPECT_NEAR(notice.features[0].parts[0].geometry.polygons[0].shell[0].x, 112.43, 1e-9);
    EXPECT_NEAR(notice.features[0].parts[0].geometry.polygons[0].shell[0].y, 39.33, 1e-9);
}

TEST(CoordinateTable, SaysThatItFoundNoCoordinates) {
    for (const char* text : {"", "\n\n", "hello world", "a,b\n1,2\n"}) {
        const auto outcome = read(text);
        EXPECT_TRUE(outcome.features.empty());
        ASSERT_EQ(outcome.unreadable.size(), 1u) << text;
        EXPECT_FALSE(outcome.unreadable[0].problems.empty());
    }
}

TEST(CoordinateTable, IsKnownByItsContent) {
    EXPECT_TRUE(looks_like_coordinate_table("点号,X,Y\n"));
    EXPECT_TRUE(looks_like_coordinate_table(kRows));
    EXPECT_TRUE(looks_like_coordinate_table("112.43,39.33 112.44,39.33 112.44,39.34"));
    EXPECT_FALSE(looks_like_coordinate_table("hello, world"));
}

TEST(CassDat, ReadsEastingBeforeNorthing) {
    const std::string text =
        "1,,623300.0,4356100.0,1100.1\n2,DLSS,623300.0,4356200.0,1100.2\n3,,623400.0,4356200.0,1100.3\n";
    EXPECT_TRUE(looks_like_cass_dat(text));
    EXPECT_FALSE(looks_like_cass_dat(kRows));
    const auto outcome = read_cass_dat(text, "a.dat", options_in_shuozhou());
    ASSERT_FEATURES(outcome, 1u);
    EXPECT_EQ(outcome.features[0].crs.epsg, 4546);
    EXPECT_EQ(outcome.features[0].parts[0].geometry.polygons[0].shell[0],
              (geo::Position{623300.0, 4356100.0}));
    EXPECT_TRUE(has_code(outcome.features[0].warnings, "points-joined-in-order"));
    EXPECT_FALSE(has_code(outcome.features[0].warnings, "axes-swapped"));
}

TEST(CassDat, NamesTheLineThatIsNoPoint) {
    const auto outcome =
        read_cass_dat("1,,623300,4356100,1\n2,,bad,4356200,1\n", "a.dat", options_in_shuozhou());
    ASSERT_EQ(outcome.unreadable.size(), 1u);
    EXPECT_EQ(place_of(outcome.unreadable[0].problems, "bad-row"), "a.dat:2");
}

TEST(DelimitedText, FollowsRfc4180) {
    const Table table = read_delimited("a,\"b \"\"q\"\", c\",\"x\ny\"\r\n\r\n1,,3\n", ',');
    ASSERT_EQ(table.size(), 2u);
    EXPECT_EQ(table[0].cells[1].text, "b \"q\", c");
    EXPECT_EQ(table[0].cells[2].text, "x\ny");
    EXPECT_EQ(table[1].cells[1].text, "");
    EXPECT_EQ(table[1].line, 4u);
}

} // namespace
} // namespace liangxian::intake
