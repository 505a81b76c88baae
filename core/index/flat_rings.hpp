// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"

#include <cstdint>

namespace liangxian::index {

/// Segments in one box of a block of the application's side, and of a zone's. Measured: an application
/// is joined with many zones and gains from tight boxes; a zone's blocks also cost memory, and thirty-two
/// vertices are as many as fill the registers and a word of bits.
constexpr std::uint32_t kApplicationBlockSize = 4;
constexpr std::uint32_t kZoneBlockSize = 31;

/// A box of floats around what it stands for: half the size, and some metres wider at most.
/// The layout is part of the mapped file.
struct FlatBox {
    float min_x;
    float min_y;
    float max_x;
    float max_y;

    geo::Box box() const { return {double{min_x}, double{min_y}, double{max_x}, double{max_y}}; }
    geo::Box grown(double by) const { return box().grown(by, by); }
    bool intersects(const FlatBox& o) const {
        return ((min_x <= o.max_x) & (o.min_x <= max_x) & (min_y <= o.max_y) & (o.min_y <= max_y)) != 0;
    }
};

/// The smallest box of floats around a box; of an empty one a box that meets nothing.
FlatBox flat_box(const geo::Box& box);

/// Each side at the next float outwards, which moves it by at least 2⁻²⁴ of its coordinate.
/// \pre sides are finite and not 0
FlatBox one_float_larger(const FlatBox& box);

/// One ring of `FlatRings`. The layout is part of the view: it may lie in a mapped file.
struct FlatRing {
    std::uint32_t first_vertex = 0; ///< the ring ends where the next one begins
    std::uint32_t first_block = 0;
    std::uint32_t polygon_and_hole = 0; ///< twice the polygon's number, and one more for a hole

    std::uint32_t polygon() const { return polygon_and_hole / 2; }
    bool is_hole() const { return polygon_and_hole % 2 == 1; }
};
static_assert(sizeof(FlatBox) == 16 && sizeof(FlatRing) == 12);

/// Polygons as structure-of-arrays coordinates: a view that owns nothing and may lie over a memory-mapped
/// file.
///
/// Longitude and latitude in degrees (any plane works; nothing here knows the Earth). Every ring repeats
/// its first vertex at its end, has no two equal vertices in a row, and keeps the interior on its left:
/// shells run counter-clockwise, holes clockwise. Segment i runs from vertex i to vertex i + 1 of the same
/// ring; a ring of vertices [f, e) therefore has the segments [f, e - 1), cut into blocks of `block_size`.
/// Vertices and blocks are numbered through a whole file: those of one view need not begin with 0.
/// \pre the polygons are valid in the sense of OGC Simple Features
/// \note reading needs no lock
struct FlatRings {
    const double* x = nullptr;
    const double* y = nullptr;
    const FlatRing* rings = nullptr;      ///< ring_count + 1; the last one only ends the one before
    const FlatBox* ring_boxes = nullptr;  ///< ring_count; nothing when there is one ring, which fills the box
    const FlatBox* block_boxes = nullptr; ///< by block number
    std::uint32_t ring_count = 0;
    std::uint32_t block_size = kZoneBlockSize;
    /// Whether two rings have a point in common, as OGC allows, or come within rounding of it
    /// (overlap::flatten finds out; a mapped file keeps it): results are then cut at such points and
    /// verified.
    bool rings_touch = false;
    geo::Box box;

    bool empty() const { return ring_count == 0; }
    geo::Position vertex(std::uint32_t i) const { return {x[i], y[i]}; }
    std::uint32_t first_vertex(std::uint32_t ring) const { return rings[ring].first_vertex; }
    /// One past the ring's closing vertex.
    std::uint32_t end_vertex(std::uint32_t ring) const { return rings[ring + 1].first_vertex; }
    /// Closing vertices counted too.
    std::uint32_t vertex_count() const {
        return ring_count == 0 ? 0 : rings[ring_count].first_vertex - rings[0].first_vertex;
    }
    bool ring_meets(std::uint32_t ring, const geo::Box& window) const {
        return ring_boxes == nullptr ? box.intersects(window) : ring_boxes[ring].box().intersects(window);
    }
    bool ring_box_contains(std::uint32_t ring, const geo::Position& p) const {
        return ring_boxes == nullptr ? box.contains(p) : ring_boxes[ring].box().contains(p);
    }
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
    const std::uint32_t segments = rings.end_vertex(ring) - 1 - rings.first_vertex(ring);
    return (segments + rings.block_size - 1) / rings.block_size;
}

/// Twice the signed plane area of a ring in square degrees (or its coordinates' unit), counter-clockwise
/// positive; measured from its first vertex. \p count vertices, closed or not.
double twice_area_deg2(const double* x, const double* y, std::uint32_t count);

/// The polygons as a geometry value; rings as they run, the closing vertex left out.
geo::Geometry to_geometry(const FlatRings& rings);

} // namespace liangxian::index
