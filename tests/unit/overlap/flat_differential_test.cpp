// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/support/exact_overlay.hpp"
#include "tests/support/flat_judge.hpp"
#include "tests/support/flat_pairs.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace liangxian::tests {
namespace {

class FlatDifferential : public testing::TestWithParam<std::string> {};

// A short share of tests/differential/overlay_differential.cpp, with the same seed for ever.
TEST_P(FlatDifferential, AgreesWithGeosOrWithRationalArithmetic) {
    const bool is_slow = GetParam() == "multi" || GetParam() == "ulp" || GetParam() == "corridor";
    const int pairs = is_slow ? 600 : 2400;
    std::mt19937_64 random(20261125);
    FlatJudge judge(400);
    for (int i = 0; i < pairs; ++i) {
        ASSERT_EQ(judge.check(make_flat_pair(GetParam(), random)), "") << "pair " << i;
    }
    const double share = static_cast<double>(judge.tally().uncertain) / pairs;
    EXPECT_LE(share, GetParam() == "cells" || GetParam() == "ulp" ? 0.03 : 0.001);
}

INSTANTIATE_TEST_SUITE_P(Families, FlatDifferential, testing::ValuesIn(flat_pair_families()),
                         [](const auto& family) { return family.param; });

TEST(ExactOverlay, KnowsAHandCase) {
    geo::Geometry a;
    a.polygons.push_back({{{0, 0}, {4, 0}, {4, 4}, {0, 4}}, {}});
    geo::Geometry z;
    z.polygons.push_back({{{2, 2}, {6, 2}, {6, 6}, {2, 6}}, {}});
    const ExactOverlay exact = exact_overlay(a, z);
    EXPECT_EQ(exact.relation, overlap::FlatRelation::crossing);
    EXPECT_EQ(exact.area_deg2, 4);
}

} // namespace
} // namespace liangxian::tests
