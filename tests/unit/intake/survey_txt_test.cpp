// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/survey_txt.hpp"
#include "tests/unit/intake/reading.hpp"

#include <gtest/gtest.h>

namespace liangxian::intake {
namespace {

const std::string kHead =
    "[属性描述]\n格式版本号=1.01\n数据产生单位=测绘院\n坐标系=2000国家大地坐标系\n几度分带=3\n"
    "投影类型=高斯克吕格\n计量单位=米\n带号=37\n精度=0.001\n转换参数=0,0,0,0,0,0,0\n[地块坐标]\n";
const std::string kSquare =
    "J1,1,4356100.0,37623300.0\nJ2,1,4356200.0,37623300.0\nJ3,1,4356200.0,37623400.0\n"
    "J4,1,4356100.0,37623400.0\n";
const std::string kClosing = "J1,1,4356100.0,37623300.0\n";
const std::string kLot = "5,1.0,DK1,东地块,面,J49,采矿用地,0602,@\n";

ReadOutcome read(const std::string& text, ReadOptions options = options_in_china()) {
    return read_survey_txt(text, "a.txt", options);
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const std::size_t at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

#define ASSERT_READ(outcome)                                                                                 \
    ASSERT_EQ((outcome).features.size(), 1u) << messages(outcome);                                           \
    ASSERT_TRUE((outcome).unreadable.empty())

#define ASSERT_UNREADABLE(outcome, code)                                                                     \
    ASSERT_TRUE((outcome).features.empty()) << messages(outcome);                                            \
    ASSERT_EQ((outcome).unreadable.size(), 1u);                                                              \
    EXPECT_TRUE(has_code((outcome).unreadable[0].problems, code)) << messages(outcome)

TEST(SurveyTxt, ReadsOneLotWithItsHead) {
    const auto outcome = read(kHead + kLot + kSquare + kClosing);
    ASSERT_READ(outcome);
    const Feature& f = outcome.features[0];
    EXPECT_EQ(f.crs.epsg, 4525);
    EXPECT_EQ(f.crs.basis, "header");
    EXPECT_EQ(f.name, "东地块");
    EXPECT_EQ(f.id, "DK1");
    EXPECT_DOUBLE_EQ(*f.declared_area_m2, 10000);
    EXPECT_TRUE(f.warnings.empty()) << messages(f.warnings);
    ASSERT_EQ(f.parts.size(), 1u);
    const geo::Ring& shell = f.parts[0].geometry.polygons.at(0).shell;
    ASSERT_EQ(shell.size(), 4u);
    EXPECT_EQ(shell[0], (geo::Position{37623300.0, 4356100.0})); // easting first inside
    EXPECT_EQ(f.parts[0].attributes["地块用途"], "采矿用地");
    EXPECT_EQ(f.parts[0].source, "a.txt:12-17");
    EXPECT_EQ(f.attributes["数据产生单位"], "测绘院");
}

TEST(SurveyTxt, TurnsSwappedColumnsRoundAndSaysSo) {
    const auto outcome =
        read(kHead + kLot +
             "J1,1,37623300,4356100\nJ2,1,37623300,4356200\nJ3,1,37623400,4356200\nJ1,1,37623300,4356100\n");
    ASSERT_READ(outcome);
    EXPECT_TRUE(has_code(outcome.features[0].warnings, "axes-swapped"));
    EXPECT_EQ(outcome.features[0].parts[0].geometry.polygons[0].shell[0],
              (geo::Position{37623300.0, 4356100.0}));
}

TEST(SurveyTxt, ReadsEastingsWithoutZone) {
    const auto outcome = read(kHead + kLot + "1,1,4356100,623300\n2,1,4356200,623300\n3,1,4356200,623400\n");
    ASSERT_READ(outcome);
    EXPECT_EQ(outcome.features[0].crs.epsg, 4546);
    EXPECT_EQ(outcome.features[0].crs.basis, "header");
}

TEST(SurveyTxt, RefusesAZoneThatTheEastingsContradict) {
    const auto outcome = read(replaced(kHead, "带号=37", "带号=38") + kLot + kSquare + kClosing);
    ASSERT_UNREADABLE(outcome, "zone-contradiction");
}

TEST(SurveyTxt, TakesTheZoneFromTheEastingsWhenTheHeadLeavesItEmpty) {
    const auto outcome = read(replaced(kHead, "带号=37", "带号=") + kLot + kSquare + kClosing);
    ASSERT_READ(outcome);
    EXPECT_EQ(outcome.features[0].crs.epsg, 4525);
}

TEST(SurveyTxt, AcceptsThePointCountWithAndWithoutTheClosingPoint) {
    for (const char* count : {"4", "5"}) {
        const auto outcome =
            read(kHead + replaced(kLot, "5,", std::string(count) + ",") + kSquare + kClosing);
        ASSERT_READ(outcome);
        EXPECT_FALSE(has_code(outcome.features[0].warnings, "point-count")) << count;
    }
    const auto outcome = read(kHead + replaced(kLot, "5,", "9,") + kSquare + kClosing);
    ASSERT_READ(outcome);
    EXPECT_EQ(place_of(outcome.features[0].warnings, "point-count"), "a.txt:12");
}

TEST(SurveyTxt, ClosesAnOpenRingAndSaysSo) {
    const auto outcome = read(kHead + kLot + kSquare);
    ASSERT_READ(outcome);
    EXPECT_TRUE(has_code(outcome.features[0].warnings, "ring-not-closed"));
    EXPECT_EQ(outcome.features[0].parts[0].geometry.polygons[0].shell.size(), 4u);
}

TEST(SurveyTxt, DropsAClosingPointThatIsRepeated) {
    const auto outcome = read(kHead + kLot + kSquare + kClosing + kClosing);
    ASSERT_READ(outcome);
    ASSERT_EQ(outcome.features[0].parts[0].geometry.polygons.size(), 1u);
    EXPECT_EQ(outcome.features[0].parts[0].geometry.polygons[0].shell.size(), 4u);
}

TEST(SurveyTxt, ReadsPointNamesInEverySpelling) {
    const auto outcome = read(kHead + kLot +
                              "J01,1,4356100,37623300\n 2,1,4356200,37623300\n-  J3,1,4356200,37623400\n"
                              "　Ｊ４，１，４３５６１００，３７６２３４００\nJ01,1,4356100,37623300\n");
    ASSERT_READ(outcome);
    EXPECT_EQ(outcome.features[0].parts[0].geometry.polygons[0].shell.size(), 4u);
}

const std::string kInner =
    "J5,2,4356120,37623320\nJ6,2,4356120,37623340\nJ7,2,4356140,37623340\nJ5,2,4356120,37623320\n";
const std::string kApart =
    "J5,2,4356500,37623320\nJ6,2,4356500,37623340\nJ7,2,4356540,37623340\nJ5,2,4356500,37623320\n";

TEST(SurveyTxt, MakesARingInsideAnotherItsHole) {
    const auto outcome = read(kHead + kLot + kSquare + kClosing + kInner);
    ASSERT_READ(outcome);
    ASSERT_EQ(outcome.features[0].parts[0].geometry.polygons.size(), 1u);
    EXPECT_EQ(outcome.features[0].parts[0].geometry.polygons[0].holes.size(), 1u);
    EXPECT_FALSE(has_code(outcome.features[0].warnings, "ring-number-disagrees"));
}

TEST(SurveyTxt, MakesARingApartAnotherPartWhateverItsNumber) {
    const auto outcome = read(kHead + kLot + kSquare + kClosing + kApart);
    ASSERT_READ(outcome);
    EXPECT_EQ(outcome.features[0].parts[0].geometry.polygons.size(), 2u);
    EXPECT_TRUE(has_code(outcome.features[0].warnings, "ring-number-disagrees"));
}

TEST(SurveyTxt, FindsAHoleThatIsNumberedAsAnOutline) {
    std::string inner = kInner;
    for (std::size_t at = inner.find(",2,"); at != std::string::npos; at = inner.find(",2,")) {
        inner.replace(at, 3, ",1,");
    }
    const auto outcome = read(kHead + kLot + kSquare + kClosing + inner);
    ASSERT_READ(outcome);
    EXPECT_EQ(outcome.features[0].parts[0].geometry.polygons[0].holes.size(), 1u);
    EXPECT_TRUE(has_code(outcome.features[0].warnings, "ring-number-disagrees"));
}

TEST(SurveyTxt, KeepsAnIslandInsideAHole) {
    const auto outcome =
        read(kHead + kLot + kSquare + kClosing + kInner +
             "J8,3,4356125,37623330\nJ9,3,4356125,37623335\nJ10,3,4356129,37623335\nJ8,3,4356125,37623330\n");
    ASSERT_READ(outcome);
    EXPECT_EQ(outcome.features[0].parts[0].geometry.polygons.size(), 2u);
}

TEST(SurveyTxt, GivesAClosingRowWithAWrongRingNumberToItsRing) {
    const auto outcome = read(kHead + kLot + kSquare + "J1,3,4356100.0,37623300.0\n");
    ASSERT_READ(outcome);
    EXPECT_EQ(outcome.features[0].parts[0].geometry.polygons.size(), 1u);
    EXPECT_TRUE(has_code(outcome.features[0].warnings, "ring-number-on-closing-row"));
}

const std::string kSecondLot =
    "4,0.5公顷,DK2,西地块,面,,,,@\nJ1,1,4357100,37623300\nJ2,1,4357200,37623300\nJ3,1,4357200,37623400\nJ1,1,4357100,37623300\n";

TEST(SurveyTxt, JoinsSeveralLotsToOneApplicationAndAddsTheirAreas) {
    const auto outcome = read(kHead + kLot + kSquare + kClosing + kSecondLot);
    ASSERT_READ(outcome);
    ASSERT_EQ(outcome.features[0].parts.size(), 2u);
    EXPECT_EQ(outcome.features[0].parts[1].name, "西地块");
    EXPECT_NEAR(*outcome.features[0].declared_area_m2, 15000, 1e-9);
}

TEST(SurveyTxt, GivesEveryLotOfItsOwnWhenAsked) {
    ReadOptions options = options_in_china();
    options.grouping = Grouping::each;
    const auto outcome = read(kHead + kLot + kSquare + kClosing + kSecondLot, options);
    ASSERT_EQ(outcome.features.size(), 2u);
    EXPECT_EQ(outcome.features[1].id, "DK2");
    EXPECT_NEAR(*outcome.features[1].declared_area_m2, 5000, 1e-9);
}

TEST(SurveyTxt, ReadsFullWidthBracketsLeadingBlanksAndExtraSections) {
    const auto outcome = read(
        "　【项目信息】\n项目名称=风电场\n 【属性描述】\n坐标系＝2000国家大地坐标系\n分带=3度带\n带号=37\n 【地块坐标】\n" +
        kLot + kSquare + kClosing);
    ASSERT_READ(outcome);
    EXPECT_EQ(outcome.features[0].name, "风电场");
    EXPECT_EQ(outcome.features[0].crs.epsg, 4525);
}

TEST(SurveyTxt, ReadsHeadsOfSevenToTwelveFields) {
    for (const char* lot : {"5,1.0,DK1,东地块,面,,@\n", "5,1.0,DK1,东地块,面,J49,用途,0602,a,b,c,@\n",
                            "5,1.0,DK1,东地块,面,J49,用途,@\n", "5,1.0,DK1,东地块,面,J49,用途,0602,\n"}) {
        const auto outcome = read(kHead + lot + kSquare + kClosing);
        ASSERT_READ(outcome);
        EXPECT_EQ(outcome.features[0].name, "东地块") << lot;
        EXPECT_NEAR(*outcome.features[0].declared_area_m2, 10000, 1e-9) << lot;
    }
}

TEST(SurveyTxt, TakesAnAreaThatOnlyMakesSenseInSquareMetresAsThat) {
    const auto outcome = read(kHead + replaced(kLot, "1.0", "10000.0") + kSquare + kClosing);
    ASSERT_READ(outcome);
    EXPECT_TRUE(has_code(outcome.features[0].warnings, "declared-area-unit"));
    EXPECT_NEAR(*outcome.features[0].declared_area_m2, 10000, 1e-9);
}

TEST(SurveyTxt, ReadsDegreesWithLatitudeFirst) {
    const auto outcome =
        read(replaced(kHead, "计量单位=米", "计量单位=度") + kLot +
             "J1,1,39.33,112.43\nJ2,1,39.34,112.43\nJ3,1,39°20′24″,112.44\nJ1,1,39.33,112.43\n");
    ASSERT_READ(outcome);
    EXPECT_EQ(outcome.features[0].crs.epsg, 4490);
    EXPECT_EQ(outcome.features[0].crs.basis, "header");
    EXPECT_EQ(outcome.features[0].parts[0].geometry.polygons[0].shell[0], (geo::Position{112.43, 39.33}));
    EXPECT_FALSE(has_code(outcome.features[0].warnings, "axes-swapped"));
}

TEST(SurveyTxt, SaysThatConversionParametersWereNotApplied) {
    const auto outcome =
        read(replaced(kHead, "0,0,0,0,0,0,0", "1.5,0,0,0,0,0,0") + kLot + kSquare + kClosing);
    ASSERT_READ(outcome);
    EXPECT_TRUE(has_code(outcome.features[0].warnings, "conversion-parameters-not-applied"));
    const auto empty = read(replaced(kHead, "0,0,0,0,0,0,0", ",,,,,,") + kLot + kSquare + kClosing);
    ASSERT_READ(empty);
    EXPECT_TRUE(empty.features[0].warnings.empty());
}

TEST(SurveyTxt, RefusesTheOldDatums) {
    for (const char* words : {"80国家大地坐标系", "1980西安坐标系", "1954北京坐标系"}) {
        const auto outcome = read(replaced(kHead, "2000国家大地坐标系", words) + kLot + kSquare + kClosing);
        ASSERT_UNREADABLE(outcome, "datum-refused");
    }
}

TEST(SurveyTxt, KeepsLinesAndPoints) {
    const auto line = read(kHead + replaced(kLot, "面", "线") + kSquare);
    ASSERT_READ(line);
    ASSERT_EQ(line.features[0].parts[0].geometry.lines.size(), 1u);
    EXPECT_EQ(line.features[0].parts[0].geometry.lines[0].size(), 4u);
    const auto points = read(kHead + replaced(kLot, "面", "点") + kSquare);
    ASSERT_READ(points);
    EXPECT_EQ(points.features[0].parts[0].geometry.points.size(), 4u);
}

TEST(SurveyTxt, ListsEveryBadRowWithItsLine) {
    const auto outcome =
        read(kHead + kLot + "J1,1,4356100,37623300\nJ2,1,abc,37623300\nJ3,1\nJ4,1,4356100,37623400\n");
    ASSERT_UNREADABLE(outcome, "bad-row");
    ASSERT_EQ(outcome.unreadable[0].problems.size(), 2u);
    EXPECT_EQ(outcome.unreadable[0].problems[0].where, "a.txt:14");
    EXPECT_EQ(outcome.unreadable[0].problems[1].where, "a.txt:15");
}

TEST(SurveyTxt, RefusesARowWithADigitMissing) {
    const auto outcome =
        read(kHead + kLot + replaced(kSquare, "4356200.0,37623400.0", "435620.0,37623400.0") + kClosing);
    ASSERT_UNREADABLE(outcome, "coordinate-implausible");
    EXPECT_EQ(place_of(outcome.unreadable[0].problems, "coordinate-implausible"), "a.txt:15");
}

TEST(SurveyTxt, RefusesLotsThatAreNoPolygons) {
    ASSERT_UNREADABLE(read(kHead + kLot + "J1,1,4356100,37623300\nJ2,1,4356200,37623300\n"),
                      "ring-too-short");
    ASSERT_UNREADABLE(read(kHead + kLot), "lot-without-points");
    ASSERT_UNREADABLE(read(kHead), "no-coordinates");
    ASSERT_UNREADABLE(read(""), "no-coordinates");
}

TEST(SurveyTxt, RefusesMorePointsThanTheLimit) {
    ReadOptions options = options_in_china();
    options.limits.vertices = 3;
    ASSERT_UNREADABLE(read(kHead + kLot + kSquare, options), "too-many-vertices");
}

TEST(SurveyTxt, IsKnownByItsContent) {
    EXPECT_TRUE(looks_like_survey_txt(kHead));
    EXPECT_TRUE(looks_like_survey_txt(" 【地块坐标】\n"));
    EXPECT_TRUE(looks_like_survey_txt(kLot + kSquare));
    EXPECT_FALSE(looks_like_survey_txt("点号,X,Y\n1,4356100,37623300\n"));
    EXPECT_FALSE(looks_like_survey_txt(""));
}

} // namespace
} // namespace liangxian::intake
