// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/deliver/kept_holes.hpp"

#include "core/deliver/unit_visibility.hpp"
#include "core/geo/geos.hpp"
#include "core/geo/overlay.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace liangxian::deliver {
namespace {

/// \param holes  numbers of those that stay, polygon by polygon, ascending
geo::Geometry with_holes(const geo::Geometry& geometry, const std::vector<std::size_t>& holes) {
    geo::Geometry out;
    std::size_t number = 0;
    for (const geo::Polygon& polygon : geometry.polygons) {
        geo::Polygon kept{polygon.shell, {}};
        for (const geo::Ring& hole : polygon.holes) {
            if (std::binary_search(holes.begin(), holes.end(), number++)) {
                kept.holes.push_back(hole);
            }
        }
        out.polygons.push_back(std::move(kept));
    }
    return out;
}

bool has_holes(const geo::Geometry& geometry) {
    return std::any_of(geometry.polygons.begin(), geometry.polygons.end(),
                       [](const geo::Polygon& polygon) { return !polygon.holes.empty(); });
}

} // namespace

KeptHoles::KeptHoles(const std::vector<zone::Zone>& lines, const Stays& stays, double rim_deg)
    : m_lines(lines), m_stays(stays), m_rim_deg(rim_deg) {
    for (std::size_t place = 0; place < lines.size(); ++place) {
        if (zone::is_protection(lines[place].kind)) {
            m_ranges[UnitVisibility::unit_of(lines[place])].push_back(place);
        }
    }
}

std::vector<KeptHoles::Shape> KeptHoles::shapes_of(std::size_t place, const base::DateSpan& stay) const {
    const zone::Zone& line = m_lines[place];
    const auto ranges = m_ranges.find(UnitVisibility::unit_of(line));
    if (!has_holes(line.geometry) || ranges == m_ranges.end()) {
        return {{stay, with_holes(line.geometry, {})}};
    }
    std::vector<Shape> out;
    std::vector<std::size_t> before;
    for (const base::DateSpan& days : parts_of(stay, ranges->second)) {
        std::vector<std::size_t> holes = filled_holes(line.geometry, ranges->second, days);
        if (!out.empty() && before == holes) {
            out.back().days.to = days.to;
        } else {
            out.push_back({days, with_holes(line.geometry, holes)});
            before = std::move(holes);
        }
    }
    return out;
}

/// The days of a span, cut wherever one of these lines comes into force or ends.
std::vector<base::DateSpan> KeptHoles::parts_of(const base::DateSpan& span,
                                                const std::vector<std::size_t>& lines) const {
    std::set<base::Date> begins;
    for (const std::size_t line : lines) {
        for (const base::DateSpan& days : m_stays[line]) {
            if (days.from) {
                begins.insert(*days.from);
            }
            if (days.to) {
                begins.insert(days.to->plus_days(1));
            }
        }
    }
    std::vector<base::DateSpan> out{span};
    for (const base::Date& begin : begins) {
        base::DateSpan& last = out.back();
        if (span.contains(begin) && (!last.from || *last.from < begin)) {
            last.to = begin.plus_days(-1);
            out.push_back({begin, span.to});
        }
    }
    return out;
}

std::vector<std::size_t> KeptHoles::filled_holes(const geo::Geometry& geometry,
                                                 const std::vector<std::size_t>& ranges,
                                                 const base::DateSpan& days) const {
    std::vector<const geo::Geometry*> filling;
    for (const std::size_t range : ranges) {
        if (is_in_force(range, days)) {
            filling.push_back(&m_lines[range].geometry);
        }
    }
    std::vector<std::size_t> out;
    std::size_t number = 0;
    for (const geo::Polygon& polygon : geometry.polygons) {
        for (const geo::Ring& hole : polygon.holes) {
            if (!filling.empty() && is_filled(hole, filling)) {
                out.push_back(number);
            }
            ++number;
        }
    }
    return out;
}

/// On all of these days: parts_of() cut them so that it is so on all or on none.
bool KeptHoles::is_in_force(std::size_t line, const base::DateSpan& days) const {
    return std::any_of(m_stays[line].begin(), m_stays[line].end(), [&days](const base::DateSpan& own) {
        return (!own.from || (days.from && *own.from <= *days.from)) &&
               (!own.to || (days.to && *days.to <= *own.to));
    });
}

/// Whether these ranges leave nothing of a hole but a rim.
bool KeptHoles::is_filled(const geo::Ring& hole, const std::vector<const geo::Geometry*>& ranges) const {
    const geo::GeosGeometry ground = geo::to_geos(std::vector<geo::Polygon>{{hole, {}}});
    const geo::GeosGeometry filling = geo::to_geos(geo::union_of(ranges).geometry.polygons);
    const geo::GeosGeometry wide(GEOSBuffer_r(geo::geos_context(), filling.get(), m_rim_deg, 2));
    return wide && GEOSContains_r(geo::geos_context(), wide.get(), ground.get()) == 1;
}

} // namespace liangxian::deliver
