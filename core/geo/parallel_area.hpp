// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"

#include <array>
#include <cstddef>

namespace liangxian::geo {

// A ring's area on the ellipsoid is a shoelace in the plane (longitude, Q), where Q(B) is the area
// between the equator and the parallel of latitude B, a degree of longitude wide:
//     Q(B) = π/180 · b² Σₙ (n+1)/(2n+1) e²ⁿ sin²ⁿ⁺¹B = Σⱼ cⱼ sin (2j+1)B   (CGCS2000; m² per degree).
// The land-survey rule 国土调查办发〔2008〕32号 takes the mean of Q at the two ends of an edge; the area
// that counts takes the mean of Q along the edge. Both need Q as a polynomial only: 360 bands of half
// a degree hold its Taylor polynomial of degree 6 about their middle. Half a degree off the middle the
// next term is 4e-7 m² per degree, less than the rounding of a double there.

/// Q about one latitude, as a polynomial in degrees of latitude.
class ParallelPolynomial {
public:
    static constexpr std::size_t kDegree = 6;
    /// Degrees on either side of a band's middle within which its polynomial is Q.
    static constexpr double kReachDeg = 0.5;
    using Coefficients = std::array<double, kDegree + 1>;

    ParallelPolynomial() = default;
    /// \param c  of the powers of the distance from the latitude; c[0] is not used
    explicit ParallelPolynomial(const Coefficients& c);

    /// Q at \p t degrees north of the latitude less Q there, m² per degree of longitude.
    double at(double t) const {
        return t * (m_c[1] + t * (m_c[2] + t * (m_c[3] + t * (m_c[4] + t * (m_c[5] + t * m_c[6])))));
    }
    /// The mean of at() between \p t1 and \p t2, exact for the polynomial: with the middle m and half
    /// the height h it is P(m) + P″(m)h²/3! + P⁗(m)h⁴/5! + P⁗″(m)h⁶/7!.
    double mean(double t1, double t2) const {
        const double m = (t1 + t2) * 0.5;
        const double half = (t2 - t1) * 0.5;
        const double q = half * half;
        const double second =
            m_second[0] + m * (m_second[1] + m * (m_second[2] + m * (m_second[3] + m * m_second[4])));
        const double fourth = m_fourth[0] + m * (m_fourth[1] + m * m_fourth[2]);
        return at(m) + q * (second + q * (fourth + q * m_sixth));
    }
    /// \name The same without the fifth and sixth power
    /// Within kNearDeg of the latitude an area misses less than 4e-15 of itself.
    /// @{
    static constexpr double kNearDeg = 0.03;
    double at_near(double t) const { return t * (m_c[1] + t * (m_c[2] + t * (m_c[3] + t * m_c[4]))); }
    double mean_near(double t1, double t2) const {
        const double m = (t1 + t2) * 0.5;
        const double half = (t2 - t1) * 0.5;
        const double q = half * half;
        return at_near(m) + q * ((m_second[0] + m * (m_second[1] + m * m_second[2])) + q * m_fourth[0]);
    }
    /// @}
    /// The same polynomial about the latitude \p t degrees north.
    ParallelPolynomial moved(double t) const;

private:
    Coefficients m_c{};
    std::array<double, kDegree - 1> m_second{}; ///< P″/3!
    std::array<double, kDegree - 3> m_fourth{}; ///< P⁗/5!
    double m_sixth = 0;                         ///< P⁗″/7!
};

/// Q less Q at one latitude, so that the doubles of a small parcel lose nothing to the size of the
/// Earth. The bands are made on first use for all threads; then they are only read.
class HeightAbove {
public:
    /// \param latitude_deg  -90 to 90
    explicit HeightAbove(double latitude_deg);

    /// m² per degree of longitude at a latitude.
    double at(double latitude_deg) const;
    /// The mean along an edge straight in longitude and latitude; m² per degree of longitude.
    double mean(double from_latitude_deg, double to_latitude_deg) const;

    /// The polynomial about another latitude, and what to add to its values.
    struct Local {
        const ParallelPolynomial* polynomial; ///< of the distance from `middle_deg`
        double middle_deg;
        double offset;
    };
    /// The band of a latitude: right within ParallelPolynomial::kReachDeg of its middle.
    Local local(double latitude_deg) const;
    /// Q about the latitude of this height itself, right half as far from it; nothing to add.
    ParallelPolynomial polynomial() const;

private:
    double m_latitude_deg;
    std::size_t m_band;
    double m_in_band; ///< Q at the latitude less Q at the band's middle
};

} // namespace liangxian::geo
