// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/document/drawing.hpp"

#include <vector>

namespace liangxian::sheet {

// Questions about shapes on paper, for placing labels: paint, no measurement.

double distance_mm(const document::Point& point, const document::Point& a, const document::Point& b);
/// Whether a segment has a point in a rectangle (Liang and Barsky 1984).
bool meets(const document::Rect& rect, const document::Point& a, const document::Point& b);
/// By the even-odd rule.
bool is_inside(const std::vector<document::Contour>& area, const document::Point& point);
document::Rect bounds_of(const std::vector<document::Contour>& area);
/// Whether any of an area lies in a rectangle.
bool shows(const std::vector<document::Contour>& area, const document::Rect& rect);

} // namespace liangxian::sheet
