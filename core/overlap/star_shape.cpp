// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/overlap/star_shape.hpp"

#include "core/overlap/orientation.hpp"

#include <cmath>
#include <numeric>

namespace liangxian::overlap {
namespace {

/// Products below this may have lost more to underflow than the bound of rounding says.
constexpr double kUnderflow = 1e-290;

/// Any point would do; this one mostly does.
geo::Position mean_of(const double* x, const double* y, std::uint32_t count) {
    return {std::accumulate(x, x + count, 0.0) / count, std::accumulate(y, y + count, 0.0) / count};
}

} // namespace

bool is_star_shaped(const index::FlatRings& rings, std::uint32_t ring) {
    const double* x = rings.x + rings.first_vertex(ring);
    const double* y = rings.y + rings.first_vertex(ring);
    const std::uint32_t segments = rings.end_vertex(ring) - 1 - rings.first_vertex(ring);
    const geo::Position eye = mean_of(x, y, segments);
    bool sees_all = true;
    std::uint32_t ascents = 0;
    for (std::uint32_t i = 0; i < segments; ++i) {
        const double left = (x[i] - eye.x) * (y[i + 1] - eye.y);
        const double right = (y[i] - eye.y) * (x[i + 1] - eye.x);
        const double bound = kOrientationError * (std::abs(left) + std::abs(right)) + kUnderflow;
        sees_all = sees_all && left - right > bound;
        ascents += static_cast<std::uint32_t>(y[i] < eye.y) & static_cast<std::uint32_t>(y[i + 1] >= eye.y);
    }
    return sees_all && ascents == 1;
}

} // namespace liangxian::overlap
