// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/swath.hpp"

#include "core/geo/elementary.hpp"
#include "core/geo/overlay.hpp"

#include <array>
#include <cstddef>

namespace liangxian::geo {
namespace {

constexpr std::size_t kCorners = 64;
using Disc = std::array<Position, kCorners>;

/// Counter-clockwise about the origin; its edges touch the circle.
Disc circumscribed(double radius_m) {
    const double corner_m = radius_m / sin_cos_deg(180.0 / kCorners).cos;
    Disc disc;
    for (std::size_t k = 0; k < kCorners; ++k) {
        const SinCos at = sin_cos_deg(360.0 / kCorners * static_cast<double>(k));
        disc[k] = {corner_m * at.cos, corner_m * at.sin};
    }
    return disc;
}

std::size_t opposite(std::size_t corner) { return (corner + kCorners / 2) % kCorners; }

/// The corner furthest to the left of a direction; the opposite one is furthest to the right.
std::size_t furthest_left(const Disc& disc, double dx, double dy) {
    std::size_t best = 0;
    double most = dx * disc[0].y - dy * disc[0].x;
    for (std::size_t k = 1; k < kCorners; ++k) {
        const double left = dx * disc[k].y - dy * disc[k].x;
        if (left > most) {
            most = left;
            best = k;
        }
    }
    return best;
}

/// Gathers the pieces of a swath. A point of it is nearest, by the disc's measure, to the inside of an
/// edge: then it lies in the parallelogram between the corners furthest from that edge at both ends; or to
/// a vertex: then it lies in the part of the disc that the bend there opens, or in a cap at an end.
class SwathPieces {
public:
    explicit SwathPieces(double radius_m) : m_disc(circumscribed(radius_m)) {}

    void add_disc(const Position& middle) {
        m_pieces.polygons.push_back({corners(0, kCorners - 1, middle), {}});
    }

    void add_line(const Line& line) {
        Line run;
        for (const Position& p : line) {
            if (run.empty() || run.back() != p) {
                run.push_back(p);
            }
        }
        if (run.size() == 1) {
            add_disc(run.front());
        }
        std::size_t last_left = 0;
        for (std::size_t i = 1; i < run.size(); ++i) {
            const std::size_t left = furthest_left(m_disc, run[i].x - run[i - 1].x, run[i].y - run[i - 1].y);
            const std::size_t right = opposite(left);
            if (i == 1) {
                m_pieces.polygons.push_back({corners(left, right, run[0]), {}});
            } else {
                add_bend(last_left, left, run[i - 1]);
            }
            m_pieces.polygons.push_back({{corner(right, run[i - 1]), corner(right, run[i]),
                                          corner(left, run[i]), corner(left, run[i - 1])},
                                         {}});
            if (i + 1 == run.size()) {
                m_pieces.polygons.push_back({corners(right, left, run[i]), {}});
            }
            last_left = left;
        }
    }
    const Geometry& pieces() const { return m_pieces; }

private:
    Position corner(std::size_t k, const Position& middle) const {
        return {middle.x + m_disc[k].x, middle.y + m_disc[k].y};
    }
    /// Counter-clockwise from one corner to another, both included.
    Ring corners(std::size_t from, std::size_t to, const Position& middle) const {
        Ring ring;
        const std::size_t steps = (to + kCorners - from) % kCorners;
        for (std::size_t i = 0; i <= steps; ++i) {
            ring.push_back(corner((from + i) % kCorners, middle));
        }
        return ring;
    }
    /// The outer side of a bend, reaching through to the other side of the disc so that it overlaps both
    /// edges' parallelograms instead of touching them within rounding.
    void add_bend(std::size_t left_before, std::size_t left_after, const Position& at) {
        if (left_before == left_after) {
            return;
        }
        const bool turns_left = (left_after + kCorners - left_before) % kCorners <= kCorners / 2;
        const std::size_t from = turns_left ? opposite(left_before) : left_after;
        const std::size_t to = turns_left ? opposite(left_after) : left_before;
        Ring ring = corners(from, to, at);
        const std::size_t middle = from + ((to + kCorners - from) % kCorners) / 2;
        ring.push_back(corner(opposite(middle), at));
        m_pieces.polygons.push_back({std::move(ring), {}});
    }

    Disc m_disc;
    Geometry m_pieces;
};

} // namespace

Geometry swath(const Geometry& plane, double width_m) {
    SwathPieces pieces(width_m / 2);
    for (const Position& point : plane.points) {
        pieces.add_disc(point);
    }
    for (const Line& line : plane.lines) {
        pieces.add_line(line);
    }
    return union_of({&pieces.pieces()}).geometry;
}

} // namespace liangxian::geo
