// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/elementary.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <random>

namespace liangxian::geo {
namespace {

// The system's long double functions, 64 bits of mantissa, are the measure.
constexpr long double kPiLong = 3.14159265358979323846264338327950288L;

/// The error in units in the last place of the double nearest to the truth.
double ulps(double found, long double truth) {
    const auto near = static_cast<double>(std::abs(truth));
    const double unit = std::nextafter(near, std::numeric_limits<double>::infinity()) - near;
    return static_cast<double>(std::abs(static_cast<long double>(found) - truth) / unit);
}

class Elementary : public testing::Test {
protected:
    double between(double from, double to) {
        return std::uniform_real_distribution<double>(from, to)(m_random);
    }
    static constexpr int kTimes = 50000;

private:
    std::mt19937_64 m_random{20261125};
};

TEST_F(Elementary, SineAndCosineOfRadiansAreWithinAUnitInTheLastPlace) {
    for (int i = 0; i < kTimes; ++i) {
        const double x = i % 3 == 0 ? between(-1e-3, 1e-3) : between(-10, 10);
        ASSERT_LT(ulps(sin_cos(x).sin, std::sin(static_cast<long double>(x))), 0.8) << x;
        ASSERT_LT(ulps(sin_cos(x).cos, std::cos(static_cast<long double>(x))), 0.8) << x;
    }
}

TEST_F(Elementary, SineAndCosineOfDegreesAreWithinAUnitInTheLastPlace) {
    for (int i = 0; i < kTimes; ++i) {
        const double degrees = between(-360, 360);
        const double turns = std::floor(degrees / 90 + 0.5);
        const long double rest = (static_cast<long double>(degrees) - 90 * turns) * kPiLong / 180;
        const long double sine[] = {std::sin(rest), std::cos(rest), -std::sin(rest), -std::cos(rest)};
        const auto quarter = static_cast<std::size_t>(turns + 8) % 4;
        ASSERT_LT(ulps(sin_cos_deg(degrees).sin, sine[quarter]), 0.8) << degrees;
        ASSERT_LT(ulps(sin_cos_deg(degrees).cos, sine[(quarter + 1) % 4]), 0.8) << degrees;
    }
}

TEST_F(Elementary, RightAnglesAreExact) {
    EXPECT_EQ(sin_cos_deg(90).cos, 0);
    EXPECT_EQ(sin_cos_deg(180).sin, 0);
    EXPECT_EQ(sin_cos_deg(-90).sin, -1);
    EXPECT_EQ(sin_cos_deg(270).sin, -1);
    EXPECT_EQ(sin_cos_deg(360).cos, 1);
}

TEST_F(Elementary, ArctangentsAreWithinAUnitInTheLastPlace) {
    for (int i = 0; i < kTimes; ++i) {
        const double t = i % 4 == 0 ? std::pow(10, between(-9, 9)) : between(-2, 2);
        ASSERT_LT(ulps(arctan(t), std::atan(static_cast<long double>(t))), 0.9) << t;
        const double y = between(-3, 3) * (i % 3 == 0 ? 1e-4 : 1);
        const double x = between(-3, 3);
        const long double truth = std::atan2(static_cast<long double>(y), static_cast<long double>(x));
        ASSERT_LT(ulps(arctan2(y, x), truth), 0.9) << y << " " << x;
    }
}

TEST_F(Elementary, ArctangentKnowsTheAxesAndTheSidesOfTheCut) {
    const double half_turn = static_cast<double>(kPiLong);
    EXPECT_EQ(arctan2(0, 1), 0);
    EXPECT_EQ(arctan2(1, 0), half_turn / 2);
    EXPECT_EQ(arctan2(-1, 0), -half_turn / 2);
    EXPECT_EQ(arctan2(0.0, -1), half_turn);
    EXPECT_EQ(arctan2(-0.0, -1), -half_turn);
    EXPECT_EQ(arctan2(0, 0), 0);
    EXPECT_TRUE(std::isnan(arctan2(std::nan(""), 1)));
    EXPECT_TRUE(std::isnan(arctan2(1, std::nan(""))));
}

TEST_F(Elementary, HyperbolicFunctionsKeepTheirBounds) {
    for (int i = 0; i < kTimes; ++i) {
        const double t = i % 3 == 0 ? between(-0.1, 0.1) : between(-0.9, 0.9);
        ASSERT_LT(ulps(artanh(t), std::atanh(static_cast<long double>(t))), 1.0) << t;
        const double s = between(-0.5, 0.5);
        ASSERT_LT(ulps(arsinh(s), std::asinh(static_cast<long double>(s))), 3.0) << s;
        const double far = between(-9, 9);
        ASSERT_LT(ulps(arsinh(far), std::asinh(static_cast<long double>(far))), 5.0) << far;
        const double x = between(-1, 1);
        ASSERT_LT(ulps(sinh_cosh(x).sinh, std::sinh(static_cast<long double>(x))), 0.9) << x;
        ASSERT_LT(ulps(sinh_cosh(x).cosh, std::cosh(static_cast<long double>(x))), 0.9) << x;
        ASSERT_LT(ulps(sinh_cosh(4 * x).sinh, std::sinh(4 * static_cast<long double>(x))), 5.0) << x;
    }
}

/// FNV-1a over the bits of many results.
std::uint64_t fingerprint() {
    std::uint64_t hash = 14695981039346656037U;
    const auto add = [&hash](double value) {
        std::uint64_t bits = 0;
        std::memcpy(&bits, &value, sizeof bits);
        hash = (hash ^ bits) * 1099511628211U;
    };
    for (int i = 0; i < 100000; ++i) {
        const double x = -0.9 + i * 1.8e-5;
        add(sin_cos(x * 8).sin);
        add(sin_cos_deg(x * 200).cos);
        add(arctan2(x, 0.7));
        add(artanh(x));
        add(arsinh(x));
        add(sinh_cosh(x).cosh);
    }
    return hash;
}

TEST_F(Elementary, GivesTheseBitsOnEveryMachine) { EXPECT_EQ(fingerprint(), 8485796258752355642U); }

} // namespace
} // namespace liangxian::geo
