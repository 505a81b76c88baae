// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/sheet/paper_geometry.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace liangxian::sheet {

using document::Point;
using document::Rect;

double distance_mm(const Point& p, const Point& a, const Point& b) {
    const double dx = b.x_mm - a.x_mm;
    const double dy = b.y_mm - a.y_mm;
    const double square = dx * dx + dy * dy;
    const double t =
        square > 0 ? std::clamp(((p.x_mm - a.x_mm) * dx + (p.y_mm - a.y_mm) * dy) / square, 0.0, 1.0) : 0.0;
    const double off_x = p.x_mm - a.x_mm - t * dx;
    const double off_y = p.y_mm - a.y_mm - t * dy;
    return std::sqrt(off_x * off_x + off_y * off_y);
}

/// Liang and Barsky's clipping, as a question.
bool meets(const Rect& rect, const Point& a, const Point& b) {
    double enter = 0;
    double leave = 1;
    const double dx = b.x_mm - a.x_mm;
    const double dy = b.y_mm - a.y_mm;
    const std::array<std::pair<double, double>, 4> edges{{{-dx, a.x_mm - rect.at.x_mm},
                                                          {dx, rect.right_mm() - a.x_mm},
                                                          {-dy, a.y_mm - rect.at.y_mm},
                                                          {dy, rect.bottom_mm() - a.y_mm}}};
    for (const auto& [towards, room] : edges) {
        if (towards == 0) {
            if (room < 0) {
                return false;
            }
        } else if (towards < 0) {
            enter = std::max(enter, room / towards);
        } else {
            leave = std::min(leave, room / towards);
        }
    }
    return enter <= leave;
}

bool is_inside(const std::vector<document::Contour>& area, const Point& p) {
    bool inside = false;
    for (const document::Contour& contour : area) {
        for (std::size_t i = 0, j = contour.points.size() - 1; i < contour.points.size(); j = i++) {
            const Point& a = contour.points[i];
            const Point& b = contour.points[j];
            if ((a.y_mm > p.y_mm) != (b.y_mm > p.y_mm) &&
                p.x_mm < (b.x_mm - a.x_mm) * (p.y_mm - a.y_mm) / (b.y_mm - a.y_mm) + a.x_mm) {
                inside = !inside;
            }
        }
    }
    return inside;
}

Rect bounds_of(const std::vector<document::Contour>& area) {
    constexpr double kFar = std::numeric_limits<double>::infinity();
    double left = kFar;
    double top = kFar;
    double right = -kFar;
    double bottom = -kFar;
    for (const document::Contour& contour : area) {
        for (const Point& p : contour.points) {
            left = std::min(left, p.x_mm);
            right = std::max(right, p.x_mm);
            top = std::min(top, p.y_mm);
            bottom = std::max(bottom, p.y_mm);
        }
    }
    return {{left, top}, right - left, bottom - top};
}

bool shows(const std::vector<document::Contour>& area, const Rect& rect) {
    for (const document::Contour& contour : area) {
        for (std::size_t i = 0, j = contour.points.size() - 1; i < contour.points.size(); j = i++) {
            if (meets(rect, contour.points[j], contour.points[i])) {
                return true;
            }
        }
    }
    return is_inside(area, {rect.at.x_mm + rect.width_mm / 2, rect.at.y_mm + rect.height_mm / 2});
}

} // namespace liangxian::sheet
