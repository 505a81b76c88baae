// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/sheet/map_grid.hpp"

#include "core/sheet/scale.hpp"

#include <fmt/format.h>

#include <cmath>

namespace liangxian::sheet {
namespace {

using document::Point;

constexpr document::Font kGridFont{6.5, false};

template <typename F>
void for_each_grid_line(const MapFrame& frame, double from_m, double to_m, F&& visit) {
    const double step = grid_step_m(frame.denominator());
    for (double at = std::ceil(from_m / step) * step; at <= to_m; at += step) {
        visit(at);
    }
}

void grid_figure(document::Drawing& drawing, const Point& at, double value_m, double angle_deg) {
    drawing.marks.emplace_back(document::Label{at, fmt::format("{:.0f}", value_m), kGridFont,
                                               document::kBlack, document::Anchor::centre, angle_deg, 0});
}

} // namespace

void draw_grid_crosses(const MapFrame& frame, document::Drawing& drawing) {
    const geo::Box ground = frame.ground();
    const document::Pen pen{{0.6, 0.6, 0.6, 1}, 0.12, {}};
    for_each_grid_line(frame, ground.min_x, ground.max_x, [&](double east) {
        for_each_grid_line(frame, ground.min_y, ground.max_y, [&](double north) {
            const Point p = frame.on_paper({east, north});
            drawing.marks.emplace_back(document::line({p.x_mm - 2, p.y_mm}, {p.x_mm + 2, p.y_mm}, pen));
            drawing.marks.emplace_back(document::line({p.x_mm, p.y_mm - 2}, {p.x_mm, p.y_mm + 2}, pen));
        });
    });
}

void draw_grid_figures(const MapFrame& frame, document::Drawing& drawing) {
    const geo::Box ground = frame.ground();
    const document::Rect& paper = frame.paper();
    const document::Pen pen{document::kBlack, 0.2, {}};
    constexpr double kTickMm = 2;
    constexpr double kOffMm = 2.6;
    constexpr double kRoomMm = 3; ///< to a corner of the frame, where two figures would meet
    for_each_grid_line(frame, ground.min_x, ground.max_x, [&](double east) {
        const double x = frame.on_paper({east, ground.min_y}).x_mm;
        drawing.marks.emplace_back(document::line({x, paper.at.y_mm}, {x, paper.at.y_mm + kTickMm}, pen));
        drawing.marks.emplace_back(
            document::line({x, paper.bottom_mm()}, {x, paper.bottom_mm() - kTickMm}, pen));
        if (x - paper.at.x_mm > kRoomMm && paper.right_mm() - x > kRoomMm) {
            grid_figure(drawing, {x, paper.at.y_mm - kOffMm}, east, 0);
            grid_figure(drawing, {x, paper.bottom_mm() + kOffMm}, east, 0);
        }
    });
    for_each_grid_line(frame, ground.min_y, ground.max_y, [&](double north) {
        const double y = frame.on_paper({ground.min_x, north}).y_mm;
        drawing.marks.emplace_back(document::line({paper.at.x_mm, y}, {paper.at.x_mm + kTickMm, y}, pen));
        drawing.marks.emplace_back(
            document::line({paper.right_mm(), y}, {paper.right_mm() - kTickMm, y}, pen));
        if (y - paper.at.y_mm > kRoomMm && paper.bottom_mm() - y > kRoomMm) {
            grid_figure(drawing, {paper.at.x_mm - kOffMm, y}, north, 90);
            grid_figure(drawing, {paper.right_mm() + kOffMm, y}, north, 90);
        }
    });
}

} // namespace liangxian::sheet
