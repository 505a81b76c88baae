// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/sheet/scale.hpp"

#include <gtest/gtest.h>

namespace liangxian::sheet {
namespace {

TEST(Scale, IsTheLargestOfTheListThatFits) {
    EXPECT_EQ(largest_fitting_scale(100, 100, 200, 200), 500);
    EXPECT_EQ(largest_fitting_scale(100.1, 100, 200, 200), 1000);
    EXPECT_EQ(largest_fitting_scale(10, 400, 200, 200), 2000) << "the longer side decides";
    EXPECT_EQ(largest_fitting_scale(0, 0, 200, 200), 200) << "a point";
    EXPECT_FALSE(largest_fitting_scale(1e6, 1, 200, 200));
}

TEST(GridStep, IsRoundAndFortyToAHundredMillimetresOnPaper) {
    for (const int denominator : kScales) {
        const double step_mm = grid_step_m(denominator) * 1000 / denominator;
        EXPECT_GE(step_mm, 40) << denominator;
        EXPECT_LE(step_mm, 110) << denominator;
    }
    EXPECT_EQ(grid_step_m(1000), 50);
    EXPECT_EQ(grid_step_m(5000), 200);
}

} // namespace
} // namespace liangxian::sheet
