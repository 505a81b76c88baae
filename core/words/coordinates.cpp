// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/words/coordinates.hpp"

#include "core/geo/axis_order.hpp"
#include "core/words/length.hpp"

namespace liangxian::words {
namespace {

enum class Axis { latitude, longitude, northing, easting };

struct Written {
    Axis axis = Axis::latitude;
    double value = 0;
};

std::optional<Axis> take_axis(Cursor& cursor) {
    if (!cursor.take_any({U"北纬", U"纬度", U"N", U"B"}).empty()) {
        return Axis::latitude;
    }
    if (!cursor.take_any({U"东经", U"经度", U"E", U"L"}).empty()) {
        return Axis::longitude;
    }
    if (!cursor.take_any({U"X", U"x"}).empty()) {
        return Axis::northing;
    }
    if (!cursor.take_any({U"Y", U"y"}).empty()) {
        return Axis::easting;
    }
    return std::nullopt;
}

bool starts_with_digit(const Cursor& cursor) { return cursor.next() >= U'0' && cursor.next() <= U'9'; }

/// Degrees, and minutes and seconds when they follow; nothing when a minute or second reaches 60.
std::optional<double> take_angle(Cursor& cursor) {
    const auto degrees = starts_with_digit(cursor) ? take_number(cursor) : std::nullopt;
    if (!degrees || cursor.take_any({U"°", U"º", U"度", U"˚"}).empty()) {
        return degrees;
    }
    double out = *degrees;
    const auto minutes = starts_with_digit(cursor) ? take_number(cursor) : std::nullopt;
    if (!minutes) {
        return out;
    }
    const bool marked = !cursor.take_any({U"′", U"'", U"’", U"分", U"‘"}).empty();
    const auto seconds = marked && starts_with_digit(cursor) ? take_number(cursor) : std::nullopt;
    cursor.take_any({U"″", U"\"", U"”", U"秒", U"“", U"''", U"′′"});
    const double written_seconds = seconds.value_or(0);
    const bool possible = marked && *minutes < 60 && written_seconds < 60;
    out += *minutes / 60 + written_seconds / 3600;
    return possible ? std::optional(out) : std::nullopt;
}

std::optional<Written> take_written(Cursor& cursor) {
    const auto axis = take_axis(cursor);
    if (!axis) {
        return std::nullopt;
    }
    cursor.take_any({U"坐标", U"座标"});
    cursor.take_any({U"：", U"=", U"为"});
    const bool is_plane = *axis == Axis::northing || *axis == Axis::easting;
    const auto value = !is_plane                   ? take_angle(cursor)
                       : starts_with_digit(cursor) ? take_number(cursor)
                                                   : std::nullopt;
    return value ? std::optional(Written{*axis, *value}) : std::nullopt;
}

} // namespace

std::optional<WrittenCorner> take_corner(Cursor& cursor) {
    const std::size_t start = cursor.at();
    const auto first = take_written(cursor);
    if (first) {
        cursor.take_any({U"，", U"、", U"；"});
    }
    const auto second = first ? take_written(cursor) : std::nullopt;
    const auto pair = [&](Axis north, Axis east) -> std::optional<geo::Position> {
        if (first->axis == north && second->axis == east) {
            return geo::position_from(first->value, second->value, geo::AxisOrder::northing_first);
        }
        if (first->axis == east && second->axis == north) {
            return geo::position_from(second->value, first->value, geo::AxisOrder::northing_first);
        }
        return std::nullopt;
    };
    if (second) {
        if (const auto degrees = pair(Axis::latitude, Axis::longitude)) {
            return WrittenCorner{*degrees, false};
        }
        if (const auto plane = pair(Axis::northing, Axis::easting)) {
            return WrittenCorner{*plane, true};
        }
    }
    cursor.go_to(start);
    return std::nullopt;
}

} // namespace liangxian::words
