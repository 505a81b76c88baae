// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"

#include <cmath>

namespace liangxian::overlap {

/// (b - a) × (c - a) in plain doubles: twice the signed area of the triangle, positive when c lies left of
/// a → b. Its error is at most kOrientationError · (|left product| + |right product|).
inline double plain_determinant(const geo::Position& a, const geo::Position& b, const geo::Position& c) {
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

/// Bound of Shewchuk (1997), "Adaptive precision floating-point arithmetic and fast robust geometric
/// predicates", (3 + 16ε)ε with ε = 2⁻⁵³.
constexpr double kOrientationError = 3.3306690738754716e-16;

/// Exact sign of (b - a) × (c - a), slowly.
int orientation_exact(const geo::Position& a, const geo::Position& b, const geo::Position& c);

/// (b - a) × (c - a) with its exact sign and a relative error of some 2⁻⁵¹ however small it is.
double sharp_determinant(const geo::Position& a, const geo::Position& b, const geo::Position& c);

/// 1 when \p c lies left of the line a → b, -1 right of it, 0 on it: exact on the doubles, the same on
/// every processor. \pre finite coordinates whose products neither overflow nor become subnormal
inline int orientation(const geo::Position& a, const geo::Position& b, const geo::Position& c) {
    const double left = (b.x - a.x) * (c.y - a.y);
    const double right = (b.y - a.y) * (c.x - a.x);
    const double determinant = left - right;
    const double bound = kOrientationError * (std::abs(left) + std::abs(right));
    if (determinant > bound) {
        return 1;
    }
    return determinant < -bound ? -1 : orientation_exact(a, b, c);
}

/// Whether c lies in the same direction from a as b does. \pre orientation(a, b, c) == 0, b ≠ a, c ≠ a
inline bool same_direction(const geo::Position& a, const geo::Position& b, const geo::Position& c) {
    return b.x != a.x ? (b.x > a.x) == (c.x > a.x) : (b.y > a.y) == (c.y > a.y);
}

/// Whether \p p lies in the closed box of the segment a–b.
inline bool in_segment_box(const geo::Position& a, const geo::Position& b, const geo::Position& p) {
    return (a.x <= b.x ? a.x <= p.x && p.x <= b.x : b.x <= p.x && p.x <= a.x) &&
           (a.y <= b.y ? a.y <= p.y && p.y <= b.y : b.y <= p.y && p.y <= a.y);
}

} // namespace liangxian::overlap
