// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/parallel_area.hpp"

#include "core/geo/area.hpp"
#include "core/geo/elementary.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace liangxian::geo {
namespace {

constexpr double kRadiansPerDegree = 3.14159265358979323846 / 180.0;
constexpr double kE2 = kFlattening * (2.0 - kFlattening);
constexpr double kSemiMinorM = kSemiMajorM * (1.0 - kFlattening);
constexpr std::size_t kTerms = 9;
constexpr double kBandDeg = 0.5;
constexpr std::size_t kBands = 360;

double power(double base, std::size_t exponent) {
    double out = 1;
    for (std::size_t i = 0; i < exponent; ++i) {
        out *= base;
    }
    return out;
}

double binomial(std::size_t n, std::size_t k) {
    double out = 1;
    for (std::size_t i = 1; i <= k; ++i) {
        out = out * static_cast<double>(n - k + i) / static_cast<double>(i);
    }
    return out;
}

/// cⱼ of Q's sine series, m² per degree of longitude; the ninth is below 1e-17 of the first.
std::array<double, kTerms> sine_series() {
    std::array<double, kTerms> c{};
    for (std::size_t j = 0; j < kTerms; ++j) {
        double sum = 0;
        for (std::size_t n = j; n < kTerms; ++n) {
            const auto real_n = static_cast<double>(n);
            sum +=
                (real_n + 1) / (2 * real_n + 1) * power(kE2, n) * power(0.25, n) * binomial(2 * n + 1, n - j);
        }
        c[j] = kRadiansPerDegree * kSemiMinorM * kSemiMinorM * sum * (j % 2 == 0 ? 1.0 : -1.0);
    }
    return c;
}

double middle_of(std::size_t band) { return -90 + kBandDeg * (static_cast<double>(band) + 0.5); }

/// Taylor's polynomial about a latitude: every derivative of the series is a series.
ParallelPolynomial taylor(const std::array<double, kTerms>& series, double latitude_deg) {
    ParallelPolynomial::Coefficients c{};
    for (std::size_t j = 0; j < kTerms; ++j) {
        const auto multiple = static_cast<double>(2 * j + 1);
        const SinCos a = sin_cos_deg(multiple * latitude_deg);
        double scale = series[j];
        for (std::size_t k = 1; k < c.size(); ++k) {
            scale *= multiple * kRadiansPerDegree / static_cast<double>(k);
            c[k] += scale * (k % 2 == 1 ? a.cos : a.sin) * (k % 4 < 2 ? 1.0 : -1.0);
        }
    }
    return ParallelPolynomial(c);
}

struct Band {
    ParallelPolynomial polynomial;
    double high = 0; ///< Q at the middle, less Q at the southernmost middle, in two doubles
    double low = 0;
};

/// Bands are put on each other so that Q is continuous from one to the next.
std::vector<Band> make_bands() {
    const auto series = sine_series();
    std::vector<Band> bands(kBands);
    for (std::size_t i = 0; i < kBands; ++i) {
        bands[i].polynomial = taylor(series, middle_of(i));
        if (i > 0) {
            const Band& south = bands[i - 1];
            const double step =
                south.polynomial.at(kBandDeg / 2) - bands[i].polynomial.at(-kBandDeg / 2) + south.low;
            bands[i].high = south.high + step;
            bands[i].low = step - (bands[i].high - south.high);
        }
    }
    return bands;
}

const Band& band_at(std::size_t index) {
    static const std::vector<Band> bands = make_bands();
    return bands[index];
}

/// The band of a latitude; the outermost one beyond a pole.
std::size_t band_of(double latitude_deg) {
    const double band = std::floor((latitude_deg + 90) / kBandDeg);
    return static_cast<std::size_t>(std::min(std::max(0.0, band), static_cast<double>(kBands - 1)));
}

/// Q at the middle of one band less Q at that of another.
double between_middles(std::size_t from, std::size_t to) {
    return from == to ? 0 : (band_at(to).high - band_at(from).high) + (band_at(to).low - band_at(from).low);
}

} // namespace

ParallelPolynomial::ParallelPolynomial(const Coefficients& c) : m_c(c) {
    for (std::size_t k = 2; k <= kDegree; ++k) {
        m_second[k - 2] = c[k] * static_cast<double>(k * (k - 1)) / 6;
    }
    for (std::size_t k = 4; k <= kDegree; ++k) {
        m_fourth[k - 4] = c[k] * static_cast<double>(k * (k - 1) * (k - 2) * (k - 3)) / 120;
    }
    m_sixth = c[kDegree] / 7;
}

ParallelPolynomial ParallelPolynomial::moved(double t) const {
    Coefficients c = m_c;
    for (std::size_t done = 0; done < kDegree; ++done) { // Horner's repeated division
        for (std::size_t k = kDegree; k > done; --k) {
            c[k - 1] += t * c[k];
        }
    }
    return ParallelPolynomial(c);
}

HeightAbove::HeightAbove(double latitude_deg)
    : m_latitude_deg(latitude_deg), m_band(band_of(latitude_deg)),
      m_in_band(band_at(m_band).polynomial.at(latitude_deg - middle_of(m_band))) {}

HeightAbove::Local HeightAbove::local(double latitude_deg) const {
    const std::size_t band = band_of(latitude_deg);
    return {&band_at(band).polynomial, middle_of(band), between_middles(m_band, band) - m_in_band};
}

double HeightAbove::at(double latitude_deg) const {
    const Local here = local(latitude_deg);
    return here.polynomial->at(latitude_deg - here.middle_deg) + here.offset;
}

double HeightAbove::mean(double from_latitude_deg, double to_latitude_deg) const {
    const double height = to_latitude_deg - from_latitude_deg;
    // An edge taller than a band is the mean of equal pieces that are not.
    const double pieces = std::min(std::max(1.0, std::ceil(std::abs(height) / kBandDeg)), 2.0 * kBands);
    double sum = 0;
    for (double i = 0; i < pieces; ++i) {
        const double from = i == 0 ? from_latitude_deg : from_latitude_deg + height * (i / pieces);
        const double to = i + 1 == pieces ? to_latitude_deg : from_latitude_deg + height * ((i + 1) / pieces);
        const Local here = local((from + to) / 2);
        sum += here.polynomial->mean(from - here.middle_deg, to - here.middle_deg) + here.offset;
    }
    return sum / pieces;
}

ParallelPolynomial HeightAbove::polynomial() const {
    return band_at(m_band).polynomial.moved(m_latitude_deg - middle_of(m_band));
}

} // namespace liangxian::geo
