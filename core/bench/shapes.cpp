// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/bench/shapes.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace liangxian::bench {
namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kMetresPerDegreeLat = 111000.0;
constexpr double kMetresPerDegreeLon = 111320.0; ///< on the equator
constexpr double kGridPerDegree = 1e9;
constexpr double kSteepest = 0.6; ///< of a strip against its axis

double on_grid(double degrees) { return std::floor(degrees * kGridPerDegree + 0.5) / kGridPerDegree; }

/// Taylor series on [0, π/4], where it is exact to the last digit but one.
double sine(double x) {
    const double x2 = x * x;
    double sum = 1;
    for (int n = 16; n >= 2; n -= 2) {
        sum = 1 - sum * x2 / (n * (n + 1));
    }
    return x * sum;
}
double cosine(double x) {
    const double x2 = x * x;
    double sum = 1;
    for (int n = 17; n >= 1; n -= 2) {
        sum = 1 - sum * x2 / (n * (n + 1));
    }
    return sum;
}

} // namespace

Direction Direction::at(double turn) {
    const double eighths = (turn - std::floor(turn)) * 8;
    const int octant = std::min(static_cast<int>(eighths), 7);
    const double within = (octant % 2 == 0 ? eighths - octant : octant + 1 - eighths) * (kPi / 4);
    const double near = cosine(within);
    const double far = sine(within);
    switch (octant) {
    case 0:
        return {near, far};
    case 1:
        return {far, near};
    case 2:
        return {-far, near};
    case 3:
        return {-near, far};
    case 4:
        return {-near, -far};
    case 5:
        return {-far, -near};
    case 6:
        return {far, -near};
    default:
        return {near, -far};
    }
}

LocalFrame::LocalFrame(const geo::Position& origin)
    : m_origin(origin), m_lon_per_m(1 / (kMetresPerDegreeLon * Direction::at(origin.y / 360).x)),
      m_lat_per_m(1 / kMetresPerDegreeLat) {}

geo::Position LocalFrame::at(double east_m, double north_m) const {
    return {on_grid(m_origin.x + east_m * m_lon_per_m), on_grid(m_origin.y + north_m * m_lat_per_m)};
}

double Star::largest_radius_m() const {
    double largest = 0;
    for (const Spoke& spoke : spokes) {
        largest = std::max(largest, spoke.radius_m);
    }
    return largest;
}

Star Star::grown(double factor, double margin_m) const {
    Star out = *this;
    for (Spoke& spoke : out.spokes) {
        spoke.radius_m = spoke.radius_m * factor + margin_m;
    }
    return out;
}

geo::Ring Star::ring(const LocalFrame& frame, double east_m, double north_m) const {
    geo::Ring out;
    out.reserve(spokes.size());
    for (const Spoke& spoke : spokes) {
        out.push_back(frame.at(east_m + spoke.direction.x * spoke.radius_m,
                               north_m + spoke.direction.y * spoke.radius_m));
    }
    return out;
}

geo::Ring Star::sector(const LocalFrame& frame, std::size_t first, std::size_t last) const {
    const geo::Ring all = ring(frame);
    geo::Ring out(all.begin() + static_cast<std::ptrdiff_t>(first),
                  all.begin() + static_cast<std::ptrdiff_t>(last) + 1);
    out.push_back(frame.at(0, 0));
    return out;
}

Star make_star(Random& random, std::uint32_t count, double radius_m) {
    std::array<double, 6> lobes{};
    for (double& lobe : lobes) {
        lobe = random.between(0.55, 0.95);
    }
    const double start = random.unit();
    const double roughness =
        count <= 40 ? 0.05 : 2.0 / count; // neighbours of a long ring are near each other
    Star out;
    out.spokes.reserve(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        // A gap is never below a quarter of the even one nor, with five spokes or more, half a turn.
        const double turn = (i + 0.75 * random.unit()) / count;
        const double place = turn * static_cast<double>(lobes.size());
        const auto lobe = std::min(static_cast<std::size_t>(place), lobes.size() - 1);
        const double share = place - static_cast<double>(lobe);
        const double smooth = lobes[lobe] + share * (lobes[(lobe + 1) % lobes.size()] - lobes[lobe]);
        out.spokes.push_back(
            {Direction::at(start + turn), radius_m * (smooth + roughness * (2 * random.unit() - 1))});
    }
    return out;
}

geo::Ring Strip::ring(const LocalFrame& frame, double width_m, double overhang_m) const {
    const auto place = [&](double along_m, double aside_m) {
        return frame.at(axis.x * along_m - axis.y * aside_m, axis.y * along_m + axis.x * aside_m);
    };
    geo::Ring out;
    out.reserve(stations.size() * 2);
    for (std::size_t i = 0; i < stations.size() * 2; ++i) {
        const bool is_back = i >= stations.size();
        const std::size_t k = is_back ? stations.size() * 2 - 1 - i : i;
        const double longer_m = k == 0 ? -overhang_m : k + 1 == stations.size() ? overhang_m : 0;
        out.push_back(
            place(stations[k].along_m + longer_m, stations[k].aside_m + (is_back ? width_m : -width_m) / 2));
    }
    return out;
}

Strip make_strip(Random& random, double length_m, double step_m) {
    Strip out;
    out.axis = Direction::at(random.unit());
    double slope = 0;
    Strip::Station at{0, 0};
    while (at.along_m < length_m || out.stations.size() < 2) {
        out.stations.push_back(at);
        const double step = step_m * random.between(0.67, 1.33);
        slope = std::clamp(slope + 0.25 * random.spread(), -kSteepest, kSteepest);
        at = {at.along_m + step, at.aside_m + slope * step};
    }
    return out;
}

} // namespace liangxian::bench
