// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/compare/outline_segments.hpp"

namespace liangxian::compare {

std::vector<Segment> segments_of(const geo::Geometry& geometry, const ScaledPlane& plane) {
    std::vector<Segment> out;
    const auto add_run = [&](const std::vector<geo::Position>& run, bool closed) {
        for (std::size_t i = 0; i < run.size(); ++i) {
            if (i + 1 < run.size() || closed) {
                out.push_back({plane.to_metres(run[i]), plane.to_metres(run[(i + 1) % run.size()])});
            }
        }
    };
    for (const geo::Polygon& polygon : geometry.polygons) {
        add_run(polygon.shell, true);
        for (const geo::Ring& hole : polygon.holes) {
            add_run(hole, true);
        }
    }
    for (const geo::Line& line : geometry.lines) {
        add_run(line, false);
    }
    return out;
}

} // namespace liangxian::compare
