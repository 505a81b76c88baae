// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/compare/nearness.hpp"

#include "core/compare/farthest.hpp"
#include "core/geo/distance.hpp"

#include <algorithm>
#include <cmath>

namespace liangxian::compare {
namespace {

/// Of one form: what is left when the middles are laid upon each other is no more than this part of the size.
constexpr double kLikePart = 1.0 / 50;

geo::Box moved_west(geo::Box box, int zones) {
    box.min_x -= 3.0 * zones;
    box.max_x -= 3.0 * zones;
    return box;
}

/// The greatest difference of the sides of two boxes: outlines in them are at least so far apart.
double box_gap_m(const geo::Box& a, const geo::Box& b) {
    const geo::MetresPerDegree scale =
        geo::metres_per_degree(std::clamp((a.min_y + a.max_y) / 2, -89.0, 89.0));
    return std::max({std::abs(a.min_x - b.min_x) * scale.lon, std::abs(a.max_x - b.max_x) * scale.lon,
                     std::abs(a.min_y - b.min_y) * scale.lat, std::abs(a.max_y - b.max_y) * scale.lat});
}

bool may_be_like(const Shape& a, const Shape& b) {
    const geo::MetresPerDegree scale = geo::metres_per_degree(std::clamp(a.middle.y, -89.0, 89.0));
    const double wider_m = std::abs((a.box.max_x - a.box.min_x) - (b.box.max_x - b.box.min_x)) * scale.lon;
    const double higher_m = std::abs((a.box.max_y - a.box.min_y) - (b.box.max_y - b.box.min_y)) * scale.lat;
    return std::max(wider_m, higher_m) / 2 <= a.size_m * kLikePart * 1.01;
}

bool is_like(const Shape& a, const Shape& b) {
    geo::Geometry moved = b.geometry;
    const geo::Position by{a.middle.x - b.middle.x, a.middle.y - b.middle.y};
    moved.for_each_position([&by](geo::Position& p) { p = {p.x + by.x, p.y + by.y}; });
    return farthest_in_plane(a.geometry, moved).distance_m <= a.size_m * kLikePart;
}

} // namespace

Shape shape_of(const Line& line) {
    Shape out;
    out.geometry = line.by_own_zone            ? *line.by_own_zone
                   : is_swapped(line.geometry) ? turned(line.geometry)
                                               : line.geometry;
    out.box = out.geometry.bounds();
    out.middle = {(out.box.min_x + out.box.max_x) / 2, (out.box.min_y + out.box.max_y) / 2};
    out.size_m = geo::geodesic_m({out.box.min_x, std::clamp(out.box.min_y, -90.0, 90.0)},
                                 {out.box.max_x, std::clamp(out.box.max_y, -90.0, 90.0)});
    return out;
}

std::optional<double> nearness_m(const Shape& a, const Shape& b, int zones) {
    const double gap_m = 0.99 * box_gap_m(a.box, moved_west(b.box, zones));
    const bool may_be_half = gap_m <= a.size_m / 2;
    const bool may_be_formed = may_be_like(a, b);
    if (gap_m > kReachM || (!may_be_half && !may_be_formed)) {
        return std::nullopt;
    }
    const geo::Geometry& there = b.geometry;
    const double distance_m =
        farthest_in_plane(a.geometry, zones == 0 ? there : moved_by_zones(there, -zones)).distance_m;
    const bool is_near = distance_m <= a.size_m / 2 || (may_be_formed && is_like(a, b));
    return distance_m <= kReachM && is_near ? std::optional(distance_m) : std::nullopt;
}

bool stand_near(const Shape& a, const Shape& b) {
    return std::any_of(kZonesTried.begin(), kZonesTried.end(),
                       [&](int zones) { return nearness_m(a, b, zones).has_value(); });
}

bool boxes_meet(const Shape& a, const Shape& b) {
    return std::any_of(kZonesTried.begin(), kZonesTried.end(),
                       [&](int zones) { return a.box.intersects(moved_west(b.box, zones)); });
}

} // namespace liangxian::compare
