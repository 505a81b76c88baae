// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"
#include "core/index/flat_rings.hpp"

#include <cstdint>
#include <vector>

namespace liangxian::index {

/// Owns the arrays a `FlatRings` looks at. Keeps its memory from one use to the next.
/// \note one object per thread while it is written; the view may be read by several
class FlatPolygons {
public:
    /// Takes the polygons of a geometry (lines and points are left out): turns shells counter-clockwise
    /// and holes clockwise, drops a vertex exactly equal to the one before it, and rings of fewer than
    /// three vertices.
    /// Does not look whether rings touch: overlap::flatten does, and says so by set_rings_touch.
    /// \param block_size  segments in a box: kApplicationBlockSize or kZoneBlockSize
    void assign(const geo::Geometry& geometry, std::uint32_t block_size);

    /// \name Building ring by ring
    /// clear, any number of append_ring (a shell before its holes), then finish.
    /// @{
    void clear();
    /// \param x,y  \p count finite vertices as the ring shall run, the closing one not repeated, no two equal
    /// in a row
    void append_ring(const double* x, const double* y, std::uint32_t count, std::uint32_t polygon,
                     bool is_hole);
    /// Computes the boxes; the view has none before. When assign met a coordinate that is not finite the
    /// whole box is the plane, which FlatOverlay refuses.
    void finish(std::uint32_t block_size);
    /// @}

    void set_rings_touch(bool touch) { m_rings_touch = touch; }

    /// Looks at this object's arrays: valid until the next change of this object or its end.
    FlatRings view() const;

private:
    void append_turned(const geo::Ring& ring, std::uint32_t polygon, bool is_hole);
    void end_ring(std::uint32_t polygon, bool is_hole);
    geo::Box add_blocks(std::uint32_t first, std::uint32_t last);

    std::vector<double> m_x;
    std::vector<double> m_y;
    std::vector<FlatRing> m_rings{FlatRing{}};
    std::vector<FlatBox> m_ring_boxes;
    std::vector<FlatBox> m_block_boxes;
    geo::Box m_box;
    std::uint32_t m_block_size = kApplicationBlockSize;
    bool m_rings_touch = false;
    bool m_is_finite = true;
};

} // namespace liangxian::index
