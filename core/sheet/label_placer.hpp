// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/document/drawing.hpp"

#include <optional>
#include <string>
#include <vector>

namespace liangxian::sheet {

/// Finds places for labels that overlap neither each other nor what is kept free, all inside a frame.
class LabelPlacer {
public:
    explicit LabelPlacer(document::Rect frame) : m_frame(frame) {}

    /// Nothing is put here.
    void keep_free(const document::Rect& rect) { m_taken.push_back(rect); }
    /// Labels cross these only where there is no other place.
    void avoid(const document::Contour& contour);

    /// Beside a point, first on the side named by a direction (right and down, any length), and rather
    /// further off than across a line. \param most_mm  how far off; 0: right beside it \returns nothing when
    /// there is no place left: the label is not drawn
    std::optional<document::Label> beside(const document::Point& point, const document::Point& direction,
                                          std::string text, document::Font font, document::Colour colour,
                                          double most_mm = 0);
    /// Inside an area but in none of what lies in it, crossed by no line and as far from all and from the
    /// frame as it can be. \returns nothing when there is no such place
    std::optional<document::Label> inside(const std::vector<document::Contour>& area,
                                          const std::vector<std::vector<document::Contour>>& without,
                                          std::string text, document::Font font, document::Colour colour);

private:
    struct Segment {
        document::Point a;
        document::Point b;
    };
    bool is_free(const document::Rect& rect) const;
    bool is_crossed(const document::Rect& rect) const;
    double distance_to_lines_mm(const document::Point& point) const;
    double distance_to_frame_mm(const document::Rect& rect) const;

    document::Rect m_frame;
    std::vector<document::Rect> m_taken;
    std::vector<Segment> m_segments;
};

/// Numbers 0 … count-1 so that any beginning of the list is spread evenly over them.
std::vector<std::size_t> spread_order(std::size_t count);

} // namespace liangxian::sheet
