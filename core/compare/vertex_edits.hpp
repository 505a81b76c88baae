// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"

#include <cstddef>
#include <vector>

namespace liangxian::compare {

/// What somebody did to the corners of a copy.
struct VertexEdits {
    struct Moved {
        geo::Position from;
        geo::Position to;
        double distance_m = 0;
    };
    std::size_t kept = 0; ///< corners within a millimetre of where they were
    std::vector<Moved> moved;
    std::vector<geo::Position> added;
    std::vector<geo::Position> removed;
    /// Corners in stretches so long, and with so many more on one side, that nobody can follow which is
    /// which: neither moved, added nor removed.
    std::size_t not_followed_a = 0;
    std::size_t not_followed_b = 0;

    bool is_followed() const { return not_followed_a == 0 && not_followed_b == 0; }
    bool empty() const { return moved.empty() && added.empty() && removed.empty() && is_followed(); }
};

/// Follows each ring of \p a beside the ring of \p b that keeps its corners: as many new corners between two
/// kept ones as there were before are moved ones, more are added, fewer removed. Rings of which nothing was
/// kept are redrawn, not edited, and tell nothing. Cost: O(n log n), and of each stretch between kept corners
/// its shorter side times what the other has more, up to four million. \pre EPSG:4490
VertexEdits vertex_edits(const geo::Geometry& a, const geo::Geometry& b);

} // namespace liangxian::compare
