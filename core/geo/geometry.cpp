// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/geometry.hpp"

namespace liangxian::geo {

std::size_t Geometry::vertex_count() const {
    std::size_t count = points.size();
    for (const Polygon& polygon : polygons) {
        count += polygon.shell.size();
        for (const Ring& hole : polygon.holes) {
            count += hole.size();
        }
    }
    for (const Line& line : lines) {
        count += line.size();
    }
    return count;
}

Box Geometry::bounds() const {
    Box box;
    const auto add_all = [&box](const std::vector<Position>& positions) {
        for (const Position& p : positions) {
            box.add(p);
        }
    };
    for (const Polygon& polygon : polygons) {
        add_all(polygon.shell);
    }
    for (const Line& line : lines) {
        add_all(line);
    }
    add_all(points);
    return box;
}

} // namespace liangxian::geo
