// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/gauss_krueger.hpp"

#include "core/geo/elementary.hpp"

#include <array>
#include <cmath>
#include <cstddef>

namespace liangxian::geo {
namespace {

// With the geodetic latitude φ, the conformal latitude χ and the rectifying latitude μ of CGCS2000:
//     χ = φ + Σ kConformal[j] sin 2jφ        φ = χ + Σ kGeodetic[j] sin 2jχ
//     μ = χ + Σ kRectifying[j] sin 2jχ       χ = μ + Σ kUnrectified[j] sin 2jμ        (j = 1 …)
// On the central meridian the northing is kRadiusM·μ; the projection is the analytic continuation of
// μ(χ) to complex numbers. The coefficients are the Fourier coefficients of the exact definitions
// (tan φ and e·artanh(e sin φ) for χ, the elliptic integral of the meridian for μ), taken at 32 points
// with 50 digits and rounded; they agree with the published series in the third flattening. The first
// one left out moves nothing by 1e-18 radians.
using Harmonics = std::array<double, 6>;
constexpr double kRadiusM = 6367449.145771048; // the quarter meridian by π/2
constexpr Harmonics kConformal{-0.0033565546362689545, 4.6945730732387176e-06, -8.194497667736714e-09,
                               1.5579967394337057e-11, -3.103285478830986e-14, 6.369892762342874e-17};
constexpr Harmonics kGeodetic{0.0033565514856043126, 6.571873263126432e-06,  1.764640437312368e-08,
                              5.387754174152769e-11, 1.7639829482676347e-13, 6.034536505693678e-16};
constexpr Harmonics kRectifying{0.0008377318247285514,  7.608527848149655e-07, 1.1976455208553068e-09,
                                2.4291707280369696e-12, 5.711818509192422e-15, 1.4799980705992188e-17};
constexpr Harmonics kUnrectified{-0.0008377321681620353,  -5.9058702103691216e-08, -1.6734826899771703e-10,
                                 -2.1647981529928125e-13, -3.787931061803593e-16,  -7.236769501103392e-19};

constexpr double kDegreesPerRadian = 57.29577951308232;
/// |Im μ| and |Im χ| beyond which there is no answer.
constexpr double kEndOfSeries = 1.5;

/// A complex number. Products of std::complex look for infinities, which do not occur here.
struct Complex {
    double re = 0;
    double im = 0;
};
Complex operator+(const Complex& a, const Complex& b) { return {a.re + b.re, a.im + b.im}; }
Complex operator-(const Complex& a, const Complex& b) { return {a.re - b.re, a.im - b.im}; }
Complex operator*(const Complex& a, const Complex& b) {
    return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
}

/// Σ h[j] sin 2jz from sin 2z and cos 2z (Clenshaw 1955); z real or complex.
template <typename Number>
Number sum_of_sines(const Harmonics& h, const Number& sin2, const Number& cos2) {
    const Number twice = cos2 + cos2;
    Number next{};
    Number last{};
    for (std::size_t j = h.size(); j > 0; --j) {
        const Number here = twice * last - next + Number{h[j - 1]};
        next = last;
        last = here;
    }
    return last * sin2;
}

/// The same of a complex z = x + iy, from the sine and cosine of x and the hyperbolic ones of y.
Complex sum_of_sines(const Harmonics& h, const SinCos& x, const SinhCosh& y) {
    const double sin2x = 2 * x.sin * x.cos;
    const double cos2x = (x.cos - x.sin) * (x.cos + x.sin);
    const double sinh2y = 2 * y.sinh * y.cosh;
    const double cosh2y = 1 + 2 * y.sinh * y.sinh;
    return sum_of_sines<Complex>(h, {sin2x * cosh2y, cos2x * sinh2y}, {cos2x * cosh2y, -sin2x * sinh2y});
}

/// Sine and cosine of the angle plus a small one.
SinCos turned_by(const SinCos& a, double small) {
    const SinCos half = sin_cos(small / 2);
    const double sine = 2 * half.sin * half.cos;
    const double cosine_less_one = -2 * half.sin * half.sin;
    return {a.sin + (a.cos * sine + a.sin * cosine_less_one),
            a.cos + (a.cos * cosine_less_one - a.sin * sine)};
}

double sum_of_sines(const Harmonics& h, const SinCos& angle) {
    return sum_of_sines<double>(h, 2 * angle.sin * angle.cos,
                                (angle.cos - angle.sin) * (angle.cos + angle.sin));
}

double within_half_turn(double degrees) {
    return degrees > 180 ? degrees - 360 : degrees < -180 ? degrees + 360 : degrees;
}

} // namespace

GaussKrueger::GaussKrueger(double central_meridian_deg, double false_easting_m)
    : m_central_meridian_deg(central_meridian_deg), m_false_easting_m(false_easting_m) {}

GaussKrueger::GaussKrueger(const GaussZone& zone)
    : GaussKrueger(zone.central_meridian_deg(), zone.false_easting_m()) {}

GaussKrueger GaussKrueger::about_meridian(double longitude_deg) { return {longitude_deg, 0}; }

std::optional<Position> GaussKrueger::forward(const Position& degrees) const {
    const SinCos geodetic = sin_cos_deg(degrees.y);
    const SinCos latitude = turned_by(geodetic, sum_of_sines(kConformal, geodetic));
    const SinCos longitude = sin_cos_deg(within_half_turn(degrees.x - m_central_meridian_deg));
    // The point on the sphere of the conformal latitude, seen from the pole of the central meridian.
    const double up = latitude.cos * longitude.cos;
    const double across = latitude.cos * longitude.sin;
    const double from_pole = std::sqrt(latitude.sin * latitude.sin + up * up);
    const double sinh_eta = across / from_pole;
    if (!(std::abs(sinh_eta) <= 2.13)) { // sinh(kEndOfSeries)
        return std::nullopt;
    }
    const double xi = arctan2(latitude.sin, up);
    const double eta = arsinh(sinh_eta);
    const Complex more = sum_of_sines(kRectifying, SinCos{latitude.sin / from_pole, up / from_pole},
                                      SinhCosh{sinh_eta, std::sqrt(1 + sinh_eta * sinh_eta)});
    return Position{kRadiusM * (eta + more.im) + m_false_easting_m, kRadiusM * xi + kRadiusM * more.re};
}

std::optional<Position> GaussKrueger::inverse(const Position& plane) const {
    const double xi = plane.y / kRadiusM;
    const double eta = (plane.x - m_false_easting_m) / kRadiusM;
    if (!(std::abs(eta) <= kEndOfSeries) || !(std::abs(xi) <= kEndOfSeries * 2)) {
        return std::nullopt;
    }
    const SinCos rectifying = sin_cos(xi);
    const SinhCosh far = sinh_cosh(eta);
    const Complex more = sum_of_sines(kUnrectified, rectifying, far);
    const SinCos conformal = turned_by(rectifying, more.re);
    const SinhCosh hyperbolic = sinh_cosh(eta + more.im);
    const double latitude_cos = std::sqrt(hyperbolic.sinh * hyperbolic.sinh + conformal.cos * conformal.cos);
    const SinCos latitude{conformal.sin / hyperbolic.cosh, latitude_cos / hyperbolic.cosh};
    const double chi = arctan2(conformal.sin, latitude_cos);
    const double phi = chi + sum_of_sines(kGeodetic, latitude);
    const double lambda = arctan2(hyperbolic.sinh, conformal.cos);
    return Position{within_half_turn(m_central_meridian_deg + lambda * kDegreesPerRadian),
                    phi * kDegreesPerRadian};
}

} // namespace liangxian::geo
