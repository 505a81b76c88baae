// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ogcapi/item_choice.hpp"

#include "core/base/error.hpp"
#include "core/geo/crs.hpp"
#include "core/geo/transform.hpp"

#include <algorithm>
#include <numeric>

namespace liangxian::ogcapi {
namespace {

using onemap::MapFeature;

/// Whether the segment has a point in the box: Liang and Barsky, 1984.
bool segment_meets(const geo::Position& a, const geo::Position& b, const geo::Box& box) {
    double from = 0;
    double to = 1;
    const auto clip = [&](double way, double start, double low, double high) {
        if (way == 0) {
            return start >= low && start <= high;
        }
        const double first = (low - start) / way;
        const double second = (high - start) / way;
        from = std::max(from, std::min(first, second));
        to = std::min(to, std::max(first, second));
        return from <= to;
    };
    return clip(b.x - a.x, a.x, box.min_x, box.max_x) && clip(b.y - a.y, a.y, box.min_y, box.max_y);
}

bool lines_meet(const std::vector<geo::Line>& lines, const geo::Box& box) {
    return std::any_of(lines.begin(), lines.end(), [&box](const geo::Line& line) {
        for (std::size_t i = 1; i < line.size(); ++i) {
            if (segment_meets(line[i - 1], line[i], box)) {
                return true;
            }
        }
        return false;
    });
}

bool ring_meets(const geo::Ring& ring, const geo::Box& box) {
    for (std::size_t i = 0; i < ring.size(); ++i) {
        if (segment_meets(ring[i], ring[(i + 1) % ring.size()], box)) {
            return true;
        }
    }
    return false;
}

/// How often a ray to the east leaves the ring.
bool ring_holds(const geo::Ring& ring, const geo::Position& p) {
    bool is_inside = false;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const geo::Position& a = ring[i];
        const geo::Position& b = ring[(i + 1) % ring.size()];
        if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x)) {
            is_inside = !is_inside;
        }
    }
    return is_inside;
}

/// A box of another plane as degrees: its edges bend, so it is taken along them, and somewhat wider.
geo::Box in_degrees(const geo::Box& box, const geo::Transform& transform) {
    constexpr int kSteps = 16;
    geo::Box out;
    for (int i = 0; i <= kSteps; ++i) {
        const double part = static_cast<double>(i) / kSteps;
        const double x = box.min_x + part * (box.max_x - box.min_x);
        const double y = box.min_y + part * (box.max_y - box.min_y);
        for (const geo::Position& p :
             {geo::Position{x, box.min_y}, {x, box.max_y}, {box.min_x, y}, {box.max_x, y}}) {
            out.add(transform.to_4490(p));
        }
    }
    return out.grown((out.max_x - out.min_x) / kSteps, (out.max_y - out.min_y) / kSteps);
}

geo::Geometry geometry_of(const MapFeature& feature) {
    geo::Geometry out;
    if (feature.point) {
        out.points.push_back(*feature.point);
        return out;
    }
    if (!feature.lines.empty()) {
        out.lines = feature.lines;
        return out;
    }
    return index::to_geometry(feature.polygons.view());
}

class Chooser {
public:
    Chooser(const onemap::MapLayer& layer, const ItemQuery& query) : m_layer(layer), m_query(query) {
        if (query.bbox && !geo::is_geographic_4490_like(query.bbox_crs.epsg)) {
            m_plane.emplace(query.bbox_crs.epsg);
        }
    }

    ChosenItems choose() const {
        ChosenItems out;
        for (const std::size_t place : candidates()) {
            const MapFeature& feature = m_layer.feature(place);
            if (!is_meant(feature)) {
                continue;
            }
            if (out.matched >= m_query.offset && out.items.size() < m_query.limit) {
                out.items.push_back(&feature);
            }
            ++out.matched;
        }
        return out;
    }

private:
    std::vector<std::size_t> candidates() const {
        if (m_query.bbox && m_plane) {
            try {
                return m_layer.meeting(in_degrees(*m_query.bbox, *m_plane));
            } catch (const base::GeometryError&) { // no place on the Earth: nothing is there
                return {};
            }
        }
        if (m_query.bbox) {
            return m_layer.meeting(*m_query.bbox);
        }
        std::vector<std::size_t> out(m_layer.size());
        std::iota(out.begin(), out.end(), std::size_t{0});
        return out;
    }

    bool is_meant(const MapFeature& feature) const {
        return has_values(feature) && has_words(feature) && is_in_time(feature) &&
               (!m_query.bbox || is_in_box(feature));
    }

    bool has_values(const MapFeature& feature) const {
        return std::all_of(m_query.equals.begin(), m_query.equals.end(), [&feature](const auto& wanted) {
            return std::any_of(feature.columns.begin(), feature.columns.end(), [&wanted](const auto& column) {
                const auto* text = std::get_if<std::string>(&column.second);
                return column.first == wanted.first && text != nullptr && *text == wanted.second;
            });
        });
    }

    bool is_in_time(const MapFeature& feature) const {
        if (!m_query.time) {
            return true;
        }
        const base::DateSpan& asked = m_query.time->days;
        const base::DateSpan& own = feature.days;
        return (!own.from || !asked.to || *own.from <= *asked.to) &&
               (!own.to || !asked.from || *asked.from <= *own.to);
    }

    bool has_words(const MapFeature& feature) const {
        if (m_query.words.empty()) {
            return true;
        }
        std::string texts = feature.id;
        for (const auto& [name, value] : feature.columns) {
            if (const auto* text = std::get_if<std::string>(&value)) {
                texts.append(1, '\n').append(*text);
            }
        }
        texts = in_lower_case(std::move(texts));
        return std::all_of(m_query.words.begin(), m_query.words.end(), [&texts](const std::string& word) {
            return texts.find(word) != std::string::npos;
        });
    }

    bool is_in_box(const MapFeature& feature) const {
        const geo::Geometry own = geometry_of(feature);
        const geo::Geometry there = m_plane ? m_plane->from_4490(own) : own;
        return !there.points.empty()  ? m_query.bbox->contains(there.points.front())
               : !there.lines.empty() ? lines_meet(there.lines, *m_query.bbox)
                                      : polygons_meet(there, *m_query.bbox);
    }

    const onemap::MapLayer& m_layer;
    const ItemQuery& m_query;
    std::optional<geo::Transform> m_plane;
};

} // namespace

bool polygons_meet(const geo::Geometry& geometry, const geo::Box& box) {
    const geo::Position corner{box.min_x, box.min_y};
    return std::any_of(geometry.polygons.begin(), geometry.polygons.end(), [&](const geo::Polygon& polygon) {
        const auto meets = [&box](const geo::Ring& ring) { return ring_meets(ring, box); };
        if (meets(polygon.shell) || std::any_of(polygon.holes.begin(), polygon.holes.end(), meets)) {
            return true;
        }
        // No edge meets it: it lies within the ground, within a hole, or outside.
        return ring_holds(polygon.shell, corner) &&
               std::none_of(polygon.holes.begin(), polygon.holes.end(),
                            [&corner](const geo::Ring& hole) { return ring_holds(hole, corner); });
    });
}

ChosenItems choose_items(const onemap::MapLayer& layer, const ItemQuery& query) {
    return Chooser(layer, query).choose();
}

} // namespace liangxian::ogcapi
