// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/axis_order.hpp"

#include <cmath>

namespace liangxian::geo {
namespace {

// China lies between 3 and 54 degrees north and 73 and 136 degrees east; a northing is the
// distance from the equator, so 0.3 to 6.0 million metres (1.8 on the mainland and Hainan).
bool is_northing(double v) { return v >= 1.0e6 && v < 6.1e6; }
bool is_easting(double v) { return (v >= 1.0e5 && v < 9.0e5) || (v >= 1.3e7 && v < 4.6e7); }
bool is_latitude(double v) { return v >= 3 && v <= 54; }
bool is_longitude(double v) { return v >= 73 && v <= 136; }

} // namespace

AxisOrder declared_axis_order(int epsg) {
    const bool is_plane_of_cgcs2000 = epsg >= 4491 && epsg <= 4554;
    return epsg == 4490 || epsg == 4326 || is_plane_of_cgcs2000 ? AxisOrder::northing_first
                                                                : AxisOrder::easting_first;
}

Position position_from(double first, double second, AxisOrder order) {
    return order == AxisOrder::northing_first ? Position{second, first} : Position{first, second};
}

std::optional<AxisOrder> axis_order_of(double first, double second) {
    if (is_northing(first) && is_easting(second)) {
        return AxisOrder::northing_first;
    }
    if (is_easting(first) && is_northing(second)) {
        return AxisOrder::easting_first;
    }
    return std::nullopt;
}

std::optional<AxisOrder> axis_order_of_degrees(double first, double second) {
    if (is_latitude(first) && is_longitude(second)) {
        return AxisOrder::northing_first;
    }
    if (is_longitude(first) && is_latitude(second)) {
        return AxisOrder::easting_first;
    }
    return std::nullopt;
}

} // namespace liangxian::geo
