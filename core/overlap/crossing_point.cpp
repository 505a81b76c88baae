// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/overlap/crossing_point.hpp"

#include "core/overlap/orientation.hpp"

#include <algorithm>
#include <cmath>

namespace liangxian::overlap {
namespace {

/// A quotient of determinants is good when they are; below this share of their products they are recomputed.
constexpr double kSharpBelow = 4e-3;

} // namespace

CrossingShare crossing_share(const geo::Position& a, const geo::Position& b, const geo::Position& c,
                             const geo::Position& d, double at_a, double at_b) {
    const double base = std::abs(d.x - c.x) + std::abs(d.y - c.y);
    const double reach =
        std::abs(a.x - c.x) + std::abs(a.y - c.y) + std::abs(b.x - a.x) + std::abs(b.y - a.y);
    if (std::min(std::abs(at_a), std::abs(at_b)) < kSharpBelow * base * reach) {
        at_a = sharp_determinant(c, d, a);
        at_b = sharp_determinant(c, d, b);
    }
    return {at_a / (at_a - at_b), at_b / (at_b - at_a)};
}

geo::Position point_at(const geo::Position& a, const geo::Position& b, const CrossingShare& share) {
    if (share.from_a <= 0.5) {
        return {a.x + share.from_a * (b.x - a.x), a.y + share.from_a * (b.y - a.y)};
    }
    return {b.x + share.from_b * (a.x - b.x), b.y + share.from_b * (a.y - b.y)};
}

double share_at(const geo::Position& a, const geo::Position& b, const geo::Position& p) {
    return std::abs(b.x - a.x) >= std::abs(b.y - a.y) ? (p.x - a.x) / (b.x - a.x) : (p.y - a.y) / (b.y - a.y);
}

} // namespace liangxian::overlap
