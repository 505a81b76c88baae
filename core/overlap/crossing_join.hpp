// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"
#include "core/index/flat_rings.hpp"
#include "core/overlap/application_area.hpp"
#include "core/overlap/segment_filter.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace liangxian::overlap {

/// A place on a boundary: on segment `segment` of ring `ring`, at share t of its way. t is 0 at the
/// segment's first vertex, and never 1: the last vertex is the next segment's first.
struct BoundaryPlace {
    std::uint32_t ring = 0;
    std::uint32_t segment = 0;
    double t = 0;
};

/// A point that the two boundaries share.
struct BoundaryContact {
    enum class Kind {
        /// The two segments cross inside both; the point is rounded.
        crossing,
        /// A vertex of one lies on the other (on a vertex, or inside a segment); the point is that vertex,
        /// exactly. A shared stretch of boundary shows as a touch at each of its vertices.
        touch,
    };
    Kind kind = Kind::crossing;
    /// Of a crossing: whether the application's segment goes over to the left of the zone's, that is inside.
    bool application_enters = false;
    BoundaryPlace application;
    BoundaryPlace zone;
    geo::Position point;
};

/// Finds every contact of two boundaries, each once, with exact decisions: boxes of blocks against boxes
/// of blocks (a sweep when there are many), then segments against segments.
/// \note reuses its memory; one object per thread
class CrossingJoin {
public:
    void run(const index::FlatRings& application, const index::FlatRings& zone);
    /// The same when it is known which blocks of the application may meet the zone's box.
    /// \param begin,end  their numbers in ApplicationArea::blocks()
    void run(const ApplicationArea& application, const std::uint32_t* begin, const std::uint32_t* end,
             const index::FlatRings& zone);

    /// The contacts of one boundary with itself: each pair of segments once, the earlier one as the
    /// application's. Where a segment goes on into the next one is no contact.
    void run_with_itself(const index::FlatRings& rings);

    /// In the order of the application's boundary, then of the zone's.
    const std::vector<BoundaryContact>& contacts() const { return m_contacts; }
    /// Two boundaries that come nearer than this, in the coordinates' unit, without touching may touch or
    /// cross once a crossing point is rounded: some eighty units in the last place of the largest coordinate.
    double near_limit() const { return m_near; }
    bool has_near_miss() const { return m_has_near_miss; }

private:
    struct Block {
        index::FlatBox box;
        BoundaryBlock place;
    };
    /// Blocks of the application's side that may meet the zone; their boxes are grown by the near limit.
    struct Side {
        const index::FlatBox* boxes = nullptr;
        const BoundaryBlock* places = nullptr;
        const std::uint32_t* numbers = nullptr; ///< into both
        std::size_t count = 0;
    };
    /// One segment and what tests with it need.
    struct Segment {
        geo::Position from;
        geo::Position to;
        geo::Box box;
        std::uint32_t ring;
        std::uint32_t index;
        double doubt; ///< a determinant with this segment as its base below this needs a closer look
    };

    /// Of the application's ends on the zone's segment, then of the zone's ends on the application's.
    using Determinants = std::array<double, 4>;
    using Signs = std::array<int, 4>;

    void begin_run(const index::FlatRings& application, const index::FlatRings& zone);
    void join_blocks(const Side& application);
    void sort_contacts();
    void collect_own_blocks(const index::FlatRings& rings, const geo::Box& window);
    void collect_zone_blocks(const index::FlatBox& window);
    void join_block_groups(const Side& application);
    void join_swept_blocks(const Side& application);
    void join_blocks(const index::FlatBox& box, const BoundaryBlock& application, const BoundaryBlock& zone);
    void join_segments(const BoundaryBlock& application, std::uint32_t zone_ring,
                       const index::SegmentRange& range);
    void prepare_probes(const BoundaryBlock& application);
    std::uint32_t not_yet_joined(std::uint32_t ring, std::uint32_t a, std::uint32_t first_z,
                                 std::uint32_t bits) const;
    bool is_open_corner(std::uint32_t before, std::uint32_t after) const;
    void join_segments(const Segment& a, const Segment& z);
    void look_closer(const Segment& a, const Segment& z, const Determinants& determinants);
    void add_crossing(const Segment& a, const Segment& z, const Determinants& determinants);
    void add_touches(const Segment& a, const Segment& z, const Signs& signs);
    void note_near_miss(const Segment& base, const geo::Position& point, int sign);
    static Segment make_segment(const index::FlatRings& rings, std::uint32_t ring, std::uint32_t index,
                                double near);

    const index::FlatRings* m_application = nullptr;
    const index::FlatRings* m_zone = nullptr;
    std::vector<Block> m_zone_blocks;
    std::vector<Block> m_swept_blocks;       ///< of the application's side
    std::vector<index::FlatBox> m_own_boxes; ///< of an application that comes without blocks
    std::vector<BoundaryBlock> m_own_places;
    std::vector<std::uint32_t> m_numbers;
    std::vector<std::uint32_t> m_bits; ///< the blocks of a group that each of the application's meets
    std::vector<SegmentProbe> m_probes;
    std::vector<std::uint32_t> m_found; ///< the zone's segments that each of them can meet
    std::uint32_t m_prepared = 0;       ///< first segment of the block these are of
    std::vector<BoundaryContact> m_contacts;
    double m_near = 0;
    bool m_is_itself = false; ///< both sides are one boundary
    bool m_has_near_miss = false;
};

} // namespace liangxian::overlap
