// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/densify.hpp"

#include "core/geo/elementary.hpp"

#include <cmath>
#include <cstddef>

namespace liangxian::geo {
namespace {

constexpr double kMeanRadiusM = 6371000.0;

bool runs_forward(const Position& a, const Position& b) { return a.x < b.x || (a.x == b.x && a.y < b.y); }

/// Appends the vertices strictly between a and b. Computed from the smaller end whichever way the
/// edge runs, so that two polygons sharing the edge get the same doubles.
void append_between(const Position& a, const Position& b, double longest_m, std::vector<Position>& out) {
    const bool forward = runs_forward(a, b);
    const Position& from = forward ? a : b;
    const Position& to = forward ? b : a;
    const double dx = to.x - from.x;
    const double dy = to.y - from.y;
    const double pieces_wanted = std::ceil(std::sqrt(dx * dx + dy * dy) / longest_m);
    const auto pieces = static_cast<std::size_t>(std::max(1.0, pieces_wanted));
    for (std::size_t i = 1; i < pieces; ++i) {
        const std::size_t step = forward ? i : pieces - i;
        const double t = static_cast<double>(step) / static_cast<double>(pieces);
        out.push_back({from.x + t * dx, from.y + t * dy});
    }
}

std::vector<Position> densified_run(const std::vector<Position>& run, double longest_m, bool closed) {
    std::vector<Position> out;
    out.reserve(run.size());
    for (std::size_t i = 0; i < run.size(); ++i) {
        out.push_back(run[i]);
        if (i + 1 < run.size()) {
            append_between(run[i], run[i + 1], longest_m, out);
        } else if (closed && run.size() > 1) {
            append_between(run[i], run.front(), longest_m, out);
        }
    }
    return out;
}

} // namespace

double longest_edge_m(double latitude_deg) {
    const SinCos latitude = sin_cos_deg(std::max(1.0, std::min(89.0, std::abs(latitude_deg))));
    return std::sqrt(8.0 * kMeanRadiusM * kMaxSagM * latitude.cos / latitude.sin);
}

Geometry densified(const Geometry& plane, double latitude_deg) {
    const double longest_m = longest_edge_m(latitude_deg);
    Geometry out;
    out.points = plane.points;
    for (const Line& line : plane.lines) {
        out.lines.push_back(densified_run(line, longest_m, false));
    }
    for (const Polygon& polygon : plane.polygons) {
        Polygon dense;
        dense.shell = densified_run(polygon.shell, longest_m, true);
        for (const Ring& hole : polygon.holes) {
            dense.holes.push_back(densified_run(hole, longest_m, true));
        }
        out.polygons.push_back(std::move(dense));
    }
    return out;
}

} // namespace liangxian::geo
