// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/deliver/guarded_outlines.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace liangxian::deliver {
namespace {

constexpr double kCellDeg = 0.05;

double squared_distance(const geo::Position& p, const geo::Position& a, const geo::Position& b) {
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double length = dx * dx + dy * dy;
    const double t = length > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length, 0.0, 1.0) : 0.0;
    return (a.x + t * dx - p.x) * (a.x + t * dx - p.x) + (a.y + t * dy - p.y) * (a.y + t * dy - p.y);
}

template <typename Visit>
void for_each_run(const geo::Geometry& geometry, Visit&& visit) {
    for (const geo::Polygon& polygon : geometry.polygons) {
        visit(polygon.shell, true);
        for (const geo::Ring& hole : polygon.holes) {
            visit(hole, true);
        }
    }
    for (const geo::Line& line : geometry.lines) {
        visit(line, false);
    }
    for (const geo::Position& point : geometry.points) {
        visit(std::vector<geo::Position>{point}, false);
    }
}

template <typename Visit>
void for_each_cell(const geo::Box& box, Visit&& visit) {
    const auto number = [](double degrees) { return static_cast<long>(std::floor(degrees / kCellDeg)); };
    if (box.empty()) {
        return;
    }
    for (long x = number(box.min_x); x <= number(box.max_x); ++x) {
        for (long y = number(box.min_y); y <= number(box.max_y); ++y) {
            visit(std::pair(x, y));
        }
    }
}

} // namespace

void GuardedOutlines::add(const geo::Geometry& geometry) {
    const std::size_t number = m_outlines.size();
    m_outlines.push_back(&geometry);
    for_each_cell(geometry.bounds().grown(m_near_deg, m_near_deg),
                  [&](const std::pair<long, long>& cell) { m_cells[cell].push_back(number); });
}

bool GuardedOutlines::are_followed_by(const geo::Geometry& geometry) const {
    std::set<std::size_t> near;
    for_each_cell(geometry.bounds(), [&](const std::pair<long, long>& cell) {
        if (const auto found = m_cells.find(cell); found != m_cells.end()) {
            near.insert(found->second.begin(), found->second.end());
        }
    });
    return std::any_of(near.begin(), near.end(), [&](std::size_t i) {
        return has_corner_on(*m_outlines[i], geometry) || has_corner_on(geometry, *m_outlines[i]);
    });
}

bool GuardedOutlines::has_corner_on(const geo::Geometry& cornered, const geo::Geometry& outline) const {
    const geo::Box reach = outline.bounds().grown(m_near_deg, m_near_deg);
    bool found = false;
    for_each_run(cornered, [&](const std::vector<geo::Position>& run, bool) {
        for (const geo::Position& corner : run) {
            found = found || (reach.contains(corner) && is_on(corner, outline));
        }
    });
    return found;
}

bool GuardedOutlines::is_on(const geo::Position& corner, const geo::Geometry& outline) const {
    bool found = false;
    for_each_run(outline, [&](const std::vector<geo::Position>& run, bool closed) {
        for (std::size_t i = 0; i < run.size() && !found; ++i) {
            if (i + 1 < run.size() || closed) {
                found =
                    squared_distance(corner, run[i], run[(i + 1) % run.size()]) <= m_near_deg * m_near_deg;
            }
        }
    });
    return found;
}

} // namespace liangxian::deliver
