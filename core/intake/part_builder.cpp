// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/part_builder.hpp"

#include "core/geo/axis_order.hpp"
#include "core/geo/ring_order.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

namespace liangxian::intake {
namespace {

enum class Side { inside, outside, boundary };

/// Even-odd rule, with the boundary told apart.
Side side_of(const geo::Position& p, const geo::Ring& ring) {
    bool inside = false;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
        const geo::Position& a = ring[i];
        const geo::Position& b = ring[j];
        const double cross = (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
        const bool in_span = std::min(a.x, b.x) <= p.x && p.x <= std::max(a.x, b.x) &&
                             std::min(a.y, b.y) <= p.y && p.y <= std::max(a.y, b.y);
        if (cross == 0 && in_span) {
            return Side::boundary;
        }
        if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) {
            inside = !inside;
        }
    }
    return inside ? Side::inside : Side::outside;
}

/// No vertex outside and at least one that is truly inside.
bool lies_inside(const geo::Ring& inner, const geo::Ring& outer) {
    bool some_inside = false;
    for (const geo::Position& p : inner) {
        const Side side = side_of(p, outer);
        if (side == Side::outside) {
            return false;
        }
        some_inside = some_inside || side == Side::inside;
    }
    return some_inside;
}

geo::Box box_of(const geo::Ring& ring) {
    geo::Box box;
    for (const geo::Position& p : ring) {
        box.add(p);
    }
    return box;
}

std::string listed(const std::vector<std::string>& places) {
    std::string out;
    const std::size_t shown = std::min<std::size_t>(places.size(), 5);
    for (std::size_t i = 0; i < shown; ++i) {
        out += (i == 0 ? "" : ", ") + places[i];
    }
    return places.size() > shown ? out + " …" : out;
}

} // namespace

RingNesting nest_rings(const std::vector<TextRing>& rings) {
    std::vector<geo::Box> boxes;
    std::vector<double> areas;
    for (const TextRing& ring : rings) {
        boxes.push_back(box_of(ring.vertices));
        areas.push_back(std::abs(geo::twice_signed_plane_area(ring.vertices)));
    }
    std::vector<std::size_t> by_area(rings.size());
    std::iota(by_area.begin(), by_area.end(), std::size_t{0});
    std::stable_sort(by_area.begin(), by_area.end(),
                     [&](std::size_t a, std::size_t b) { return areas[a] > areas[b]; });
    // From the largest down, so that what holds a ring has been placed before it; the last one that
    // holds it is the innermost.
    RingNesting out;
    out.depth.assign(rings.size(), 0);
    std::vector<std::size_t> polygon_of(rings.size(), 0);
    std::vector<std::pair<std::size_t, geo::Polygon>> shells; // keyed by ring, for the file's order
    for (std::size_t k = 0; k < by_area.size(); ++k) {
        const std::size_t i = by_area[k];
        std::size_t holder = rings.size();
        for (std::size_t m = 0; m < k; ++m) {
            const std::size_t j = by_area[m];
            if (boxes[j].intersects(boxes[i]) && lies_inside(rings[i].vertices, rings[j].vertices)) {
                holder = j;
            }
        }
        out.depth[i] = holder == rings.size() ? 0 : out.depth[holder] + 1;
        if (out.depth[i] % 2 == 1) {
            shells[polygon_of[holder]].second.holes.push_back(rings[i].vertices);
        } else {
            polygon_of[i] = shells.size();
            shells.push_back({i, {rings[i].vertices, {}}});
        }
    }
    std::sort(shells.begin(), shells.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& [index, polygon] : shells) {
        out.polygons.push_back(std::move(polygon));
    }
    return out;
}

bool drop_closing_vertices(geo::Ring& ring) {
    bool closed = false;
    while (ring.size() > 1 && ring.back() == ring.front()) {
        ring.pop_back();
        closed = true;
    }
    return closed;
}

base::Problems too_short_rings(const std::vector<TextRing>& rings) {
    base::Problems problems;
    for (const TextRing& ring : rings) {
        std::set<std::pair<double, double>> different;
        for (const geo::Position& p : ring.vertices) {
            different.insert({p.x, p.y});
        }
        if (different.size() < 3) {
            problems.push_back(
                {"ring-too-short",
                 ring.where,
                 {fmt::format("圈 {} 只有 {} 个不同的点，不足 3 个，不能成面；请补全坐标", ring.label,
                              different.size()),
                  fmt::format(
                      "ring {} has {} different points; a polygon needs three; complete the coordinates",
                      ring.label, different.size())}});
        }
    }
    return problems;
}

CrsEvidence evidence_from(const ReadOptions& options, const std::string& where) {
    CrsEvidence evidence;
    evidence.declared_epsg = options.declared_epsg;
    evidence.jurisdiction = options.jurisdiction;
    evidence.registered_old_datums = options.registered_old_datums;
    evidence.where = where;
    return evidence;
}

void add_to_sample(const geo::Geometry& geometry, std::vector<geo::Position>& sample) {
    geo::Geometry copy = geometry;
    copy.for_each_position([&](const geo::Position& p) { sample.push_back(p); });
}

Feature feature_of_parts(const std::string& source, std::vector<SourcePart> parts, const CrsChoice& choice) {
    Feature feature;
    feature.source = source;
    feature.crs = choice.crs;
    feature.parts = std::move(parts);
    feature.warnings = choice.warnings;
    return feature;
}

ReadOutcome unreadable_outcome(const std::string& source, base::Problems problems) {
    ReadOutcome outcome;
    outcome.add(UnreadableFeature{source, std::move(problems)});
    return outcome;
}

void AxisReader::see(double first, double second, const std::string& where) {
    const auto order = geo::axis_order_of(first, second);
    if (!order) {
        m_silent.push_back({where, fmt::format("{}, {}", first, second)});
    } else if ((*order == geo::AxisOrder::northing_first) == m_northing_first) {
        ++m_as_promised;
    } else {
        m_against.push_back(where);
    }
}

geo::Position AxisReader::position(double first, double second) const {
    const bool as_promised = m_as_promised >= m_against.size();
    const bool northing_first = m_northing_first == as_promised;
    const auto fallback = northing_first ? geo::AxisOrder::northing_first : geo::AxisOrder::easting_first;
    return geo::position_from(first, second, geo::axis_order_of(first, second).value_or(fallback));
}

base::Problems AxisReader::warnings(const std::string& name) const {
    if (m_against.empty()) {
        return {};
    }
    const std::string places = listed(m_against);
    return {
        {"axes-swapped",
         m_as_promised == 0 ? name : m_against.front(),
         {fmt::format("{} 行的纵横坐标顺序与格式规定相反（{}），已按数值位数对调（7 位为北、6 或 8 位为东）",
                      m_against.size(), places),
          fmt::format("{} rows have northing and easting the other way round ({}); turned by their digits "
                      "(seven: northing, six or eight: easting)",
                      m_against.size(), places)}}};
}

base::Problems AxisReader::errors() const {
    base::Problems problems;
    if (m_as_promised + m_against.size() == 0) {
        return problems; // a local plane: the CRS decision has the word
    }
    for (const auto& [where, numbers] : m_silent) {
        problems.push_back({"coordinate-implausible",
                            where,
                            {"坐标 " + numbers + " 的位数不像一对北、东坐标，请检查是否多写或漏写数字",
                             "the pair " + numbers +
                                 " does not look like a northing and an easting; check for a "
                                 "missing or extra digit"}});
    }
    return problems;
}

} // namespace liangxian::intake
