// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/local_transform.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace liangxian::geo {
namespace {

constexpr double kTurn = 3e-6; // rad
constexpr double kScale = 1 + 8e-6;

/// A turn, a scale and two shifts, in closed form.
Position moved(const Position& p) {
    const double x = p.x - 500000;
    const double y = p.y - 4380000;
    return {500000 + kScale * (std::cos(kTurn) * x - std::sin(kTurn) * y) + 117.25,
            4380000 + kScale * (std::sin(kTurn) * x + std::cos(kTurn) * y) - 3.5};
}

std::vector<PointPair> pairs(double noise_m = 0) {
    std::vector<PointPair> out;
    int sign = 1;
    for (const Position& p :
         {Position{480000, 4370000}, Position{530000, 4372000}, Position{525000, 4410000},
          Position{478000, 4405000}, Position{505000, 4391000}, Position{495000, 4380000}}) {
        Position to = moved(p);
        to.x += sign * noise_m;
        to.y -= sign * noise_m;
        sign = -sign;
        out.push_back({p, to});
    }
    return out;
}

TEST(LocalTransform, FindsTheTurnScaleAndShiftsThatPointsWereMovedBy) {
    for (const TransformModel model : {TransformModel::four_parameter, TransformModel::affine}) {
        const auto fitted = fit(model, pairs());
        ASSERT_TRUE(fitted);
        const Position p{510123.4, 4388321.7};
        EXPECT_NEAR(fitted->apply(p).x, moved(p).x, 1e-6);
        EXPECT_NEAR(fitted->apply(p).y, moved(p).y, 1e-6);
        EXPECT_LT(residuals_of(*fitted, pairs()).greatest, 1e-6);
    }
}

TEST(LocalTransform, TellsHowFarOffPointsAre) {
    const auto fitted = fit(TransformModel::four_parameter, pairs());
    auto off = pairs();
    off.resize(2);
    off[0].to.x += 3;
    off[0].to.y += 4;
    const Residuals found = residuals_of(*fitted, off);
    EXPECT_NEAR(found.greatest, 5, 1e-6);
    EXPECT_NEAR(found.rms, 5 / std::sqrt(2.0), 1e-6);
}

TEST(LocalTransform, IsWorthLessWhereItWasNotTold) {
    const auto fitted = fit(TransformModel::affine, pairs(0.05));
    EXPECT_GT(left_out_rms(TransformModel::affine, pairs(0.05)).value(),
              residuals_of(*fitted, pairs(0.05)).rms);
    auto stretched = pairs();
    for (PointPair& pair : stretched) {
        pair.to.x += (pair.from.x - 500000) * 2e-5; // one axis alone: no turn or scale does that
    }
    EXPECT_LT(left_out_rms(TransformModel::affine, stretched).value(), 1e-5);
    EXPECT_GT(left_out_rms(TransformModel::four_parameter, stretched).value(), 0.1);
}

TEST(LocalTransform, IsNotDeterminedByTooFewPointsOrPointsOnALine) {
    const std::vector<PointPair> on_a_line{
        {{0, 0}, {1, 1}}, {{100, 100}, {101, 101}}, {{300, 300}, {301, 301}}};
    EXPECT_FALSE(fit(TransformModel::affine, on_a_line));
    EXPECT_FALSE(fit(TransformModel::four_parameter, {on_a_line[0]}));
    EXPECT_FALSE(fit(TransformModel::four_parameter, {on_a_line[0], on_a_line[0]}));
    EXPECT_FALSE(left_out_rms(TransformModel::affine, on_a_line));
    EXPECT_NEAR(spread_of({{0, 0}, {100, 100}, {300, 300}}), 0, 1e-12);
    EXPECT_NEAR(spread_of({{0, 0}, {100, 0}, {100, 10}, {0, 10}}), 10 / std::hypot(100.0, 10.0), 1e-12);
}

TEST(LocalTransform, KnowsItsHull) {
    const auto hull = convex_hull({{0, 0}, {10, 0}, {5, 5}, {10, 10}, {0, 10}, {5, 0}, {0, 0}});
    EXPECT_EQ(hull.size(), 4U);
    EXPECT_TRUE(is_within_hull(hull, {5, 5}, 0));
    EXPECT_TRUE(is_within_hull(hull, {10, 10}, 0));
    EXPECT_FALSE(is_within_hull(hull, {10.02, 5}, 0.01));
    EXPECT_TRUE(is_within_hull(hull, {10.005, 5}, 0.01));
    EXPECT_FALSE(is_within_hull({{0, 0}, {1, 1}}, {0, 0}, 1));
}

} // namespace
} // namespace liangxian::geo
