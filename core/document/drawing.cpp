// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/document/drawing.hpp"

#include <utility>

namespace liangxian::document {

Contour rectangle(const Rect& rect) {
    return {{rect.at,
             {rect.right_mm(), rect.at.y_mm},
             {rect.right_mm(), rect.bottom_mm()},
             {rect.at.x_mm, rect.bottom_mm()}},
            true};
}

Path line(Point from, Point to, Pen pen) { return {{{{from, to}, false}}, {}, {}, std::move(pen)}; }

} // namespace liangxian::document
