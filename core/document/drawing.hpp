// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace liangxian::document {

// A picture as values: what is painted where, in millimetres on paper, right and down from the upper left
// corner. The same list becomes a page of a PDF or the pixels of a PNG, and a test can measure it.

/// 0–1 each.
struct Colour {
    double red = 0;
    double green = 0;
    double blue = 0;
    double opacity = 1;
};

inline constexpr Colour kBlack{0.13, 0.13, 0.13, 1};
inline constexpr Colour kGrey{0.45, 0.45, 0.45, 1};

struct Point {
    double x_mm = 0;
    double y_mm = 0;
};

struct Rect {
    Point at;
    double width_mm = 0;
    double height_mm = 0;
    double right_mm() const { return at.x_mm + width_mm; }
    double bottom_mm() const { return at.y_mm + height_mm; }
    bool overlaps(const Rect& o) const {
        return at.x_mm < o.right_mm() && o.at.x_mm < right_mm() && at.y_mm < o.bottom_mm() &&
               o.at.y_mm < bottom_mm();
    }
    bool contains(const Rect& o) const {
        return at.x_mm <= o.at.x_mm && o.right_mm() <= right_mm() && at.y_mm <= o.at.y_mm &&
               o.bottom_mm() <= bottom_mm();
    }
};

struct Pen {
    Colour colour = kBlack;
    double width_mm = 0.2;
    std::vector<double> dash_mm; ///< drawn, left out …; empty: solid
};

/// Parallel lines over an area, clockwise from the horizontal.
struct Hatch {
    Pen pen;
    double spacing_mm = 2;
    double angle_deg = 45;
};

struct Contour {
    std::vector<Point> points;
    bool is_closed = true;
};

/// Filled by the even-odd rule, then hatched, then drawn.
struct Path {
    std::vector<Contour> contours;
    std::optional<Colour> fill;
    std::optional<Hatch> hatch;
    std::optional<Pen> pen;
};

struct Font {
    double size_pt = 10;
    bool is_bold = false;
};

/// Which point of the text stands at its place.
enum class Anchor { left, centre, right };

/// One line of text.
struct Label {
    Point at; ///< of its baseline box: horizontally by the anchor, vertically its middle
    std::string text;
    Font font;
    Colour colour = kBlack;
    Anchor anchor = Anchor::left;
    double angle_deg = 0; ///< anticlockwise
    double halo_mm = 0;   ///< white around the letters
};

/// Only inside it is painted, until the next EndClip.
struct Clip {
    Rect inside;
};
struct EndClip {};

using Mark = std::variant<Path, Label, Clip, EndClip>;

struct Drawing {
    double width_mm = 0;
    double height_mm = 0;
    std::vector<Mark> marks;
};

Contour rectangle(const Rect& rect);
Path line(Point from, Point to, Pen pen);

} // namespace liangxian::document
