// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/deliver/place_figures.hpp"

#include <gtest/gtest.h>

namespace liangxian::tests {
namespace {

using deliver::may_hold_a_place;
using deliver::ShownText;

TEST(PlaceFigures, AreDegreesHoweverTheyAreWritten) {
    for (const char* text : {"墓 112.7641", "１１４．０１４３５７", "北纬39°13′", "N39°30'43\"",
                             "39度30分43秒", "东经一百一十四度零分五十一秒", "一一四点零一四三五七",
                             "县发 114-06-15 39-30-43", "114 00 51", "39:30:43.5", "114-00.857", "114d00m51s",
                             "北纬三度五分", "壹佰壹拾肆度", "1140143.57 395119.93", "114·014357"}) {
        EXPECT_TRUE(may_hold_a_place(text, ShownText::words)) << text;
    }
}

TEST(PlaceFigures, AreMetresOfAPlane) {
    for (const char* text :
         {"X=4375345 Y=38501234", "应县 501234", "4,375,345", "Y 38 501 234", "Y:412345.6"}) {
        EXPECT_TRUE(may_hold_a_place(text, ShownText::words)) << text;
        EXPECT_TRUE(may_hold_a_place(text, ShownText::county)) << text;
    }
}

TEST(PlaceFigures, AreNotYearsDatesNamesAndNumbersOfDocuments) {
    for (const char* text : {"印度村教堂",
                             "2019年度",
                             "三度重修",
                             "文〔2020〕1号",
                             "晋政发〔2004〕12号",
                             "2020-06-15",
                             "2020.06.15",
                             "202006",
                             "二〇二〇年六月十五日",
                             "一二九运动旧址",
                             "三五九旅旧址",
                             "应县",
                             "140622",
                             "公元前221年",
                             "北宋至清",
                             "第3.12版",
                             "115、343、344团",
                             "K2+300",
                             "15-03号",
                             "20-1-2",
                             "1912—1949",
                             "春分二分"}) {
        EXPECT_FALSE(may_hold_a_place(text, ShownText::county)) << text;
    }
}

TEST(PlaceFigures, OfAnIdAreOnlyWhatCanBeAPlaceOfChina) {
    for (const char* id : {"S114.014357-39.511993", "Z0-114.014357,39.511993", "S4375345", "38501234",
                           "437534538501234", "38501234-4375345", "4375345501234", "T114-00-51",
                           "N39°30'43\"", "114014357-39511993", "一百一十四度零分"}) {
        EXPECT_TRUE(may_hold_a_place(id, ShownText::id)) << id;
    }
    for (const char* id :
         {"SZ001-P", "140622-0012", "14062200001", "140622000000123", "Z20200101", "1.3.0012", "5-0034-3-034",
          "Z1", "2020-06-15-01", "C0000123", "140622.001", "BSM140622000000012", "Z-1@2"}) {
        EXPECT_FALSE(may_hold_a_place(id, ShownText::id)) << id;
    }
}

} // namespace
} // namespace liangxian::tests
