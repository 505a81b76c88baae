// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/area.hpp"

#include <geodesic.h>

#include <array>
#include <cmath>
#include <cstddef>

namespace liangxian::geo {
namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kDegree = kPi / 180.0;
constexpr double kE2 = kFlattening * (2.0 - kFlattening);
constexpr double kSemiMinorM = kSemiMajorM * (1.0 - kFlattening);
constexpr std::size_t kTerms = 9;

// The area between the equator and a parallel, per radian of longitude, is
//     Q(B) = b² Σₙ (n+1)/(2n+1) e²ⁿ sin²ⁿ⁺¹B = Σⱼ cⱼ sin (2j+1)B ,
// the same series the survey rule 国土调查办发〔2008〕32号 truncates at e⁸. A ring's area is then a
// shoelace in the plane (λ, Q): the rule takes the mean of Q at the two ends of an edge, the area
// that counts takes Q's exact mean along the edge, which has a closed form since
//     mean over [B₁,B₂] of sin kB = sin(kBm) · sinc(kΔB/2).

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

/// cⱼ of the series above, m².
std::array<double, kTerms> make_coefficients() {
    std::array<double, kTerms> c{};
    for (std::size_t j = 0; j < kTerms; ++j) {
        double sum = 0;
        for (std::size_t n = j; n < kTerms; ++n) {
            const auto real_n = static_cast<double>(n);
            sum +=
                (real_n + 1) / (2 * real_n + 1) * power(kE2, n) * power(0.25, n) * binomial(2 * n + 1, n - j);
        }
        c[j] = kSemiMinorM * kSemiMinorM * sum * (j % 2 == 0 ? 1.0 : -1.0);
    }
    return c;
}

const std::array<double, kTerms>& coefficients() {
    static const std::array<double, kTerms> c = make_coefficients();
    return c;
}

/// sin(x)/x - 1 without cancellation for small x.
double sinc_minus_one(double x) {
    if (std::abs(x) > 0.1) {
        return std::sin(x) / x - 1.0;
    }
    const double x2 = x * x;
    return -x2 / 6 * (1 - x2 / 20 * (1 - x2 / 42 * (1 - x2 / 72)));
}

/// Q(B) - Q(B₀), m², by differences of sines so that nearby parallels keep all their digits.
double q_difference(double b, double b0) {
    double sum = 0;
    for (std::size_t j = 0; j < kTerms; ++j) {
        const auto k = static_cast<double>(2 * j + 1);
        sum += coefficients()[j] * 2 * std::cos(k * (b + b0) / 2) * std::sin(k * (b - b0) / 2);
    }
    return sum;
}

/// Mean of Q along an edge straight in longitude/latitude, less Q at its middle latitude; m².
double q_mean_excess(double b1, double b2) {
    const double middle = (b1 + b2) / 2;
    const double half = (b2 - b1) / 2;
    double sum = 0;
    for (std::size_t j = 0; j < kTerms; ++j) {
        const auto k = static_cast<double>(2 * j + 1);
        sum += coefficients()[j] * std::sin(k * middle) * sinc_minus_one(k * half);
    }
    return sum;
}

enum class EdgeModel { straight_in_degrees, survey_rule };

/// Signed, counter-clockwise positive. Measured from the ring's first vertex, which keeps the terms
/// small: the doubles of a 100 m parcel lose nothing to the size of the Earth.
double signed_ring_area_m2(const Ring& ring, EdgeModel model) {
    if (ring.size() < 3) {
        return 0;
    }
    const double origin_lon = ring.front().x;
    const double origin_b = ring.front().y * kDegree;
    double sum = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Position& p = ring[i];
        const Position& q = ring[(i + 1) % ring.size()];
        const double delta_lon = ((q.x - origin_lon) - (p.x - origin_lon)) * kDegree;
        const double b1 = p.y * kDegree;
        const double b2 = q.y * kDegree;
        const double height = model == EdgeModel::survey_rule
                                  ? (q_difference(b1, origin_b) + q_difference(b2, origin_b)) / 2
                                  : q_difference((b1 + b2) / 2, origin_b) + q_mean_excess(b1, b2);
        sum -= delta_lon * height;
    }
    return sum;
}

template <typename RingArea>
double sum_polygons(const Geometry& geometry, RingArea&& ring_area) {
    double total = 0;
    for (const Polygon& polygon : geometry.polygons) {
        double area = std::abs(ring_area(polygon.shell));
        for (const Ring& hole : polygon.holes) {
            area -= std::abs(ring_area(hole));
        }
        total += area;
    }
    return total;
}

} // namespace

double signed_area_lonlat_m2(const Ring& ring) {
    return signed_ring_area_m2(ring, EdgeModel::straight_in_degrees);
}

double area_lonlat_m2(const Geometry& geometry) {
    return sum_polygons(geometry, [](const Ring& ring) { return signed_area_lonlat_m2(ring); });
}

double area_rule_m2(const Geometry& geometry) {
    return sum_polygons(geometry,
                        [](const Ring& ring) { return signed_ring_area_m2(ring, EdgeModel::survey_rule); });
}

double area_geodesic_m2(const Geometry& geometry) {
    geod_geodesic ellipsoid;
    geod_init(&ellipsoid, kSemiMajorM, kFlattening);
    return sum_polygons(geometry, [&ellipsoid](const Ring& ring) {
        geod_polygon polygon;
        geod_polygon_init(&polygon, 0);
        for (const Position& p : ring) {
            geod_polygon_addpoint(&ellipsoid, &polygon, p.y, p.x);
        }
        double area = 0;
        geod_polygon_compute(&ellipsoid, &polygon, 0, 1, &area, nullptr);
        return area;
    });
}

double area_plane_m2(const Geometry& plane) {
    return sum_polygons(plane, [](const Ring& ring) {
        double twice = 0;
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const Position& origin = ring.front();
            const Position& p = ring[i];
            const Position& q = ring[(i + 1) % ring.size()];
            twice += (p.x - origin.x) * (q.y - origin.y) - (q.x - origin.x) * (p.y - origin.y);
        }
        return twice / 2;
    });
}

} // namespace liangxian::geo
