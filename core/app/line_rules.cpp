// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/line_rules.hpp"

#include "core/geo/area.hpp"
#include "core/geo/distance.hpp"
#include "core/index/box_tree.hpp"
#include "core/overlap/pair.hpp"
#include "core/store/record_fields.hpp"

#include <fmt/format.h>

#include <map>
#include <string>

namespace liangxian::app {
namespace {

using result::Relation;
using store::id_of;
using zone::ZoneKind;

/// A control outline drawn along its range's edge may miss it by the accuracy of a survey.
constexpr double kApartM = 1.0;
/// Less is rounding of coordinates.
constexpr double kSmallestGapM2 = 0.01;

std::string record_of(const zone::Zone& zone) { return "zone " + id_of(zone); }

bool is_control(const zone::Zone& zone) { return zone.kind == ZoneKind::control; }

bool overlap_in_time(const base::DateSpan& a, const base::DateSpan& b) {
    return (!a.to || !b.from || *b.from <= *a.to) && (!b.to || !a.from || *a.from <= *b.to);
}

/// Two lines side by side: neither a version of the other nor of another time.
bool stand_together(const zone::Zone& a, const zone::Zone& b) {
    return a.zone_id != b.zone_id && overlap_in_time(a.valid, b.valid);
}

overlap::Pair pair_of(const zone::Zone& a, const zone::Zone& b) {
    const overlap::OverlapParameters distances;
    return overlap::PairComputer(a.geometry, distances).compute(b.geometry, std::nullopt);
}

std::optional<geo::Position> place_in(const geo::Geometry& geometry) {
    return geometry.polygons.empty() ? std::nullopt : std::optional(geometry.polygons.front().shell.front());
}

geo::Geometry polygon_of(const geo::Ring& ring) {
    geo::Geometry out;
    out.polygons.push_back({ring, {}});
    return out;
}

double perimeter_m(const geo::Ring& ring) {
    geo::Geometry out;
    out.lines.push_back(ring);
    out.lines.back().push_back(ring.front());
    return geo::length_m(out);
}

} // namespace

std::map<std::string, std::vector<const zone::Zone*>> LineRules::units() const {
    std::map<std::string, std::vector<const zone::Zone*>> out;
    for (const zone::Zone& line : m_lines) {
        out[line.site_id].push_back(&line);
    }
    return out;
}

void LineRules::look(const base::CancelToken& cancel, const base::Progress& progress) const {
    for (const auto& [unit, lines] : units()) {
        cancel.throw_if_cancelled();
        look_at_unit(lines);
    }
    look_between_units(cancel, progress);
}

void LineRules::look_at_unit(const std::vector<const zone::Zone*>& lines) const {
    for (const zone::Zone* control : lines) {
        if (!is_control(*control) || control->geometry.polygons.empty()) {
            continue;
        }
        look_apart(*control, lines);
        for (const zone::Zone* range : lines) {
            if (!is_control(*range) && !range->geometry.polygons.empty() &&
                stand_together(*control, *range)) {
                look_at_form(*control, *range);
                look_at_gap(*control, *range);
            }
        }
    }
}

void LineRules::look_at_form(const zone::Zone& control, const zone::Zone& range) const {
    const overlap::Pair pair = pair_of(control, range);
    if (pair.relation == Relation::within) {
        m_report.tell(
            "control-within-range", Severity::error, record_of(control),
            {fmt::format("建设控制地带全部在保护范围 {} 之内，没有作用", id_of(range)),
             fmt::format("the control zone lies inside the range {} and controls nothing", id_of(range))},
            place_in(control.geometry));
    } else if (pair.relation == Relation::overlap) {
        m_report.tell(
            "control-covers-part", Severity::warning, record_of(control),
            {fmt::format("盖住保护范围 {} 的一部分（{:.2f} 平方米）：既不是外围地带，也未包含保护范围",
                         id_of(range), pair.area_m2),
             fmt::format(
                 "it covers part of the range {} ({:.2f} m²): neither a belt about it nor an outline that "
                 "includes it",
                 id_of(range), pair.area_m2)},
            place_in(pair.geometry));
    } else if (pair.relation == Relation::sliver) {
        m_report.tell(
            "lines-overlap-thin", Severity::warning, record_of(control),
            {fmt::format("与保护范围 {} 有细碎重叠（{:.2f} 平方米）", id_of(range), pair.area_m2),
             fmt::format("a thin overlap with the range {} ({:.2f} m²)", id_of(range), pair.area_m2)},
            place_in(pair.geometry), {"以保护范围的边线为公共边", "take the range's edge for both lines"});
    }
}

/// A belt whose inner edge was drawn anew instead of along the range leaves ground between the two lines.
void LineRules::look_at_gap(const zone::Zone& control, const zone::Zone& range) const {
    for (const geo::Polygon& polygon : control.geometry.polygons) {
        for (const geo::Ring& hole : polygon.holes) {
            const geo::Geometry inside = polygon_of(hole);
            if (!inside.bounds().intersects(range.geometry.bounds())) {
                continue;
            }
            const overlap::OverlapParameters distances;
            const auto pair = overlap::PairComputer(inside, distances).compute(range.geometry, std::nullopt);
            const double gap_m2 = geo::area_lonlat_m2(inside) - pair.area_m2;
            const double width_m = gap_m2 / perimeter_m(hole);
            if (pair.relation && result::is_interior_contact(*pair.relation) && gap_m2 > kSmallestGapM2 &&
                width_m < kApartM) {
                m_report.tell("lines-gap", Severity::warning, record_of(control),
                              {fmt::format("与保护范围 {} 之间有空隙 {:.2f} 平方米，平均宽 {:.2f} 米",
                                           id_of(range), gap_m2, width_m),
                               fmt::format("a gap of {:.2f} m² to the range {}, {:.2f} m wide on average",
                                           gap_m2, id_of(range), width_m)},
                              hole.front(),
                              {"以保护范围的边线为公共边", "take the range's edge for both lines"});
            }
        }
    }
}

/// A control outline meets its range, or the class inside it.
void LineRules::look_apart(const zone::Zone& control, const std::vector<const zone::Zone*>& lines) const {
    bool has_range = false;
    for (const zone::Zone* other : lines) {
        has_range = has_range || !is_control(*other);
        const bool drawn = !other->geometry.polygons.empty();
        if (other->zone_id != control.zone_id &&
            (!drawn || geo::nearest(control.geometry, other->geometry).distance_m <= kApartM)) {
            return;
        }
    }
    if (has_range) {
        m_report.tell("control-apart-from-range", Severity::warning, record_of(control),
                      {"建设控制地带与本单位保护范围不相接",
                       "the control zone does not meet its unit's protection range"},
                      place_in(control.geometry));
    }
}

void LineRules::look_between_units(const base::CancelToken& cancel, const base::Progress& progress) const {
    std::vector<geo::Box> boxes;
    boxes.reserve(m_lines.size());
    for (const zone::Zone& line : m_lines) {
        boxes.push_back(line.geometry.bounds());
    }
    const index::BoxTree tree(boxes);
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        cancel.throw_if_cancelled();
        if (!m_lines[i].geometry.polygons.empty()) {
            for (const std::size_t k : tree.query(boxes[i])) {
                if (k > i && !m_lines[k].geometry.polygons.empty() &&
                    m_lines[k].site_id != m_lines[i].site_id && stand_together(m_lines[i], m_lines[k])) {
                    look_at_pair(m_lines[i], m_lines[k]);
                }
            }
        }
        if (progress) {
            progress(i + 1, m_lines.size());
        }
    }
}

/// Lines of several units may overlap; whoever works with them wants to know where.
void LineRules::look_at_pair(const zone::Zone& a, const zone::Zone& b) const {
    const overlap::Pair pair = pair_of(a, b);
    if (!pair.relation || !result::is_interior_contact(*pair.relation)) {
        return;
    }
    if (pair.relation == Relation::equals) {
        m_report.tell("same-outline", Severity::warning, record_of(a),
                      {fmt::format("与另一单位的 {} 图形完全相同", id_of(b)),
                       fmt::format("the very outline of {}, which is another unit's", id_of(b))},
                      place_in(a.geometry));
        return;
    }
    const bool is_thin = pair.relation == Relation::sliver;
    m_report.tell(is_thin ? "units-overlap-thin" : "units-overlap",
                  is_thin ? Severity::warning : Severity::note, record_of(a),
                  {fmt::format("与另一单位的 {} 重叠 {:.2f} 平方米", id_of(b), pair.area_m2),
                   fmt::format("overlaps {} of another unit by {:.2f} m²", id_of(b), pair.area_m2)},
                  place_in(pair.geometry));
}

} // namespace liangxian::app
