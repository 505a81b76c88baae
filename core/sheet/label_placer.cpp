// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/sheet/label_placer.hpp"

#include "core/document/pages.hpp"
#include "core/sheet/paper_geometry.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace liangxian::sheet {
namespace {

using document::Point;
using document::Rect;

constexpr double kGapMm = 0.9; ///< between a corner's mark and its label
constexpr double kStepMm = 1.5;
constexpr double kCostPerMm = 0.15; ///< ten millimetres off are half of a crossed line

} // namespace

void LabelPlacer::avoid(const document::Contour& contour) {
    for (std::size_t i = 1; i < contour.points.size(); ++i) {
        m_segments.push_back({contour.points[i - 1], contour.points[i]});
    }
    if (contour.is_closed && contour.points.size() > 2) {
        m_segments.push_back({contour.points.back(), contour.points.front()});
    }
}

bool LabelPlacer::is_free(const Rect& rect) const {
    return m_frame.contains(rect) && std::none_of(m_taken.begin(), m_taken.end(), [&rect](const Rect& taken) {
               return taken.overlaps(rect);
           });
}

bool LabelPlacer::is_crossed(const Rect& rect) const {
    return std::any_of(m_segments.begin(), m_segments.end(),
                       [&rect](const Segment& one) { return meets(rect, one.a, one.b); });
}

double LabelPlacer::distance_to_lines_mm(const Point& point) const {
    double out = std::numeric_limits<double>::infinity();
    for (const Segment& one : m_segments) {
        out = std::min(out, distance_mm(point, one.a, one.b));
    }
    return out;
}

double LabelPlacer::distance_to_frame_mm(const Rect& rect) const {
    return std::min({rect.at.x_mm - m_frame.at.x_mm, m_frame.right_mm() - rect.right_mm(),
                     rect.at.y_mm - m_frame.at.y_mm, m_frame.bottom_mm() - rect.bottom_mm()});
}

std::optional<document::Label> LabelPlacer::beside(const Point& point, const Point& direction,
                                                   std::string text, document::Font font,
                                                   document::Colour colour, double most_mm) {
    const document::Extents size = document::page_functions().measure(text, font);
    const double high_mm = size.height_mm * 0.72; // what letters and digits take of a line
    const double length = std::sqrt(direction.x_mm * direction.x_mm + direction.y_mm * direction.y_mm);
    std::optional<Rect> best;
    double least_cost = std::numeric_limits<double>::infinity();
    for (double off_mm = 0; off_mm <= most_mm; off_mm += kStepMm) {
        for (const auto& [right, down] : std::array<std::pair<double, double>, 8>{
                 {{1, 0}, {0.7, -0.7}, {0, -1}, {-0.7, -0.7}, {-1, 0}, {-0.7, 0.7}, {0, 1}, {0.7, 0.7}}}) {
            const double gap_mm = kGapMm + off_mm;
            const Rect rect{{point.x_mm + right * (gap_mm + size.width_mm / 2) - size.width_mm / 2,
                             point.y_mm + down * (gap_mm + high_mm / 2) - high_mm / 2},
                            size.width_mm,
                            high_mm};
            if (!is_free(rect)) {
                continue;
            }
            const double along = length > 0 ? (direction.x_mm * right + direction.y_mm * down) / length : 0;
            const double cost = 1 - along + (is_crossed(rect) ? 3 : 0) + off_mm * kCostPerMm;
            if (cost < least_cost) {
                least_cost = cost;
                best = rect;
            }
        }
    }
    if (!best) {
        return std::nullopt;
    }
    keep_free(*best);
    return document::Label{{best->at.x_mm, best->at.y_mm + high_mm / 2},
                           std::move(text),
                           font,
                           colour,
                           document::Anchor::left,
                           0,
                           0.35};
}

std::optional<document::Label> LabelPlacer::inside(const std::vector<document::Contour>& area,
                                                   const std::vector<std::vector<document::Contour>>& without,
                                                   std::string text, document::Font font,
                                                   document::Colour colour) {
    constexpr int kSteps = 40;
    const document::Extents size = document::page_functions().measure(text, font);
    const Rect box = bounds_of(area);
    std::optional<Rect> best;
    double most = -std::numeric_limits<double>::infinity();
    for (int i = 1; i < kSteps; ++i) {
        for (int j = 1; j < kSteps; ++j) {
            const Point p{box.at.x_mm + box.width_mm * i / kSteps, box.at.y_mm + box.height_mm * j / kSteps};
            const Rect rect{
                {p.x_mm - size.width_mm / 2, p.y_mm - size.height_mm / 2}, size.width_mm, size.height_mm};
            const bool is_elsewhere = std::any_of(without.begin(), without.end(),
                                                  [&p](const auto& other) { return is_inside(other, p); });
            if (is_elsewhere || !is_inside(area, p) || !is_free(rect) || is_crossed(rect)) {
                continue;
            }
            // Of a whole label, not of its middle alone: in a narrow belt it stands away from the belt's
            // ends.
            const double far_mm =
                std::min({distance_to_lines_mm({rect.at.x_mm, p.y_mm}), distance_to_lines_mm(p),
                          distance_to_lines_mm({rect.right_mm(), p.y_mm}), distance_to_frame_mm(rect)});
            if (far_mm > most) {
                most = far_mm;
                best = rect;
            }
        }
    }
    if (!best) {
        return std::nullopt;
    }
    keep_free(*best);
    const Point middle{best->at.x_mm + best->width_mm / 2, best->at.y_mm + best->height_mm / 2};
    return document::Label{middle, std::move(text), font, colour, document::Anchor::centre, 0, 0.5};
}

std::vector<std::size_t> spread_order(std::size_t count) {
    std::vector<std::size_t> out;
    std::size_t stride = 1;
    while (stride < count) {
        stride *= 2;
    }
    for (; stride >= 1; stride /= 2) {
        for (std::size_t i = 0; i < count; i += stride) {
            if (out.empty() || i % (2 * stride) != 0) {
                out.push_back(i);
            }
        }
    }
    return out;
}

} // namespace liangxian::sheet
