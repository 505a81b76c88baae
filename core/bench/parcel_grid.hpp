// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/bench/shapes.hpp"

#include <cstdint>

namespace liangxian::bench {

/// A town's land parcels: a grid of crooked cells. Outlines along it share edges and vertices exactly,
/// whoever draws them.
class ParcelGrid {
public:
    /// \param seed  of this grid alone
    ParcelGrid(std::uint64_t seed, const geo::Position& corner);

    /// Cells [west, east) × [south, north); numbers may be negative.
    struct Block {
        int west;
        int south;
        int east;
        int north;
    };
    geo::Ring outline(const Block& block) const;

    double cell_m() const { return m_cell_m; }

private:
    enum class Way { east, north };
    struct Corner {
        int column;
        int row;
    };
    struct Place {
        double east_m;
        double north_m;
    };

    Place corner(const Corner& at) const;
    /// The corner and what lies between it and the next one.
    void append_edge(const Corner& from, Way way, bool backwards, geo::Ring& out) const;

    std::uint64_t m_seed;
    LocalFrame m_frame;
    double m_cell_m;
    std::uint32_t m_between; ///< vertices between two corners
};

} // namespace liangxian::bench
