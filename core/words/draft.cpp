// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/words/draft.hpp"

#include "core/geo/area.hpp"
#include "core/geo/geos.hpp"
#include "core/geo/offset.hpp"
#include "core/geo/overlay.hpp"
#include "core/words/area_check.hpp"
#include "core/words/corner_rings.hpp"
#include "core/words/draft_base.hpp"
#include "core/words/outline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace liangxian::words {
namespace {

/// No line was ever announced so far out, and planes end.
constexpr double kFarthestM = 20000;
constexpr double kSliverM2 = 0.5; ///< what arithmetic leaves along one line drawn twice

double doubt_m(const std::optional<Length>& length) { return length ? length->doubt_m() : 0; }

/// Draws one reading; its doubts go into the reading.
class Draughtsman {
public:
    Draughtsman(Draft& draft, const Ground& ground, Line line)
        : m_draft(draft), m_reading(draft.reading), m_ground(ground), m_line(line) {}

    void draw() {
        if (m_reading.kind == TextKind::coord_list && m_reading.corners.size() >= 3) {
            draw_corners();
        } else if (m_reading.kind == TextKind::coord_list) {
            ask("坐标点另附，请导入坐标成果", "the corner points stand elsewhere; import them");
        } else if (m_reading.says_none) {
            ask("公布不设此界线，无需绘制", "it is announced that there is no such line; nothing to draw");
        } else if (m_reading.kind != TextKind::text_only) {
            draw_from_base();
            if (m_reading.is_bound_to_coordinates) {
                ask("公布以坐标点为准，请导入坐标成果替换本图形",
                    "the announced corner points decide; import them in place of this outline");
            }
        }
        m_draft.status = status_of(m_draft);
    }

private:
    void draw_corners() {
        auto rings = corner_rings(m_reading, m_ground);
        m_draft.geometry = std::move(rings.geometry);
        m_draft.accuracy_m = rings.accuracy_m;
    }

    void draw_from_base() {
        if (greatest_length_m() > kFarthestM) {
            ask("距离超过 20 公里，请核对原文", "a distance of over 20 km; look at the notice");
            return;
        }
        const auto base = find_base(m_reading, m_ground, m_line);
        if (!base) {
            return;
        }
        geo::Geometry outline = Outline(m_reading, *base, m_ground).draw();
        if (outline.polygons.empty()) {
            return;
        }
        m_draft.geometry = without_base(std::move(outline), *base);
        if (m_draft.geometry.polygons.empty()) {
            ask("减去保护范围（或重点保护区）后没有剩余，请核对原文",
                "nothing is left of it outside the range or the key part; look at the notice");
            return;
        }
        m_draft.accuracy_m = base->accuracy_m + doubts_m();
        if (m_reading.kind == TextKind::center_box || m_reading.is_about_a_point) {
            look_at_body();
        }
    }

    /// 东西20米，南北30米 about the middle of a larger monument: it may be meant another way.
    void look_at_body() {
        const double left_out_m2 = m_ground.body.polygons.empty() || m_ground.body_is_given
                                       ? 0
                                       : geo::area_geodesic_m2(cut(m_ground.body, m_draft.geometry));
        if (left_out_m2 > kSliverM2) {
            ask(fmt::format(
                    "画出的范围没有包住文物本体，本体有 {:.0f} 平方米在外；请核对长度是全长还是向两侧的距离",
                    left_out_m2),
                fmt::format(
                    "{:.0f} m² of the monument lie outside what was drawn; look whether the lengths are the "
                    "whole or to either side",
                    left_out_m2));
        }
    }

    /// Ground outside the range alone (实施条例 article 13), when the words speak of it that way.
    geo::Geometry without_base(geo::Geometry outline, const DraftBase& base) {
        const bool is_general = m_reading.zone == zone::ZoneKind::protection_general;
        const auto key = m_ground.classes.find("key");
        if (is_general && key != m_ground.classes.end()) {
            assume("一般保护区不含重点保护区", "the general part does not hold the key part");
            return cut(outline, key->second);
        }
        const bool is_belt = base.is_zone && !m_reading.is_same_as_base && !m_reading.is_distance_to &&
                             !m_reading.holds_base && m_line == Line::control;
        if (!is_belt) {
            return outline;
        }
        assume("只画起算界线以外的部分", "only the ground outside what it is measured from");
        return cut(outline, base.shape);
    }

    static geo::Geometry cut(const geo::Geometry& outline, const geo::Geometry& inside) {
        return geo::difference(geo::to_geos(outline.polygons).get(), geo::to_geos(inside.polygons).get())
            .geometry;
    }

    double greatest_length_m() const {
        double out = 0;
        for (const auto* length : {&m_reading.around, &m_reading.east_west, &m_reading.north_south}) {
            out = std::max(out, *length ? (*length)->metres : 0);
        }
        for (const auto& side : m_reading.sides) {
            out = std::max(out, side && side->length ? side->length->metres : 0);
        }
        return out;
    }

    double doubts_m() const {
        double out = std::max(
            {doubt_m(m_reading.around), doubt_m(m_reading.east_west), doubt_m(m_reading.north_south)});
        for (const auto& side : m_reading.sides) {
            out = std::max(out, side ? doubt_m(side->length) : 0);
        }
        return out;
    }

    void assume(std::string zh, std::string en) {
        m_reading.assumed.push_back({std::move(zh), std::move(en)});
    }
    void ask(std::string zh, std::string en) { m_reading.todo.push_back({std::move(zh), std::move(en)}); }

    Draft& m_draft;
    Reading& m_reading;
    const Ground& m_ground;
    Line m_line;
};

/// One of several parts of an outline, about a building that is not the whole monument.
bool is_about_one_of_several(const Reading& reading, const std::vector<Reading>& all, const Ground& ground) {
    const auto is_part_of_same = [&reading](const Reading& other) {
        return other.zone_class == reading.zone_class && other.zone == reading.zone;
    };
    return reading.base.kind == PhraseKind::part && !ground.body_is_given &&
           std::count_if(all.begin(), all.end(), is_part_of_same) > 1;
}

void remember(const Draft& draft, Line line, Ground& ground) {
    if (draft.status == DraftStatus::by_hand) {
        return;
    }
    if (draft.reading.zone == zone::ZoneKind::protection_key) {
        ground.classes["key"] = draft.geometry;
    } else if (line == Line::control && !draft.reading.zone_class.empty()) {
        ground.classes[draft.reading.zone_class] = geo::without_holes(draft.geometry); // and all inside it
    }
}

} // namespace

DraftStatus status_of(const Draft& draft) {
    return draft.geometry.polygons.empty() ? DraftStatus::by_hand
           : draft.reading.todo.empty()    ? DraftStatus::drawn
                                           : DraftStatus::partly;
}

std::vector<Draft> draw(std::vector<Reading> readings, Ground ground, Line line) {
    std::vector<Draft> out;
    for (const Reading& reading : readings) {
        out.emplace_back();
        out.back().reading = reading;
        if (is_about_one_of_several(reading, readings, ground)) {
            out.back().reading.todo.push_back(
                {fmt::format("“{}”不是文物整体，其图形不在库中，请单独绘制这一部分", reading.base.words),
                 fmt::format("'{}' is not the whole monument and not in the store; draw this part by itself",
                             reading.base.words)});
            continue;
        }
        Draughtsman(out.back(), ground, line).draw();
        remember(out.back(), line, ground);
    }
    look_at_areas(out);
    return out;
}

} // namespace liangxian::words
