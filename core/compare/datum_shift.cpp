// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/compare/datum_shift.hpp"

#include "core/compare/farthest.hpp"
#include "core/geo/distance.hpp"
#include "core/geo/elementary.hpp"

#include <algorithm>
#include <cmath>

namespace liangxian::compare {
namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kWebMapWithinM = 15; ///< the models differ by so much from what programs write

double wave(double amplitude, double x, double cycles) {
    return amplitude * geo::sin_cos(cycles * x * kPi).sin;
}

/// The terms that both axes have in common.
double common_terms(double x) { return (wave(20, x, 6) + wave(20, x, 2)) * 2 / 3; }

Shift in_metres(const geo::Position& p, double east_deg, double north_deg) {
    const geo::MetresPerDegree scale = geo::metres_per_degree(p.y);
    return {east_deg * scale.lon, north_deg * scale.lat};
}

geo::Position moved_by(const geo::Position& p, const Shift& shift) {
    const geo::MetresPerDegree scale = geo::metres_per_degree(p.y);
    return {p.x + shift.east_m / scale.lon, p.y + shift.north_m / scale.lat};
}

geo::Position gcj02_of(const geo::Position& p) { return moved_by(p, gcj02_shift(p)); }

double highest_latitude(const geo::Geometry& geometry) {
    const geo::Box box = geometry.bounds();
    return std::max(std::abs(box.min_y), std::abs(box.max_y));
}

/// Outlines are at least so far apart as the sides of their boxes.
bool may_be_within(const geo::Box& a, const geo::Box& b, double metres) {
    const geo::Box reach = geo::grown_by_metres(a, metres);
    const geo::Box back = geo::grown_by_metres(b, metres);
    return b.min_x >= reach.min_x && b.max_x <= reach.max_x && b.min_y >= reach.min_y &&
           b.max_y <= reach.max_y && a.min_x >= back.min_x && a.max_x <= back.max_x &&
           a.min_y >= back.min_y && a.max_y <= back.max_y;
}

double median_of(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

std::vector<std::size_t> within(const std::vector<Shift>& shifts, const Shift& centre) {
    const double reach_m = std::max(1.0, 0.03 * centre.length_m());
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < shifts.size(); ++i) {
        if (shifts[i].apart_m(centre) <= reach_m) {
            out.push_back(i);
        }
    }
    return out;
}

} // namespace

double Shift::length_m() const { return std::sqrt(east_m * east_m + north_m * north_m); }

double Shift::apart_m(const Shift& o) const {
    return Shift{east_m - o.east_m, north_m - o.north_m}.length_m();
}

Shift gcj02_shift(const geo::Position& p) {
    // The published approximation: a polynomial and waves about 105° E, 35° N, in metres on Krassovsky's
    // ellipsoid.
    constexpr double kSemiMajorM = 6378245.0;
    constexpr double kEccentricity2 = 0.00669342162296594323;
    const double x = p.x - 105;
    const double y = p.y - 35;
    const double root = std::sqrt(std::abs(x));
    const double north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + common_terms(x) +
                         (wave(20, y, 1) + wave(40, y, 1.0 / 3)) * 2 / 3 +
                         (wave(160, y, 1.0 / 12) + wave(320, y, 1.0 / 30)) * 2 / 3;
    const double east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + common_terms(x) +
                        (wave(20, x, 1) + wave(40, x, 1.0 / 3)) * 2 / 3 +
                        (wave(150, x, 1.0 / 12) + wave(300, x, 1.0 / 30)) * 2 / 3;
    const geo::SinCos latitude = geo::sin_cos_deg(p.y);
    const double w2 = 1 - kEccentricity2 * latitude.sin * latitude.sin;
    const double w = std::sqrt(w2);
    const double north_deg = north * 180 / (kSemiMajorM * (1 - kEccentricity2) / (w2 * w) * kPi);
    const double east_deg = east * 180 / (kSemiMajorM / w * latitude.cos * kPi);
    return in_metres(p, east_deg, north_deg);
}

Shift bd09_shift(const geo::Position& p) {
    constexpr double kWave = kPi * 3000 / 180;
    const geo::Position g = gcj02_of(p);
    const double radius = std::sqrt(g.x * g.x + g.y * g.y) + 2e-5 * geo::sin_cos(g.y * kWave).sin;
    const double angle = geo::arctan2(g.y, g.x) + 3e-6 * geo::sin_cos(g.x * kWave).cos;
    const geo::SinCos direction = geo::sin_cos(angle);
    return in_metres(p, radius * direction.cos + 0.0065 - p.x, radius * direction.sin + 0.006 - p.y);
}

std::optional<std::string> web_map_suspect(const Shift& shift, const geo::Position& p) {
    if (std::abs(p.y) > 80) {
        return std::nullopt;
    }
    const Shift back{-shift.east_m, -shift.north_m};
    const auto looks_like = [&](const Shift& model) {
        return std::min(shift.apart_m(model), back.apart_m(model)) <= kWebMapWithinM;
    };
    if (looks_like(gcj02_shift(p))) {
        return "gcj02-suspect";
    }
    return looks_like(bd09_shift(p)) ? std::optional<std::string>("bd09-suspect") : std::nullopt;
}

std::optional<std::string> web_map_suspect(const geo::Geometry& a, const geo::Geometry& b) {
    struct Model {
        const char* reason;
        Shift (*shift)(const geo::Position&);
    };
    if (highest_latitude(a) > 80 || highest_latitude(b) > 80) {
        return std::nullopt;
    }
    for (const Model& model : {Model{"gcj02-suspect", gcj02_shift}, Model{"bd09-suspect", bd09_shift}}) {
        const auto is_drawn_as = [&](const geo::Geometry& one, const geo::Geometry& other) {
            geo::Geometry drawn = one;
            drawn.for_each_position([&model](geo::Position& p) { p = moved_by(p, model.shift(p)); });
            return may_be_within(drawn.bounds(), other.bounds(), kWebMapWithinM) &&
                   farthest_in_plane(other, drawn).distance_m <= kWebMapWithinM;
        };
        if (is_drawn_as(a, b) || is_drawn_as(b, a)) {
            return model.reason;
        }
    }
    return std::nullopt;
}

std::string common_shift_suspect(const Shift& shift, const geo::Position& p) {
    if (auto web_map = web_map_suspect(shift, p)) {
        return *web_map;
    }
    const double length_m = shift.length_m();
    return length_m >= 20 && length_m <= 300 ? "xian80-or-beijing54-suspect" : "common-shift";
}

std::optional<CommonShift> common_shift(const std::vector<Shift>& shifts) {
    constexpr std::size_t kFewest = 3;
    constexpr double kLeastM = 2; // less is what snapping does
    if (shifts.size() < kFewest) {
        return std::nullopt;
    }
    std::vector<double> east;
    std::vector<double> north;
    for (const Shift& shift : shifts) {
        east.push_back(shift.east_m);
        north.push_back(shift.north_m);
    }
    const Shift median{median_of(std::move(east)), median_of(std::move(north))};
    CommonShift out{median, within(shifts, median)};
    if (median.length_m() < kLeastM) {
        return std::nullopt;
    }
    return out.members.size() >= kFewest && 2 * out.members.size() >= shifts.size()
               ? std::optional(std::move(out))
               : std::nullopt;
}

} // namespace liangxian::compare
