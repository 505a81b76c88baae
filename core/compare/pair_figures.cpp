// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/compare/pair_figures.hpp"

#include "core/geo/area.hpp"
#include "core/geo/distance.hpp"
#include "core/geo/repair.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace liangxian::compare {
namespace {

/// Beyond this no edit and no datum moves a line, but a wrong zone does.
constexpr double kWrongZoneFromM = 50000;

/// The middle of the ground that polygons cover, in the plane of degrees.
geo::Position centroid_of(const geo::Geometry& geometry) {
    const geo::Position origin = geometry.polygons.front().shell.front();
    double twice = 0;
    geo::Position sum;
    const auto add = [&](const geo::Ring& ring, double sign) {
        double ring_twice = 0;
        geo::Position ring_sum;
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const geo::Position p{ring[i].x - origin.x, ring[i].y - origin.y};
            const geo::Position& next = ring[(i + 1) % ring.size()];
            const geo::Position q{next.x - origin.x, next.y - origin.y};
            const double cross = p.x * q.y - q.x * p.y;
            ring_twice += cross;
            ring_sum.x += (p.x + q.x) * cross;
            ring_sum.y += (p.y + q.y) * cross;
        }
        const double way = ring_twice < 0 ? -sign : sign; // holes may run either way
        twice += way * ring_twice;
        sum.x += way * ring_sum.x;
        sum.y += way * ring_sum.y;
    };
    for (const geo::Polygon& polygon : geometry.polygons) {
        add(polygon.shell, 1);
        for (const geo::Ring& hole : polygon.holes) {
            add(hole, -1);
        }
    }
    return twice > 0 ? geo::Position{origin.x + sum.x / (3 * twice), origin.y + sum.y / (3 * twice)} : origin;
}

geo::Geometry moved(geo::Geometry geometry, double east_deg, double north_deg) {
    geometry.for_each_position([&](geo::Position& p) { p = {p.x + east_deg, p.y + north_deg}; });
    return geometry;
}

void measure_shift(const geo::Geometry& a, const geo::Geometry& b, PairFigures& out) {
    const geo::Position from = centroid_of(a);
    const geo::Position to = centroid_of(b);
    const geo::MetresPerDegree scale = geo::metres_per_degree(std::clamp((from.y + to.y) / 2, -89.0, 89.0));
    out.shift = {(to.x - from.x) * scale.lon, (to.y - from.y) * scale.lat};
    // Moved in degrees the copy would be stretched as its latitude changes; over what datums differ by that
    // is less than what they are told apart by.
    out.residual_m = farthest(a, moved(b, from.x - to.x, from.y - to.y)).distance_m;
}

Shift mean_way(const VertexEdits& edits) {
    Shift sum;
    for (const VertexEdits::Moved& one : edits.moved) {
        const geo::MetresPerDegree scale = geo::metres_per_degree(std::clamp(one.from.y, -89.0, 89.0));
        sum.east_m += (one.to.x - one.from.x) * scale.lon;
        sum.north_m += (one.to.y - one.from.y) * scale.lat;
    }
    const auto corners = static_cast<double>(edits.kept + edits.moved.size());
    return {sum.east_m / corners, sum.north_m / corners};
}

bool is_on_earth(const geo::Geometry& geometry) {
    const geo::Box box = geometry.bounds();
    return box.min_y >= -90 && box.max_y <= 90;
}

/// A line as it was meant, if it stands where it cannot have been meant.
struct Meant {
    geo::Geometry geometry;
    bool is_turned = false;
    bool is_by_own_zone = false;
};

Meant meant_by(const Line& line) {
    if (is_swapped(line.geometry)) {
        return {turned(line.geometry), true, false};
    }
    return {line.by_own_zone ? *line.by_own_zone : line.geometry, false, line.by_own_zone.has_value()};
}

void look_for_zone(const geo::Geometry& a, const geo::Geometry& b, PairFigures& out) {
    const int zones = static_cast<int>(std::lround((centroid_of(b).x - centroid_of(a).x) / 3));
    if (zones == 0 || std::abs(zones) > 20) {
        return;
    }
    const Farthest corrected = farthest(a, moved_by_zones(b, -zones));
    if (corrected.distance_m < kWrongZoneFromM / 10) {
        out.misplaced = Misplacement::wrong_zone;
        out.zones = zones;
        out.corrected = corrected;
    }
}

void look_for_misplacement(const Line& a, const Line& b, const Meant& meant_a, const Meant& meant_b,
                           PairFigures& out) {
    for (const Meant* meant : {&meant_b, &meant_a}) {
        if (meant->is_turned || meant->is_by_own_zone) {
            out.misplaced = meant->is_turned ? Misplacement::swapped_axis : Misplacement::wrong_zone;
            out.is_a_misplaced = meant == &meant_a;
            out.corrected = farthest(meant_a.geometry, meant_b.geometry);
            return;
        }
    }
    if (out.farthest.distance_m >= kWrongZoneFromM) {
        look_for_zone(a.geometry, b.geometry, out);
    }
}

} // namespace

std::optional<double> area_m2(const geo::Geometry& geometry) {
    return geo::invalidity(geometry) ? std::nullopt : std::optional(geo::area_lonlat_m2(geometry));
}

PairFigures pair_figures(const Line& a, const Line& b) {
    PairFigures out;
    const Meant meant_a = meant_by(a);
    const Meant meant_b = meant_by(b);
    const bool both_stand = !a.is_nowhere && !b.is_nowhere;
    // A line turned round lies beyond the pole; measured from it, the plane would be scaled there.
    if (both_stand && is_on_earth(a.geometry)) {
        out.farthest = farthest(a.geometry, b.geometry);
    } else if (both_stand) {
        const Farthest back = farthest(b.geometry, a.geometry);
        out.farthest = {back.distance_m, back.at_b, back.at_a, !back.is_from_a};
    }
    out.area_a_m2 = area_m2(meant_a.geometry);
    out.area_b_m2 = area_m2(meant_b.geometry);
    look_for_misplacement(a, b, meant_a, meant_b, out);
    if (both_stand && out.farthest.distance_m <= kSameM) {
        return out;
    }
    const geo::Geometry b_in_zone =
        out.zones != 0 ? moved_by_zones(meant_b.geometry, -out.zones) : meant_b.geometry;
    measure_shift(meant_a.geometry, b_in_zone, out);
    if (out.zones != 0) { // as it stands
        out.shift.east_m += 3.0 * out.zones * geo::metres_per_degree(b_in_zone.bounds().min_y).lon;
    }
    VertexEdits edits = vertex_edits(meant_a.geometry, b_in_zone);
    if (edits.kept > 0 && !edits.empty()) {
        if (out.zones == 0 && edits.is_followed()) {
            out.shift = mean_way(edits); // one corner moved far off would draw the middle after it
        }
        out.edits = std::move(edits);
    }
    return out;
}

} // namespace liangxian::compare
