// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/overlap/orientation.hpp"

#include <array>
#include <cstddef>

namespace liangxian::overlap {
namespace {

/// A double and what it lost: high + low is exact.
struct Pair2 {
    double high;
    double low;
};

/// Knuth's two-sum, for a difference.
Pair2 two_difference(double a, double b) {
    const double high = a - b;
    const double b_part = a - high;
    const double a_part = high + b_part;
    return {high, (a - a_part) + (b_part - b)};
}

Pair2 two_sum(double a, double b) {
    const double high = a + b;
    const double b_part = high - a;
    const double a_part = high - b_part;
    return {high, (a - a_part) + (b - b_part)};
}

/// std::fma is exact with and without an instruction for it.
Pair2 two_product(double a, double b) {
    const double high = a * b;
    return {high, std::fma(a, b, -high)};
}

/// A sum of doubles that do not overlap, the smallest first: exact. Sixteen are enough for the
/// determinant of four differences.
class Expansion {
public:
    /// Shewchuk's grow-expansion.
    void add(double value) {
        for (std::size_t i = 0; i < m_count; ++i) {
            const Pair2 sum = two_sum(value, m_parts[i]);
            m_parts[i] = sum.low;
            value = sum.high;
        }
        m_parts[m_count++] = value;
    }
    void add_product(const Pair2& a, const Pair2& b, double sign) {
        for (const Pair2& part : {two_product(a.low, b.low), two_product(a.low, b.high),
                                  two_product(a.high, b.low), two_product(a.high, b.high)}) {
            add(sign * part.low);
            add(sign * part.high);
        }
    }
    /// Has the sign of the exact sum: each part outweighs all before it.
    double estimate() const {
        double sum = 0;
        for (std::size_t i = 0; i < m_count; ++i) {
            sum += m_parts[i];
        }
        return sum;
    }

private:
    std::array<double, 16> m_parts{};
    std::size_t m_count = 0;
};

} // namespace

double sharp_determinant(const geo::Position& a, const geo::Position& b, const geo::Position& c) {
    const Pair2 bx = two_difference(b.x, a.x);
    const Pair2 by = two_difference(b.y, a.y);
    const Pair2 cx = two_difference(c.x, a.x);
    const Pair2 cy = two_difference(c.y, a.y);
    if (bx.low == 0 && by.low == 0 && cx.low == 0 && cy.low == 0) {
        // Neighbouring doubles subtract exactly: four parts are left, and high - high is exact when it
        // matters.
        const Pair2 left = two_product(bx.high, cy.high);
        const Pair2 right = two_product(by.high, cx.high);
        const Pair2 high = two_difference(left.high, right.high);
        const Pair2 low = two_difference(left.low, right.low);
        if (high.low == 0 && low.low == 0) {
            return high.high + low.high;
        }
    }
    Expansion sum;
    sum.add_product(bx, cy, 1);
    sum.add_product(by, cx, -1);
    return sum.estimate();
}

int orientation_exact(const geo::Position& a, const geo::Position& b, const geo::Position& c) {
    const double determinant = sharp_determinant(a, b, c);
    return determinant > 0 ? 1 : determinant < 0 ? -1 : 0;
}

} // namespace liangxian::overlap
