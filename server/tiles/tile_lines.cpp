// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/tiles/tile_lines.hpp"

#include <cmath>
#include <utility>

namespace liangxian::tiles {
namespace {

TilePoint on_grid(const geo::Position& p, const TileFrame& frame) {
    return {static_cast<int>(std::lround(frame.x(p.x))), static_cast<int>(std::lround(frame.y(p.y)))};
}

void add_run(std::vector<TilePoint>& run, std::vector<std::vector<TilePoint>>& out) {
    if (run.size() > 1) {
        out.push_back(std::move(run));
    }
    run.clear();
}

} // namespace

std::vector<std::vector<TilePoint>> tile_lines(const std::vector<geo::Line>& lines, const TileFrame& frame) {
    std::vector<std::vector<TilePoint>> out;
    std::vector<TilePoint> run;
    for (const geo::Line& line : lines) {
        for (std::size_t i = 1; i < line.size(); ++i) {
            geo::Box segment;
            segment.add(line[i - 1]);
            segment.add(line[i]);
            if (!segment.intersects(frame.box())) {
                add_run(run, out);
                continue;
            }
            if (run.empty()) {
                run.push_back(on_grid(line[i - 1], frame));
            }
            if (const TilePoint p = on_grid(line[i], frame); !(p == run.back())) {
                run.push_back(p);
            }
        }
        add_run(run, out);
    }
    return out;
}

} // namespace liangxian::tiles
