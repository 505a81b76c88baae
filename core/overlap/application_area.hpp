// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"
#include "core/index/flat_polygons.hpp"
#include "core/overlap/ring_location.hpp"

#include <cstdint>
#include <vector>

namespace liangxian::overlap {

/// Where a block of a boundary lies in its arrays.
struct BoundaryBlock {
    std::uint32_t ring;
    index::SegmentRange segments;
};

/// An application's polygons made ready for all the zones they meet: flat, in small blocks, and in strips
/// of latitude so that where a point lies is found by a look at the blocks beside it.
/// Cost to make O(n); a point's place costs O(blocks in its strip).
/// \note reuses its memory; one object per thread while it is written, then it may be read by several
class ApplicationArea {
public:
    /// \pre valid polygons; at least one
    void assign(const geo::Geometry& application);

    const index::FlatRings& rings() const { return m_rings; }
    const std::vector<BoundaryBlock>& blocks() const { return m_blocks; }
    /// A box for each block, a little larger than it: by more than FlatOverlay calls near.
    const std::vector<index::FlatBox>& block_boxes() const { return m_block_boxes; }
    double area_m2() const { return m_area_m2; }
    /// Numbers of the blocks whose box meets \p window, ascending. Cost O(blocks in its strips).
    std::vector<std::uint32_t> blocks_meeting(const geo::Box& window) const;
    /// As locate() says it.
    Location locate(const geo::Position& point) const;

private:
    void make_blocks();
    void make_strips();
    std::uint32_t strip_of(double latitude) const;

    index::FlatPolygons m_polygons;
    index::FlatRings m_rings;
    std::vector<BoundaryBlock> m_blocks;
    std::vector<index::FlatBox> m_block_boxes;
    std::vector<std::uint32_t> m_strip_begin; ///< into m_strip_blocks; one more than there are strips
    std::vector<std::uint32_t> m_strip_blocks;
    double m_strips_per_degree = 0;
    double m_area_m2 = 0;
};

/// Ellipsoidal area of flat polygons, m², lon/lat-straight on CGCS2000.
double area_m2(const index::FlatRings& rings);

} // namespace liangxian::overlap
