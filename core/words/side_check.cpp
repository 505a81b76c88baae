// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/words/side_check.hpp"

#include "core/geo/distance.hpp"
#include "core/geo/local_plane.hpp"
#include "core/geo/offset.hpp"
#include "core/words/draft_base.hpp"

#include <algorithm>
#include <optional>

namespace liangxian::words {
namespace {

/// Distances are announced in whole metres.
constexpr double kWholeMetreM = 1;

double of_side(const geo::SideDistances& distances, Side side) {
    switch (side) {
    case Side::east:
        return distances.east;
    case Side::south:
        return distances.south;
    case Side::west:
        return distances.west;
    default:
        return distances.north;
    }
}

/// What the words say of a side: its own distance, or the one all round, or half a box.
std::optional<Length> said_of(const Reading& reading, Side side, const DraftBase& base,
                              const Ground& ground) {
    const bool is_across = side == Side::east || side == Side::west;
    if (auto extent = is_across ? reading.east_west : reading.north_south) {
        extent->metres /= 2;
        return extent;
    }
    if (reading.around) {
        return reading.around;
    }
    const auto& reach = reading.side(side);
    return reach && !is_measured_elsewhere(*reach, base, ground) ? reach->length : std::nullopt;
}

double tolerance_m(const Length& said, const DraftBase& base) {
    return std::max({kWholeMetreM, said.doubt_m(), base.is_zone ? 0 : base.accuracy_m});
}

} // namespace

std::vector<SideCheck> check_sides(Reading reading, const geo::Geometry& outline, const Ground& ground,
                                   Line line) {
    std::vector<SideCheck> out;
    const bool says_distances = reading.kind == TextKind::offset_per_side ||
                                reading.kind == TextKind::offset_uniform ||
                                reading.kind == TextKind::line_buffer || reading.kind == TextKind::center_box;
    const auto base =
        says_distances && !outline.polygons.empty() ? find_base(reading, ground, line) : std::nullopt;
    if (!base) {
        return out;
    }
    if (reading.is_on_both_sides) {
        const double nearest_m = geo::nearest_boundaries(geo::without_holes(outline), base->shape).distance_m;
        const Length& said = *reading.around;
        out.push_back({std::nullopt, said.metres, nearest_m, tolerance_m(said, *base), said.words});
        return out;
    }
    const geo::LocalPlane plane(base->shape);
    const geo::Geometry shape = plane.to_plane(base->shape);
    const geo::SideAxes axes = geo::axes_of(shape);
    const auto inner = geo::extent_along(shape, axes);
    const auto outer = geo::extent_along(plane.to_plane(outline), axes);
    for (const Side side : kSides) {
        const auto said = said_of(reading, side, *base, ground);
        if (!said) {
            continue;
        }
        out.push_back({side, said->metres, of_side(outer, side) - of_side(inner, side),
                       tolerance_m(*said, *base), said->words});
    }
    return out;
}

} // namespace liangxian::words
