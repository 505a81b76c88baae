// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/words/outline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace liangxian::words {
namespace {

/// A building turned further than this has no side that is plainly the eastern one.
constexpr double kAskewDeg = 35;
constexpr double kNotedDeg = 2;

bool has_any_length(const Reading& reading) {
    return reading.around || std::any_of(reading.sides.begin(), reading.sides.end(),
                                         [](const auto& side) { return side && side->length; });
}

double& slot_of(geo::SideDistances& distances, Side side) {
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

} // namespace

geo::Geometry Outline::draw() {
    const bool has_box = m_reading.east_west || m_reading.north_south;
    if (m_reading.is_same_as_base || (m_reading.has_base_as_edge && !has_any_length(m_reading) && !has_box &&
                                      m_reading.kind != TextKind::to_feature)) {
        return same_as_base();
    }
    if (m_reading.kind == TextKind::to_feature && !has_any_length(m_reading)) {
        ask_for_features();
        return {};
    }
    m_plane.emplace(m_base.shape);
    const geo::Geometry shape = m_plane->to_plane(m_base.shape);
    const bool is_round = m_reading.around && !m_reading.is_each_side;
    const geo::Geometry outline = m_reading.kind == TextKind::center_box && has_box ? box_about(shape)
                                  : is_round                                        ? round_about(shape)
                                                                                    : sides_about(shape);
    return outline.polygons.empty() ? outline : m_plane->to_degrees(outline);
}

geo::Geometry Outline::same_as_base() {
    if (m_base.shape.polygons.empty()) {
        ask("本体在库中不是面，请绘制其轮廓", "the monument is no polygon in the store; draw its outline");
        return {};
    }
    geo::Geometry out;
    out.polygons = m_base.shape.polygons;
    return out;
}

geo::Geometry Outline::box_about(const geo::Geometry& middle) {
    if (!m_reading.east_west || !m_reading.north_south) {
        ask("只给出了一个方向的长度", "the length is given in one direction only");
        return {};
    }
    const double half_ew = plane_metres(middle, m_reading.east_west->metres / 2);
    const double half_ns = plane_metres(middle, m_reading.north_south->metres / 2);
    assume("四边正南正北", "the box stands along the meridian");
    return geo::grown_per_side(middle, {half_ew, half_ns, half_ew, half_ns}, {});
}

geo::Geometry Outline::round_about(const geo::Geometry& shape) {
    note_point_for_body();
    assume("转角为圆弧，弧线外切，至多远 0.12%",
           "corners are round, their arcs drawn from outside, at most 0.12 % too far");
    if (m_reading.is_on_both_sides && shape.dimension() == 1) {
        assume("线的两端同样外延", "beyond the ends of the line as far as beside it");
    }
    return geo::grown_round(shape, plane_metres(shape, m_reading.around->metres));
}

geo::Geometry Outline::sides_about(const geo::Geometry& shape) {
    geo::SideDistances distances;
    for (double* slot : {&distances.east, &distances.south, &distances.west, &distances.north}) {
        *slot = m_reading.around ? plane_metres(shape, m_reading.around->metres) : 0;
    }
    bool any = m_reading.around.has_value();
    for (const Side side : kSides) {
        if (!m_reading.around) {
            const auto metres = metres_of(side);
            any = any || metres;
            slot_of(distances, side) = metres ? plane_metres(shape, *metres) : 0;
        }
    }
    if (!any) {
        return {};
    }
    note_point_for_body();
    const geo::SideAxes axes = geo::axes_of(shape);
    note_axes(axes);
    assume("各侧边线平行外移，相交成角", "the sides move out in parallel and meet in corners");
    return geo::grown_per_side(shape, distances, axes);
}

/// The distance of one side; when there is none, what a person must draw there.
std::optional<double> Outline::metres_of(Side side) {
    const auto& stated = m_reading.side(side);
    const base::Text& name = name_of(side);
    if (!stated) {
        ask(fmt::format("没有说到{}侧", name.zh), fmt::format("nothing is said of the {} side", name.en));
        return std::nullopt;
    }
    if (!stated->length) {
        ask(fmt::format("{}侧至“{}”，请绘制到该处", name.zh, stated->feature),
            fmt::format("the {} side runs to '{}'; draw it there", name.en, stated->feature));
        return std::nullopt;
    }
    if (is_measured_elsewhere(*stated, m_base, m_ground)) {
        ask(fmt::format("{}侧自“{}”起算，其位置不在库中，请绘制", name.zh, stated->from.words),
            fmt::format("the {} side is measured from '{}', whose place is not in the store; draw it",
                        name.en, stated->from.words));
        return std::nullopt;
    }
    if (!stated->feature.empty()) {
        assume(fmt::format("{}侧取 {}，未核对“{}”的位置", name.zh, stated->length->words, stated->feature),
               fmt::format("the {} side is at {}; where '{}' lies was not looked at", name.en,
                           stated->length->words, stated->feature));
    }
    return stated->length->metres;
}

void Outline::ask_for_features() {
    for (const Side side : kSides) {
        metres_of(side);
    }
}

void Outline::note_point_for_body() {
    if (m_base.shape.dimension() == 0 && !m_reading.is_about_a_point && !m_ground.body_is_given) {
        ask("本体在库中只有一个点，距离从该点量起；请绘制本体轮廓后重画",
            "the monument is only a point in the store and was measured from there; draw its outline and draw again");
    }
}

void Outline::note_axes(const geo::SideAxes& axes) {
    const double turned = std::abs(axes.turned_deg());
    if (turned > kAskewDeg) {
        ask(fmt::format("建筑朝向偏转 {:.0f} 度，东西南北各指哪一侧请人工核对", turned),
            fmt::format("the building is turned by {:.0f}°; a person must say which side is which", turned));
    } else if (turned > kNotedDeg) {
        assume(fmt::format("各侧依建筑朝向，偏转 {:.0f} 度", turned),
               fmt::format("sides are those of the building, turned by {:.0f}°", turned));
    }
}

/// Metres of the plane for metres on the ground, wherever the outline runs.
double Outline::plane_metres(const geo::Geometry& shape, double metres) const {
    const geo::Box box = shape.bounds();
    const double far_m = std::max(std::abs(box.min_x), std::abs(box.max_x)) + metres;
    const double longest_m = std::max(box.max_x - box.min_x, box.max_y - box.min_y) + 2 * metres;
    return m_plane->at_least_m(metres, far_m, longest_m);
}

void Outline::assume(std::string zh, std::string en) {
    m_reading.assumed.push_back({std::move(zh), std::move(en)});
}

void Outline::ask(std::string zh, std::string en) {
    m_reading.todo.push_back({std::move(zh), std::move(en)});
}

} // namespace liangxian::words
