// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"

#include <cstdint>

namespace liangxian::overlap {

/// Segments in one box of a block of the application's side, and of a zone's. Measured: an application
/// is joined with many zones and gains from tight boxes; a zone's blocks also cost memory.
constexpr std::uint32_t kApplicationBlockSize = 4;
constexpr std::uint32_t kZoneBlockSize = 16;

/// One ring of `FlatRings`. The layout is part of the view: it may lie in a mapped file.
struct FlatRing {
    std::uint32_t first_vertex = 0; ///< the ring ends where the next one begins
    std::uint32_t first_block = 0;
    std::uint32_t polygon = 0;
    std::uint32_t is_hole = 0; ///< 0 or 1
};

/// Polygons as structure-of-arrays coordinates: a view that owns nothing and may lie over a memory-mapped
/// file.
///
/// Longitude and latitude in degrees (any plane works; nothing here knows the Earth). Every ring repeats
/// its first vertex at its end, has no two equal vertices in a row, and keeps the interior on its left:
/// shells run counter-clockwise, holes clockwise. Segment i runs from vertex i to vertex i + 1 of the same
/// ring; a ring of vertices [f, e) therefore has the segments [f, e - 1), cut into blocks of `block_size`.
/// \pre the polygons are valid in the sense of OGC Simple Features
/// \note reading needs no lock
struct FlatRings {
    const double* x = nullptr;
    const double* y = nullptr;
    const FlatRing* rings = nullptr;       ///< ring_count + 1; the last one only ends the one before
    const geo::Box* ring_boxes = nullptr;  ///< ring_count
    const geo::Box* block_boxes = nullptr; ///< rings[ring_count].first_block
    std::uint32_t ring_count = 0;
    std::uint32_t block_size = kZoneBlockSize;
    /// Whether two rings have a point in common, as OGC allows, or come within rounding of it (FlatPolygons
    /// finds out; a mapped file keeps it): results are then cut at such points and verified.
    bool rings_touch = false;
    geo::Box box;

    bool empty() const { return ring_count == 0; }
    geo::Position vertex(std::uint32_t i) const { return {x[i], y[i]}; }
    std::uint32_t first_vertex(std::uint32_t ring) const { return rings[ring].first_vertex; }
    /// One past the ring's closing vertex.
    std::uint32_t end_vertex(std::uint32_t ring) const { return rings[ring + 1].first_vertex; }
    std::uint32_t vertex_count() const { return ring_count == 0 ? 0 : rings[ring_count].first_vertex; }
    /// The vertex before \p i on its ring, across the closing vertex.
    std::uint32_t vertex_before(std::uint32_t ring, std::uint32_t i) const {
        return i == first_vertex(ring) ? end_vertex(ring) - 2 : i - 1;
    }
};

/// Segments of one block, [first, end).
struct SegmentRange {
    std::uint32_t first;
    std::uint32_t end;
};

/// \param block  counted from the ring's first block
inline SegmentRange block_segments(const FlatRings& rings, std::uint32_t ring, std::uint32_t block) {
    const std::uint32_t first = rings.first_vertex(ring) + block * rings.block_size;
    const std::uint32_t end = rings.end_vertex(ring) - 1;
    return {first, end - first < rings.block_size ? end : first + rings.block_size};
}

inline std::uint32_t block_count(const FlatRings& rings, std::uint32_t ring) {
    return rings.rings[ring + 1].first_block - rings.rings[ring].first_block;
}

/// Twice the signed plane area of a ring in square degrees (or its coordinates' unit), counter-clockwise
/// positive; measured from its first vertex. \p count vertices, closed or not.
double twice_area_deg2(const double* x, const double* y, std::uint32_t count);

/// The polygons as a geometry value; rings as they run, the closing vertex left out.
geo::Geometry to_geometry(const FlatRings& rings);

} // namespace liangxian::overlap
