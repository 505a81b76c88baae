// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/sheet/map_frame.hpp"

#include "core/geo/distance.hpp"
#include "core/geo/elementary.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace liangxian::sheet {
namespace {

/// An edge this long bends by less than 5 mm (geo::longest_edge_m is about 550 at 40°N).
constexpr double kLongestEdgeM = 400;

} // namespace

MapFrame::MapFrame(document::Rect paper, geo::GaussZone zone, geo::Position middle, int denominator)
    : m_paper(paper), m_zone(zone), m_middle(middle), m_denominator(denominator), m_transform(zone.epsg()) {}

geo::Box MapFrame::ground() const {
    const double half_width_m = m_paper.width_mm / mm_per_m() / 2;
    const double half_height_m = m_paper.height_mm / mm_per_m() / 2;
    return {m_middle.x - half_width_m, m_middle.y - half_height_m, m_middle.x + half_width_m,
            m_middle.y + half_height_m};
}

document::Point MapFrame::on_paper(const geo::Position& plane) const {
    return {m_paper.at.x_mm + m_paper.width_mm / 2 + (plane.x - m_middle.x) * mm_per_m(),
            m_paper.at.y_mm + m_paper.height_mm / 2 - (plane.y - m_middle.y) * mm_per_m()};
}

document::Contour MapFrame::contour(const std::vector<geo::Position>& degrees, bool is_closed) const {
    document::Contour out{{}, is_closed};
    for (std::size_t i = 0; i < degrees.size(); ++i) {
        const geo::Position& from = degrees[i];
        out.points.push_back(on_paper(in_plane(from)));
        if (i + 1 == degrees.size() && !is_closed) {
            break;
        }
        const geo::Position& to = degrees[(i + 1) % degrees.size()];
        const geo::MetresPerDegree scale = geo::metres_per_degree(from.y);
        const double length_m =
            std::max(std::abs(to.x - from.x) * scale.lon, std::abs(to.y - from.y) * scale.lat);
        const double pieces = std::ceil(length_m / kLongestEdgeM);
        for (double k = 1; k < pieces; ++k) {
            const double t = k / pieces;
            out.points.push_back(
                on_paper(in_plane({from.x + (to.x - from.x) * t, from.y + (to.y - from.y) * t})));
        }
    }
    return out;
}

std::vector<document::Contour> MapFrame::contours(const geo::Geometry& degrees) const {
    std::vector<document::Contour> out;
    for (const geo::Polygon& polygon : degrees.polygons) {
        out.push_back(contour(polygon.shell, true));
        for (const geo::Ring& hole : polygon.holes) {
            out.push_back(contour(hole, true));
        }
    }
    return out;
}

geo::Box plane_bounds(const geo::Geometry& degrees, const geo::Transform& plane) {
    return plane.from_4490(degrees).bounds();
}

double meridian_convergence_deg(const geo::GaussZone& zone, const geo::Position& degrees) {
    const geo::SinCos off = geo::sin_cos_deg(degrees.x - zone.central_meridian_deg());
    const geo::SinCos latitude = geo::sin_cos_deg(degrees.y);
    return geo::arctan(off.sin / off.cos * latitude.sin) * 180 / 3.14159265358979323846;
}

} // namespace liangxian::sheet
