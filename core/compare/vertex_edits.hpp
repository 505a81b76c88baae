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
};

/// Follows each ring of \p a beside the ring of \p b that keeps its corners: as many new corners between two
/// kept ones as there were before are moved ones, more are added, fewer removed. Rings of which nothing was
/// kept are redrawn, not edited, and tell nothing. Cost: O(n log n). \pre EPSG:4490
VertexEdits vertex_edits(const geo::Geometry& a, const geo::Geometry& b);

} // namespace liangxian::compare
