// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/bench/parcel_grid.hpp"

#include "core/bench/random.hpp"

#include <algorithm>

namespace liangxian::bench {
namespace {

// Shares of a cell. Every edge stays within a cone of 27 degrees about its own way, so that edges meet in
// their corners only.
constexpr double kCornerShift = 0.12;
constexpr double kEdgeShift = 0.03;

/// One number for a corner or an edge; columns and rows stay within a few thousand.
std::uint64_t numbered(int column, int row) {
    constexpr int kOffset = 1 << 20;
    return (static_cast<std::uint64_t>(column + kOffset) << 32) | static_cast<std::uint64_t>(row + kOffset);
}

} // namespace

ParcelGrid::ParcelGrid(std::uint64_t seed, const geo::Position& corner) : m_seed(seed), m_frame(corner) {
    Random random(seed, 1, 0);
    m_cell_m = random.between(60, 160);
    m_between = 1 + random.below(3);
}

ParcelGrid::Place ParcelGrid::corner(const Corner& at) const {
    Random random(m_seed, 2, numbered(at.column, at.row));
    const double east = at.column + kCornerShift * (2 * random.unit() - 1);
    const double north = at.row + kCornerShift * (2 * random.unit() - 1);
    return {east * m_cell_m, north * m_cell_m};
}

void ParcelGrid::append_edge(const Corner& from, Way way, bool backwards, geo::Ring& out) const {
    const Corner to =
        way == Way::east ? Corner{from.column + 1, from.row} : Corner{from.column, from.row + 1};
    const Place a = corner(from);
    const Place b = corner(to);
    Random random(m_seed, way == Way::east ? 3 : 4, numbered(from.column, from.row));
    geo::Ring points{m_frame.at(a.east_m, a.north_m)};
    for (std::uint32_t k = 1; k <= m_between; ++k) {
        const double share = static_cast<double>(k) / (m_between + 1);
        const double shift_m = kEdgeShift * m_cell_m * (2 * random.unit() - 1);
        points.push_back(
            m_frame.at(a.east_m + share * (b.east_m - a.east_m) + (way == Way::north ? shift_m : 0),
                       a.north_m + share * (b.north_m - a.north_m) + (way == Way::east ? shift_m : 0)));
    }
    points.push_back(m_frame.at(b.east_m, b.north_m));
    if (backwards) {
        std::reverse(points.begin(), points.end());
    }
    out.insert(out.end(), points.begin(), points.end() - 1);
}

geo::Ring ParcelGrid::outline(const Block& block) const {
    geo::Ring out;
    for (int c = block.west; c < block.east; ++c) {
        append_edge({c, block.south}, Way::east, false, out);
    }
    for (int r = block.south; r < block.north; ++r) {
        append_edge({block.east, r}, Way::north, false, out);
    }
    for (int c = block.east - 1; c >= block.west; --c) {
        append_edge({c, block.north}, Way::east, true, out);
    }
    for (int r = block.north - 1; r >= block.south; --r) {
        append_edge({block.west, r}, Way::north, true, out);
    }
    return out;
}

} // namespace liangxian::bench
