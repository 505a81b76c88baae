// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/decimals.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <random>

namespace liangxian::base {
namespace {

std::string written(double value, int decimals) {
    std::string out;
    append_decimals(value, decimals, out);
    return out;
}

TEST(AppendDecimals, LeavesZerosAtTheEndOut) {
    EXPECT_EQ(written(36.5, 9), "36.5");
    EXPECT_EQ(written(100, 9), "100");
    EXPECT_EQ(written(0, 9), "0");
    EXPECT_EQ(written(-0.0, 9), "0");
    EXPECT_EQ(written(0.000000001, 9), "0.000000001");
    EXPECT_EQ(written(-0.05, 4), "-0.05");
    EXPECT_EQ(written(37646783.3724, 4), "37646783.3724");
    EXPECT_EQ(written(2.5, 0), "3");
}

TEST(AppendDecimals, NeverShowsLessThanNothing) {
    EXPECT_EQ(written(-0.0000000001, 9), "0");
    EXPECT_EQ(written(0.0000000004, 9), "0");
}

TEST(AppendDecimals, WritesWhatIsTooLargeForItsWholeNumbers) {
    EXPECT_EQ(written(1e300, 9).size(), 301U);
    EXPECT_EQ(written(123456789012.5, 9), "123456789012.5");
}

TEST(AppendDecimals, ReadsBackWithinHalfOfTheLastDecimal) {
    std::mt19937_64 random(20261127);
    std::uniform_real_distribution<double> degrees(-180, 180);
    for (int i = 0; i < 20000; ++i) {
        const double value = degrees(random);
        EXPECT_NEAR(std::strtod(written(value, 9).c_str(), nullptr), value, 0.5e-9 + 1e-13);
    }
}

} // namespace
} // namespace liangxian::base
