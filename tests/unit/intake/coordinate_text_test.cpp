// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/coordinate_text.hpp"

#include "core/intake/text_lines.hpp"

#include <gtest/gtest.h>

namespace liangxian::intake {
namespace {

constexpr double kExpected = 111 + 35.0 / 60 + 20.15 / 3600;

TEST(MarkedAngle, ReadsEveryUsualSpelling) {
    for (const char* text : {"111°35′20.15″", "111°35'20.15\"", "111度35分20.15秒", "111° 35' 20.15''",
                             "１１１°３５′２０．１５″", "东经111°35′20.15″", "111°35′20.15″E",
                             "E111°35’20.15”", "111º35´20.15″"}) {
        const auto angle = parse_marked_angle(text);
        ASSERT_TRUE(angle) << text;
        EXPECT_NEAR(angle->degrees, kExpected, 1e-12) << text;
    }
    EXPECT_NEAR(parse_marked_angle("39°20′")->degrees, 39 + 20.0 / 60, 1e-12);
    EXPECT_NEAR(parse_marked_angle("39.5°")->degrees, 39.5, 1e-12);
}

TEST(MarkedAngle, KnowsItsAxisFromTheHemisphere) {
    EXPECT_EQ(parse_marked_angle("北纬39°20′")->axis, AngleAxis::latitude);
    EXPECT_EQ(parse_marked_angle("112°E")->axis, AngleAxis::longitude);
    EXPECT_EQ(parse_marked_angle("39°20′")->axis, AngleAxis::unstated);
    EXPECT_LT(parse_marked_angle("12°S")->degrees, 0);
}

TEST(MarkedAngle, RefusesMinutesAndSecondsOfSixty) {
    EXPECT_FALSE(parse_marked_angle("111°60′00″"));
    EXPECT_FALSE(parse_marked_angle("111°35′60″"));
    EXPECT_FALSE(parse_marked_angle("111.35"));
    EXPECT_FALSE(parse_marked_angle("°"));
    EXPECT_FALSE(parse_marked_angle(""));
}

TEST(PackedAngle, UnpacksBothForms) {
    EXPECT_NEAR(*parse_packed_fraction("111.352015"), kExpected, 1e-12);
    EXPECT_NEAR(*parse_packed_fraction("111.3520"), 111 + 35.0 / 60 + 20.0 / 3600, 1e-12);
    EXPECT_FALSE(parse_packed_fraction("111.6020"));
    EXPECT_NEAR(*parse_packed_integer("1113520.15"), kExpected, 1e-12);
    EXPECT_NEAR(*parse_packed_integer("392015"), 39 + 20.0 / 60 + 15.0 / 3600, 1e-12);
    EXPECT_FALSE(parse_packed_integer("1116120"));
}

TEST(AngleForm, IsPackedWhenTheHeaderSaysSo) {
    EXPECT_EQ(decide_angle_form({"111.352015", "39.201500"}, AngleHint::packed, "").form,
              AngleForm::packed_fraction);
}

TEST(AngleForm, IsDecimalWhenOneNumberCannotBePacked) {
    const auto decision = decide_angle_form({"111.352015", "39.987654"}, AngleHint::none, "");
    EXPECT_EQ(decision.form, AngleForm::decimal);
    EXPECT_TRUE(decision.warnings.empty());
    EXPECT_TRUE(decision.errors.empty());
}

TEST(AngleForm, WarnsWhenFewNumbersFitBothForms) {
    const auto decision = decide_angle_form({"111.352015", "39.201530"}, AngleHint::none, "a.csv");
    EXPECT_EQ(decision.form, AngleForm::decimal);
    ASSERT_EQ(decision.warnings.size(), 1u);
    EXPECT_EQ(decision.warnings[0].code, "angle-form-ambiguous");
}

TEST(AngleForm, RefusesToChooseWhenManyNumbersFitBothForms) {
    const std::vector<std::string> packed{"111.352015", "39.201531", "111.352517", "39.201533",
                                          "111.352511", "39.202535", "111.352013", "39.202537"};
    EXPECT_EQ(decide_angle_form(packed, AngleHint::none, "").errors.size(), 1u);
    EXPECT_TRUE(decide_angle_form(packed, AngleHint::decimal, "").errors.empty());
}

TEST(AngleForm, IsPackedIntegerBeyondAFullCircle) {
    EXPECT_EQ(decide_angle_form({"1113520", "392015"}, AngleHint::none, "").form, AngleForm::packed_integer);
}

TEST(Quantity, ReadsUnitsThousandsAndFullWidthDigits) {
    EXPECT_NEAR(*parse_area_m2("0.7655公顷", 1), 7655, 1e-9);
    EXPECT_NEAR(*parse_area_m2("0.7655", 10000), 7655, 1e-9);
    EXPECT_NEAR(*parse_area_m2("12,345.60 平方米", 10000), 12345.6, 1e-9);
    EXPECT_NEAR(*parse_area_m2("15亩", 10000), 10000, 1e-9);
    EXPECT_NEAR(*parse_area_m2("１．５公顷", 1), 15000, 1e-9);
    EXPECT_FALSE(parse_area_m2("3 箱", 1));
    EXPECT_FALSE(parse_quantity("公顷"));
}

TEST(HalfWidth, TurnsFullWidthSignsAndBracketsToAscii) {
    EXPECT_EQ(half_width("【属性描述】"), "[属性描述]");
    EXPECT_EQ(half_width("Ｊ１，３７　ａ～"), "J1,37 a~");
}

TEST(Lines, EndInAnyOfTheThreeWays) {
    const auto lines = split_lines("a\r\nb\rc\nd");
    ASSERT_EQ(lines.size(), 4u);
    EXPECT_EQ(lines[3].text, "d");
    EXPECT_EQ(lines[3].number, 4u);
}

} // namespace
} // namespace liangxian::intake
