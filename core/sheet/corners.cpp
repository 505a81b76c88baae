// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/sheet/corners.hpp"

#include "core/geo/area.hpp"
#include "core/geo/ring_order.hpp"
#include "core/geo/transform.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <utility>

namespace liangxian::sheet {
namespace {

double side_m(const geo::Position& a, const geo::Position& b) {
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    return std::sqrt(dx * dx + dy * dy);
}

/// How far to the north-west; among equals the northernmost.
auto north_west_of(const geo::Position& plane) { return std::make_pair(plane.y - plane.x, plane.y); }

class Numbering {
public:
    explicit Numbering(const geo::GaussZone& zone) : m_zone(zone), m_transform(zone.epsg()) {}

    LineCorners run(const zone::Zone& line) {
        LineCorners out;
        out.line = &line;
        out.zone = m_zone;
        for (std::size_t i = 0; i < line.geometry.polygons.size(); ++i) {
            const geo::Polygon& polygon = line.geometry.polygons[i];
            out.rings.push_back(ring(polygon.shell, i + 1, false));
            for (const geo::Ring& hole : polygon.holes) {
                out.rings.push_back(ring(hole, i + 1, true));
            }
        }
        out.area_lonlat_m2 = geo::area_lonlat_m2(line.geometry);
        out.area_plane_m2 = geo::area_plane_m2(m_transform.from_4490(line.geometry));
        for (const CornerRing& one : out.rings) {
            out.perimeter_m += one.perimeter_m;
        }
        return out;
    }

private:
    CornerRing ring(const geo::Ring& stored, std::size_t part, bool is_hole) {
        CornerRing out{part, is_hole, {}, 0};
        for (const geo::Position& degrees : geo::with_orientation(stored, is_hole)) {
            out.corners.push_back({"", degrees, m_transform.from_4490(degrees), 0});
        }
        const auto first =
            std::max_element(out.corners.begin(), out.corners.end(), [](const auto& a, const auto& b) {
                return north_west_of(a.plane) < north_west_of(b.plane);
            });
        std::rotate(out.corners.begin(), first, out.corners.end());
        for (std::size_t i = 0; i < out.corners.size(); ++i) {
            Corner& corner = out.corners[i];
            corner.number = number_of(corner.degrees);
            corner.to_next_m = side_m(corner.plane, out.corners[(i + 1) % out.corners.size()].plane);
            out.perimeter_m += corner.to_next_m;
        }
        return out;
    }

    std::string number_of(const geo::Position& degrees) {
        const auto [place, is_new] = m_numbers.try_emplace({degrees.x, degrees.y}, m_numbers.size() + 1);
        return "J" + std::to_string(place->second);
    }

    geo::GaussZone m_zone;
    geo::Transform m_transform;
    std::map<std::pair<double, double>, std::size_t> m_numbers;
};

} // namespace

std::size_t LineCorners::corner_count() const {
    std::size_t out = 0;
    for (const CornerRing& ring : rings) {
        out += ring.corners.size();
    }
    return out;
}

geo::GaussZone zone_of(const std::vector<const zone::Zone*>& lines) {
    geo::Box box;
    for (const zone::Zone* line : lines) {
        const geo::Box one = line->geometry.bounds();
        if (!one.empty()) {
            box.add({one.min_x, one.min_y});
            box.add({one.max_x, one.max_y});
        }
    }
    geo::GaussZone out = geo::GaussZone::nearest_3_degree((box.min_x + box.max_x) / 2);
    out.prefixed = true;
    return out;
}

std::vector<LineCorners> number_corners(const std::vector<const zone::Zone*>& lines,
                                        const geo::GaussZone& zone) {
    Numbering numbering(zone);
    std::vector<LineCorners> out;
    for (const zone::Zone* line : lines) {
        out.push_back(numbering.run(*line));
    }
    return out;
}

} // namespace liangxian::sheet
