// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/line_corners.hpp"

#include "core/geo/distance.hpp"
#include "core/geo/local_transform.hpp"
#include "core/geo/transform.hpp"

#include <algorithm>
#include <utility>

namespace liangxian::app {
namespace {

/// A vertex this near the line between its neighbours only keeps an edge straight (geo::kMaxSagM, and
/// rounding).
constexpr double kStraightM = 0.02;

/// How far a point lies off the segment between two others, in a plane.
double off_segment(const geo::Position& p, const geo::Position& a, const geo::Position& b) {
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double length2 = dx * dx + dy * dy;
    const double t =
        length2 > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0) : 0.0;
    return geo::plane_distance_m(p, {a.x + t * dx, a.y + t * dy});
}

/// The corners of one ring.
class RingCorners {
public:
    RingCorners(const geo::Ring& ring, const geo::Transform& plane, double tolerance_m)
        : m_open(ring), m_tolerance_m(std::max(tolerance_m, kStraightM)) {
        if (m_open.size() > 1 && m_open.front().x == m_open.back().x && m_open.front().y == m_open.back().y) {
            m_open.pop_back();
        }
        for (const geo::Position& p : m_open) {
            m_flat.push_back(plane.from_4490(p));
            const geo::MetresPerDegree scale = geo::metres_per_degree(m_open.front().y);
            m_degrees.push_back({(p.x - m_open.front().x) * scale.lon, (p.y - m_open.front().y) * scale.lat});
        }
        m_is_corner.assign(m_open.size(), false);
    }

    void add_to(std::vector<geo::Position>& out) {
        for (std::size_t i = 0; i < m_open.size(); ++i) {
            const std::size_t before = (i + m_open.size() - 1) % m_open.size();
            const std::size_t after = (i + 1) % m_open.size();
            m_is_corner[i] = off_segment(m_flat[i], m_flat[before], m_flat[after]) > kStraightM;
        }
        if (std::none_of(m_is_corner.begin(), m_is_corner.end(), [](bool is) { return is; })) {
            begin_curve();
        }
        add_where_it_bends();
        for (std::size_t i = 0; i < m_open.size(); ++i) {
            if (m_is_corner[i]) {
                out.push_back(m_open[i]);
            }
        }
    }

private:
    /// A ring that bends everywhere begins at its first vertex and at the one farthest from it.
    void begin_curve() {
        if (m_open.empty()) {
            return;
        }
        std::size_t farthest = 0;
        for (std::size_t i = 0; i < m_flat.size(); ++i) {
            if (geo::plane_distance_m(m_flat[i], m_flat[0]) >
                geo::plane_distance_m(m_flat[farthest], m_flat[0])) {
                farthest = i;
            }
        }
        m_is_corner[0] = true;
        m_is_corner[farthest] = true;
    }

    /// Between two corners, the vertex farthest off their segment, until none is off by more than the
    /// tolerance.
    void add_where_it_bends() {
        std::vector<std::size_t> corners;
        for (std::size_t i = 0; i < m_open.size(); ++i) {
            if (m_is_corner[i]) {
                corners.push_back(i);
            }
        }
        std::vector<std::pair<std::size_t, std::size_t>> chains; // from one corner on, so many edges
        for (std::size_t k = 0; k < corners.size(); ++k) {
            const std::size_t next = k + 1 < corners.size() ? corners[k + 1] : corners[0] + m_open.size();
            chains.emplace_back(corners[k], next - corners[k]);
        }
        while (!chains.empty()) {
            const auto [begin, edges] = chains.back();
            chains.pop_back();
            double most_m = 0;
            std::size_t farthest = 0;
            for (std::size_t k = 1; k < edges; ++k) {
                const double off_m = off_chain(begin + k, begin, begin + edges);
                if (off_m > most_m) {
                    most_m = off_m;
                    farthest = k;
                }
            }
            if (most_m > m_tolerance_m) {
                m_is_corner[(begin + farthest) % m_open.size()] = true;
                chains.emplace_back(begin, farthest);
                chains.emplace_back(begin + farthest, edges - farthest);
            }
        }
    }

    /// A long edge is straight in the coordinates it was drawn in, and bows in the others.
    double off_chain(std::size_t i, std::size_t begin, std::size_t end) const {
        const std::size_t n = m_open.size();
        return std::min(off_segment(m_flat[i % n], m_flat[begin % n], m_flat[end % n]),
                        off_segment(m_degrees[i % n], m_degrees[begin % n], m_degrees[end % n]));
    }

    geo::Ring m_open;
    double m_tolerance_m;
    std::vector<geo::Position> m_flat;    ///< Gauss-Krüger, metres
    std::vector<geo::Position> m_degrees; ///< longitude and latitude as metres
    std::vector<bool> m_is_corner;
};

} // namespace

std::vector<geo::Position> corners_of(const geo::Geometry& geometry, double tolerance_m) {
    if (geometry.polygons.empty()) {
        return {};
    }
    const geo::Box box = geometry.bounds();
    const auto zone = geo::GaussZone::nearest_3_degree((box.min_x + box.max_x) / 2);
    const geo::Transform plane(zone.epsg());
    std::vector<geo::Position> out;
    for (const geo::Polygon& polygon : geometry.polygons) {
        RingCorners(polygon.shell, plane, tolerance_m).add_to(out);
        for (const geo::Ring& hole : polygon.holes) {
            RingCorners(hole, plane, tolerance_m).add_to(out);
        }
    }
    return out;
}

} // namespace liangxian::app
