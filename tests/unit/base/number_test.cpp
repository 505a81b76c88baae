// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/number.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <random>

namespace liangxian::base {
namespace {

TEST(Shortest, PrintsAsEcmascriptDoes) {
    EXPECT_EQ(shortest(0.0), "0");
    EXPECT_EQ(shortest(-0.0), "0");
    EXPECT_EQ(shortest(1.0), "1");
    EXPECT_EQ(shortest(-1.5), "-1.5");
    EXPECT_EQ(shortest(0.1), "0.1");
    EXPECT_EQ(shortest(1e21), "1e+21");
    EXPECT_EQ(shortest(1e20), "100000000000000000000");
    EXPECT_EQ(shortest(1e-6), "0.000001");
    EXPECT_EQ(shortest(1e-7), "1e-7");
    EXPECT_EQ(shortest(1.5e-9), "1.5e-9");
    EXPECT_EQ(shortest(4.5), "4.5");
    EXPECT_EQ(shortest(333333333.33333329), "333333333.3333333");
    EXPECT_EQ(shortest(112.43000000000002), "112.43000000000002");
}

TEST(Shortest, ReadsBackAsTheSameDouble) {
    std::mt19937_64 random(3);
    std::uniform_real_distribution<double> mantissa(-1, 1);
    std::uniform_int_distribution<int> exponent(-60, 60);
    for (int i = 0; i < 20000; ++i) {
        const double value = std::ldexp(mantissa(random), exponent(random));
        EXPECT_EQ(std::strtod(shortest(value).c_str(), nullptr), value);
    }
}

TEST(ParseNumber, TakesWhatPeopleWrite) {
    EXPECT_EQ(parse_number(" 4356115.442 "), 4356115.442);
    EXPECT_EQ(parse_number("+3.5"), 3.5);
    EXPECT_EQ(parse_number("１２．５"), 12.5);
    EXPECT_EQ(parse_number("-1e-3"), -0.001);
    for (const char* bad : {"", " ", "12a", "1,5", "nan", "inf", "--1", "+-1"}) {
        EXPECT_FALSE(parse_number(bad)) << bad;
    }
}

TEST(Grouped, PutsCommasAndFixedDecimals) {
    EXPECT_EQ(grouped(1234.561, 2), "1,234.56");
    EXPECT_EQ(grouped(999.999, 2), "1,000.00");
    EXPECT_EQ(grouped(-1234567, 0), "-1,234,567");
    EXPECT_EQ(grouped(-0.001, 2), "0.00");
}

} // namespace
TEST(RoundedHalfUp, JudgesTheDecimalAndNotTheBinaryNoise) {
    // 2.675 is stored as 2.67499999999999982236431605997495353221893310546875.
    EXPECT_EQ(base::rounded_half_up(2.675, 2), 2.68);
    EXPECT_EQ(base::rounded_half_up(1.005, 2), 1.01);
    EXPECT_EQ(base::rounded_half_up(-2.675, 2), -2.68);
    EXPECT_EQ(base::rounded_half_up(2.6749, 2), 2.67);
    EXPECT_EQ(base::rounded_half_up(0.995, 2), 1.0);
    EXPECT_EQ(base::rounded_half_up(9999999.995, 2), 10000000.0);
    EXPECT_EQ(base::rounded_half_up(0.004, 2), 0.0);
    EXPECT_EQ(base::rounded_half_up(0.005, 2), 0.01);
    EXPECT_EQ(base::rounded_half_up(5e-7, 6), 1e-6);
    EXPECT_EQ(base::rounded_half_up(4e-12, 6), 0.0);
    EXPECT_EQ(base::rounded_half_up(113.1821728575, 9), 113.182172858);
    EXPECT_EQ(base::rounded_half_up(0.5, 0), 1.0);
    EXPECT_EQ(base::rounded_half_up(1234567.0, 2), 1234567.0);
}

} // namespace liangxian::base
