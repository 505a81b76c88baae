// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/elementary.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace liangxian::geo {
namespace {

/// An unevaluated sum: `low` is below half a unit in the last place of `high`, or near it.
struct Pair {
    double high = 0;
    double low = 0;
};

constexpr Pair kHalfPi{1.5707963267948966, 6.123233995736766e-17};
constexpr Pair kPi{3.141592653589793, 1.2246467991473532e-16};
constexpr Pair kRadiansPerDegree{0.017453292519943295, 2.9486522708701687e-19};
/// π/2 in three parts, the first two of 33 bits: small multiples of them are exact.
constexpr double kHalfPiFirst = 0x1.921fb54400000p+0;
constexpr double kHalfPiSecond = 0x1.0b4611a600000p-34;
constexpr double kHalfPiThird = 0x1.3198a2e037073p-69;

/// a + b and what rounding took from it, |a| >= |b| or a = 0 (Dekker 1971).
Pair sum_of(double a, double b) {
    const double high = a + b;
    return {high, b - (high - a)};
}

/// a·b exactly, for factors far from overflow (Dekker 1971, with Veltkamp's halves).
Pair product_of(double a, double b) {
    constexpr double kHalves = 134217729.0; // 2^27 + 1
    const double pa = a * kHalves;
    const double a1 = pa - (pa - a);
    const double a2 = a - a1;
    const double pb = b * kHalves;
    const double b1 = pb - (pb - b);
    const double b2 = b - b1;
    const double high = a * b;
    return {high, ((a1 * b1 - high) + a1 * b2 + a2 * b1) + a2 * b2};
}

/// c₀ + c₁z + c₂z² + …, by Horner.
template <std::size_t N>
double polynomial(const std::array<double, N>& c, double z) {
    double out = c[N - 1];
    for (std::size_t i = N - 1; i > 0; --i) {
        out = out * z + c[i - 1];
    }
    return out;
}

constexpr double factorial(int n) { return n < 2 ? 1.0 : n * factorial(n - 1); } // exact to 22!

/// ±1/n!, ±1/(n+2)!, …: the tails of sine (n = 3) and cosine (n = 4), of sinh and cosh with sign 1.
template <std::size_t N>
constexpr std::array<double, N> inverse_factorials(int first, double sign, double alternation) {
    std::array<double, N> out{};
    for (std::size_t i = 0; i < N; ++i) {
        out[i] = sign / factorial(first + 2 * static_cast<int>(i));
        sign *= alternation;
    }
    return out;
}

/// ±1/3, 1/5, ±1/7, …: the tails of arctan (alternation -1) and artanh (1).
template <std::size_t N>
constexpr std::array<double, N> inverse_odds(double alternation) {
    std::array<double, N> out{};
    double sign = alternation;
    for (std::size_t i = 0; i < N; ++i) {
        out[i] = sign / (3.0 + 2.0 * static_cast<double>(i));
        sign *= alternation;
    }
    return out;
}

constexpr auto kSine = inverse_factorials<8>(3, -1, -1);
constexpr auto kCosine = inverse_factorials<8>(4, 1, -1);
constexpr auto kSinh = inverse_factorials<9>(3, 1, 1);
constexpr auto kCosh = inverse_factorials<9>(4, 1, 1);
constexpr auto kArctan = inverse_odds<8>(-1);
constexpr auto kArtanh = inverse_odds<10>(1);

/// Of an angle in [-π/4, π/4] given as a pair.
SinCos sin_cos_small(const Pair& angle) {
    const double x = angle.high;
    const double z = x * x;
    const double sine = x + (x * (z * polynomial(kSine, z)) + angle.low * (1 - z / 2));
    const Pair one_less = sum_of(1, -z / 2);
    const double cosine = one_less.high + (one_less.low + (z * z * polynomial(kCosine, z) - x * angle.low));
    return {sine, cosine};
}

/// Turned by right angles.
SinCos turned(const SinCos& a, double right_angles) {
    const double quarter = right_angles - 4 * std::floor(right_angles / 4);
    return quarter == 0   ? a
           : quarter == 1 ? SinCos{a.cos, -a.sin}
           : quarter == 2 ? SinCos{-a.sin, -a.cos}
                          : SinCos{-a.cos, a.sin};
}

constexpr std::array<Pair, 17> kArctanTable{{
    {0.0, 0.0},
    {0.06241880999595735, -1.5490756308295046e-18},
    {0.12435499454676144, -3.1253241424539383e-18},
    {0.18534794999569476, 4.180692268843079e-18},
    {0.24497866312686414, 1.0698755618734451e-17},
    {0.3028848683749714, -1.1010827903001369e-17},
    {0.35877067027057225, -2.4623815582638635e-17},
    {0.4124104415973873, -1.587652227770689e-17},
    {0.4636476090008061, 2.2698777452961687e-17},
    {0.5123894603107377, -2.5462781472855804e-17},
    {0.5585993153435624, -5.4556305485916264e-18},
    {0.6022873461349642, 2.950430737228402e-17},
    {0.6435011087932844, 1.5834785051444286e-17},
    {0.6823165548747481, 6.943223671560008e-18},
    {0.7188299996216245, -2.1478388444456983e-17},
    {0.7531512809621944, -2.4256934659182068e-17},
    {0.7853981633974483, 3.061616997868383e-17},
}};

constexpr std::array<Pair, 15> kArtanhTable{{
    {0.0, 0.0},
    {0.06258157147700301, -1.91404203391012e-18},
    {0.12565721414045303, 1.1446974688604731e-17},
    {0.18974481085245187, -1.0862393109977078e-17},
    {0.25541281188299536, -1.9265407832078493e-17},
    {0.32331358246252623, -1.5704957955828986e-18},
    {0.3942286801821351, 1.9426834359281014e-18},
    {0.46913481929646517, -1.2430150178858761e-17},
    {0.5493061443340549, -4.535648617500765e-17},
    {0.6364828379064438, -5.483941659118117e-17},
    {0.7331685343967135, 4.407743742014721e-17},
    {0.8431994767851143, 3.9574737944578845e-17},
    {0.9729550745276566, 3.6617931039524534e-17},
    {1.134341770659182, 9.861326743409548e-17},
    {1.354025100551105, 1.0439222804218602e-18},
}};

constexpr double kSteps = 16;
constexpr double kNoTableBelow = 1.5 / kSteps;

/// arctan(t + low) for t in [0, 1], as a pair. arctan t = arctan c + arctan((t-c)/(1+tc)) brings the
/// argument of the series below 1/32.
Pair arctan_of_fraction(double t, double low) {
    if (t < kNoTableBelow) {
        const double z = t * t;
        return sum_of(t, t * (z * polynomial(kArctan, z)) + low / (1 + z));
    }
    const double step = std::floor(t * kSteps + 0.5);
    const double c = step / kSteps;
    const double u = ((t - c) + low) / (1 + t * c);
    const double z = u * u;
    const Pair& table = kArctanTable[static_cast<std::size_t>(step)];
    const Pair sum = sum_of(table.high, u);
    return {sum.high, sum.low + (u * (z * polynomial(kArctan, z)) + table.low)};
}

double with_sign_of(double magnitude, double sign) { return std::signbit(sign) ? -magnitude : magnitude; }

double less(const Pair& whole, const Pair& part) {
    const Pair difference = sum_of(whole.high, -part.high);
    return difference.high + (difference.low + (whole.low - part.low));
}

} // namespace

SinCos sin_cos(double radians) {
    if (std::abs(radians) < 0.75) {
        return sin_cos_small({radians, 0});
    }
    const double right_angles = std::floor(radians * (1 / kHalfPi.high) + 0.5);
    const double near = radians - right_angles * kHalfPiFirst;
    const double second = right_angles * kHalfPiSecond;
    const double high = near - second;
    // `near` may be smaller than `second`, so the error of the difference takes six steps (Knuth).
    const double back = high - near;
    const double low = (near - (high - back)) - (second + back);
    return turned(sin_cos_small({high, low - right_angles * kHalfPiThird}), right_angles);
}

SinCos sin_cos_deg(double degrees) {
    const double right_angles = std::floor(degrees / 90 + 0.5);
    const double rest = degrees - right_angles * 90; // exact
    const Pair product = product_of(rest, kRadiansPerDegree.high);
    return turned(sin_cos_small({product.high, product.low + rest * kRadiansPerDegree.low}), right_angles);
}

double arctan(double tangent) { return arctan2(tangent, 1); }

double arctan2(double y, double x) {
    const double ax = std::abs(x);
    const double ay = std::abs(y);
    const bool steep = ay > ax;
    const double larger = steep ? ay : ax;
    const double smaller = steep ? ax : ay;
    const double fraction = smaller / larger;
    if (!(fraction <= 1)) {
        return larger == 0 ? 0 : fraction; // the origin, or no number
    }
    const Pair back = product_of(fraction, larger);
    const Pair angle = arctan_of_fraction(fraction, ((smaller - back.high) - back.low) / larger);
    const bool behind = x < 0;
    if (steep) {
        return with_sign_of(less(kHalfPi, behind ? Pair{-angle.high, -angle.low} : angle), y);
    }
    return with_sign_of(behind ? less(kPi, angle) : angle.high + angle.low, y);
}

double artanh(double tangent) {
    const double t = std::abs(tangent);
    if (t < kNoTableBelow) {
        const double z = t * t;
        return tangent + tangent * (z * polynomial(kArtanh, z));
    }
    const double step = std::min(static_cast<double>(kArtanhTable.size() - 1), std::floor(t * kSteps + 0.5));
    const double c = step / kSteps;
    const double u = (t - c) / (1 - t * c);
    const double z = u * u;
    const Pair& table = kArtanhTable[static_cast<std::size_t>(step)];
    return with_sign_of(table.high + (u + (u * (z * polynomial(kArtanh, z)) + table.low)), tangent);
}

double arsinh(double sine) { return 2 * artanh(sine / (1 + std::sqrt(1 + sine * sine))); }

SinhCosh sinh_cosh(double x) {
    if (std::abs(x) > 1) { // twice the argument: sinh 2x = 2 sinh x cosh x, cosh 2x = 1 + 2 sinh² x
        const SinhCosh half = sinh_cosh(x / 2);
        return {2 * half.sinh * half.cosh, 1 + 2 * half.sinh * half.sinh};
    }
    const double z = x * x;
    return {x + x * (z * polynomial(kSinh, z)), 1 + (z / 2 + z * z * polynomial(kCosh, z))};
}

} // namespace liangxian::geo
