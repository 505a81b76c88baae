// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/compare/line.hpp"

#include "core/geo/axis_order.hpp"

#include <utility>

namespace liangxian::compare {

bool is_swapped(const geo::Geometry& geometry) {
    if (geometry.empty()) {
        return false;
    }
    const geo::Box box = geometry.bounds();
    const auto northing_first = geo::AxisOrder::northing_first;
    return geo::axis_order_of_degrees(box.min_x, box.min_y) == northing_first &&
           geo::axis_order_of_degrees(box.max_x, box.max_y) == northing_first;
}

geo::Geometry turned(geo::Geometry geometry) {
    geometry.for_each_position([](geo::Position& p) { std::swap(p.x, p.y); });
    return geometry;
}

geo::Geometry moved_by_zones(geo::Geometry geometry, int zones) {
    geometry.for_each_position([zones](geo::Position& p) { p.x += 3.0 * zones; });
    return geometry;
}

} // namespace liangxian::compare
