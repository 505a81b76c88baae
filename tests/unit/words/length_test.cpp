// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/words/length.hpp"

#include <gtest/gtest.h>

namespace liangxian::words {
namespace {

std::optional<Length> length(const char* utf8) {
    const std::u32string words = plain_words(utf8);
    Cursor cursor(words);
    return take_length(cursor);
}

TEST(Length, ReadsDigitsAndChineseNumerals) {
    const std::pair<const char*, double> expected[] = {
        {"30米", 30},        {"３０米", 30},      {"11.19米", 11.19},   {"三十米", 30},
        {"一百二十米", 120}, {"一百零五米", 105}, {"两百米", 200},      {"二百五十米", 250},
        {"一五〇米", 150},   {"一○六米", 106},    {"十五点五米", 15.5}, {"一千二百米", 1200},
        {"百米", 100},       {"十米", 10},        {"1.2公里", 1200},    {"0.5千米", 500},
        {"三里", 1500},      {"50m", 50},         {"1,200米", 1200},    {"80厘米", 0.8},
        {"廿米", 20},        {"卅五米", 35},      {"一千零五米", 1005}};
    for (const auto& [words, metres] : expected) {
        ASSERT_TRUE(length(words)) << words;
        EXPECT_NEAR(length(words)->metres, metres, 1e-9) << words;
        EXPECT_FALSE(length(words)->is_approximate) << words;
    }
}

TEST(Length, KnowsWordsOfDoubt) {
    for (const char* words : {"约30米", "大约30米", "近30米", "30余米", "30米左右", "三十余米"}) {
        ASSERT_TRUE(length(words)) << words;
        EXPECT_TRUE(length(words)->is_approximate) << words;
        EXPECT_EQ(length(words)->metres, 30) << words;
    }
}

TEST(Length, TellsARangeFromAFigure) {
    for (const char* words : {"30至50米", "30-50米", "30—50米", "三十到五十米"}) {
        ASSERT_TRUE(length(words)) << words;
        EXPECT_TRUE(length(words)->is_range) << words;
        EXPECT_EQ(length(words)->metres, 50) << words;
    }
}

TEST(Length, IsNoAreaNoNameAndNoGuess) {
    for (const char* words :
         {"一百五米", "两百五米", "一千二米", "三四米", "三五米", "七八米", "二三十米", "30平方米", "30",
          "三里屯", "二十里铺村", "几十米", "数百米", "米", "一○六省道"}) {
        EXPECT_FALSE(length(words)) << words;
    }
}

} // namespace
} // namespace liangxian::words
