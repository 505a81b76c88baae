// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"
#include "core/index/flat_rings.hpp"

#include <cstdint>

namespace liangxian::overlap {

enum class Location { inside, boundary, outside };

/// Parity of the segments that a ray from a point towards +x crosses, or the boundary met.
struct RayCount {
    bool is_odd = false;
    bool on_boundary = false;

    /// A block beside, over or under the point is skipped; one wholly to its right counts by its two ends.
    void add(const index::FlatRings& rings, index::SegmentRange range, const index::FlatBox& box,
             const geo::Position& point);
    Location location() const {
        return on_boundary ? Location::boundary : is_odd ? Location::inside : Location::outside;
    }
};

/// Where a point lies with respect to the polygons, exact on the doubles.
///
/// Counts the segments that a ray towards +x crosses, ring by ring. A block beside, over or under the
/// point is skipped; a block wholly to its right counts by its two ends only.
/// \pre valid polygons: shells do not overlap, holes lie in their shells, so that parity decides
/// \note pure; safe from several threads
Location locate(const index::FlatRings& rings, const geo::Position& point);

/// The same for the area that one ring encloses, hole or not.
/// \param x,y  \p count vertices, the closing one not repeated
Location locate_in_open_ring(const double* x, const double* y, std::uint32_t count,
                             const geo::Position& point);

} // namespace liangxian::overlap
