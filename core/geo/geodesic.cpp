// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/geodesic.hpp"

#include "core/geo/area.hpp"
#include "core/geo/elementary.hpp"
#include "core/geo/parallel_area.hpp"

#include <array>
#include <cmath>

namespace liangxian::geo {
namespace {

constexpr double kRadiansPerDegree = 3.14159265358979323846 / 180.0;
constexpr double kAxisRatio = 1.0 - kFlattening;
constexpr double kSemiMinorM = kSemiMajorM * kAxisRatio;
constexpr double kE2 = kFlattening * (2.0 - kFlattening);
constexpr double kSecondE2 = kE2 / (1.0 - kE2);

struct Node {
    double place; ///< in [-1, 1]
    double weight;
};
/// Gauss-Legendre of two, three and four points: roots of Legendre's polynomials.
constexpr std::array<Node, 2> kTwo{{{-0.57735026918962576, 1.0}, {0.57735026918962576, 1.0}}};
constexpr std::array<Node, 3> kThree{
    {{-0.77459666924148338, 5.0 / 9.0}, {0.0, 8.0 / 9.0}, {0.77459666924148338, 5.0 / 9.0}}};
constexpr std::array<Node, 4> kFour{{{-0.86113631159405257, 0.34785484513745386},
                                     {-0.33998104358485626, 0.65214515486254614},
                                     {0.33998104358485626, 0.65214515486254614},
                                     {0.86113631159405257, 0.34785484513745386}}};

/// The arc on the auxiliary sphere: azimuths at the start and at the equator, arc lengths in radians from
/// the equator to the start and from start to end.
struct Arc {
    double sin_alpha0 = 0;
    double cos_alpha0 = 1;
    double sin_sigma1 = 0;
    double cos_sigma1 = 1;
    double sigma12 = 0;
    double k2 = 0; ///< e′² cos² α₀
};

/// Two points by their reduced latitudes and their difference of longitude.
struct Ends {
    SinCos beta1;
    SinCos beta2;
    double sin_beta12; ///< sin(β₂-β₁), to the last digits for near points
    double lambda12;   ///< radians
};

Ends ends_of(const Position& a, const Position& b) {
    const SinCos phi1 = sin_cos_deg(a.y);
    const SinCos phi2 = sin_cos_deg(b.y);
    const double w1 = std::sqrt(1 - kE2 * phi1.sin * phi1.sin);
    const double w2 = std::sqrt(1 - kE2 * phi2.sin * phi2.sin);
    // tan β = (1-f) tan φ; 1 - e² sin² φ = cos² φ + (1-f)² sin² φ.
    const double turn = b.x - a.x;
    const double lambda_deg = turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn;
    return {{kAxisRatio * phi1.sin / w1, phi1.cos / w1},
            {kAxisRatio * phi2.sin / w2, phi2.cos / w2},
            kAxisRatio * sin_cos_deg(b.y - a.y).sin / (w1 * w2),
            lambda_deg * kRadiansPerDegree};
}

/// The arc between the ends when they are \p omega radians of longitude apart on the sphere.
Arc arc_at(const Ends& ends, double omega) {
    const SinCos half = sin_cos(omega / 2);
    const double versine = 2 * half.sin * half.sin;
    const double east = ends.beta2.cos * 2 * half.sin * half.cos;
    const double north = ends.sin_beta12 + ends.beta1.sin * ends.beta2.cos * versine;
    const double sin12 = std::sqrt(east * east + north * north);
    if (!(sin12 > 0)) {
        return {};
    }
    const double cos12 = ends.beta1.sin * ends.beta2.sin + ends.beta1.cos * ends.beta2.cos * (1 - versine);
    const double sin_alpha1 = east / sin12;
    const double cos_alpha1 = north / sin12;
    Arc arc;
    arc.sigma12 = arctan2(sin12, cos12);
    arc.sin_alpha0 = sin_alpha1 * ends.beta1.cos;
    const double across = sin_alpha1 * ends.beta1.sin;
    arc.cos_alpha0 = std::sqrt(cos_alpha1 * cos_alpha1 + across * across);
    if (arc.cos_alpha0 > 0) {
        arc.sin_sigma1 = ends.beta1.sin / arc.cos_alpha0;
        arc.cos_sigma1 = cos_alpha1 * ends.beta1.cos / arc.cos_alpha0;
    }
    arc.k2 = kSecondE2 * arc.cos_alpha0 * arc.cos_alpha0;
    return arc;
}

/// One place on an arc.
struct Place {
    double sin_sigma;
    double sin_sigma_gained; ///< less that of the start, to the last digits
    double stretch;          ///< √(1 + k² sin² σ)
};

/// ∫ f dσ over one piece of the arc by a rule.
template <typename Rule, typename Integrand>
double integral_by(const Rule& rule, const Arc& arc, double middle, double half_piece,
                   Integrand&& integrand) {
    double sum = 0;
    for (const Node& node : rule) {
        const SinCos half = sin_cos((middle + node.place * half_piece) / 2);
        const double gained = 2 * half.sin * (arc.cos_sigma1 * half.cos - arc.sin_sigma1 * half.sin);
        const double sine = arc.sin_sigma1 + gained;
        sum += node.weight * integrand(Place{sine, gained, std::sqrt(1 + arc.k2 * sine * sine)});
    }
    return sum * half_piece;
}

/// ∫ f dσ along the arc: a short arc by \p rule, a longer one by four points to a piece.
template <typename Rule, typename Integrand>
double integral(const Arc& arc, const Rule& rule, double short_arc, double longest_piece,
                Integrand&& integrand) {
    if (arc.sigma12 <= short_arc) {
        return integral_by(rule, arc, arc.sigma12 / 2, arc.sigma12 / 2, integrand);
    }
    const double pieces = std::max(1.0, std::ceil(arc.sigma12 / longest_piece));
    const double half_piece = arc.sigma12 / pieces / 2;
    double sum = 0;
    for (double i = 0; i < pieces; ++i) {
        sum += integral_by(kFour, arc, (2 * i + 1) * half_piece, half_piece, integrand);
    }
    return sum;
}

/// Of lengths and longitudes, which hardly vary along an arc. The rules leave 2e-15 of the integral.
template <typename Integrand>
double integral_of_lengths(const Arc& arc, Integrand&& integrand) {
    return integral(arc, kTwo, 0.004, 0.15, integrand);
}

/// How much shorter than on the sphere a longitude grows along the arc, by sin α₀.
double longitude_lag(double stretch) { return kFlattening * (2 - kFlattening) / (1 + kAxisRatio * stretch); }

/// Finds the longitude on the sphere. The lag is nearly proportional to it, so a step leaves less than
/// f·(ω² + σ²) of the error: one step does for a parcel, two or three for longer edges.
Arc arc_between(const Ends& ends) {
    constexpr int kMostSteps = 20;
    constexpr double kEnough = 1e-16;
    const double middle_stretch = std::sqrt(1 + kSecondE2 * ends.beta1.sin * ends.beta2.sin);
    double omega = ends.lambda12 / (1 - ends.beta1.cos * ends.beta2.cos * longitude_lag(middle_stretch));
    Arc arc = arc_at(ends, omega);
    for (int step = 0; step < kMostSteps && omega != 0; ++step) {
        const double lag = arc.sin_alpha0 * integral_of_lengths(arc, [](const Place& place) {
                               return longitude_lag(place.stretch);
                           });
        const double better = ends.lambda12 / (1 - lag / omega);
        const double left =
            std::abs(better - omega) * kFlattening * (omega * omega + arc.sigma12 * arc.sigma12);
        omega = better;
        arc = arc_at(ends, omega);
        if (left <= kEnough * std::abs(omega)) {
            break;
        }
    }
    return arc;
}

bool runs_forward(const Position& a, const Position& b) { return a.x < b.x || (a.x == b.x && a.y <= b.y); }

/// Mean of √(1 + e′²u²) for u between two values: by it the area between two parallels, a·b a radian of
/// longitude wide, goes with the difference of their sines of reduced latitude.
double mean_stretch(double from, double to) {
    const double middle = (from + to) / 2;
    const double half = (to - from) / 2;
    double sum = 0;
    for (const Node& node : kThree) {
        const double u = middle + node.place * half;
        sum += node.weight * std::sqrt(1 + kSecondE2 * u * u);
    }
    return sum / 2;
}

/// The area between the geodesic and the parallel of its start, positive above it for an eastward edge.
double area_above_start_m2(const Arc& arc) {
    const double start = arc.cos_alpha0 * arc.sin_sigma1; // sine of the reduced latitude
    return integral(arc, kThree, 0.01, 0.05, [&arc, start](const Place& place) {
        const double gained = arc.cos_alpha0 * place.sin_sigma_gained;
        const double here = start + gained;
        const double height_m2 = kSemiMajorM * kSemiMinorM * gained * mean_stretch(start, here);
        return height_m2 * arc.sin_alpha0 * (1 / (1 - here * here) - longitude_lag(place.stretch));
    });
}

} // namespace

double geodesic_m(const Position& a, const Position& b) {
    const bool forward = runs_forward(a, b);
    const Arc arc = arc_between(ends_of(forward ? a : b, forward ? b : a));
    return kSemiMinorM * integral_of_lengths(arc, [](const Place& place) { return place.stretch; });
}

double area_to_geodesic_m2(const Position& from, const Position& to) {
    const bool forward = runs_forward(from, to);
    const Position& a = forward ? from : to;
    const Position& b = forward ? to : from;
    const double straight_m2 = (b.x - a.x) * HeightAbove(a.y).mean(a.y, b.y);
    const double area_m2 = straight_m2 - area_above_start_m2(arc_between(ends_of(a, b)));
    return forward ? area_m2 : -area_m2;
}

} // namespace liangxian::geo
