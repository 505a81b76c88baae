// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"

#include <cstddef>
#include <optional>

namespace liangxian::app {

/// What is wrong with the vertices of polygons that are valid all the same.
struct VertexFaults {
    std::size_t repeated = 0; ///< equal to the one before
    std::optional<geo::Position> first_repeated;
    std::optional<geo::Position> thin_part; ///< in a polygon that no circle of 0.1 m fits into
};

/// EPSG:4490. Cost O(vertices).
VertexFaults vertex_faults(const geo::Geometry& geometry);

} // namespace liangxian::app
