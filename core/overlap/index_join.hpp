// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/index/box_group.hpp"
#include "core/index/zone_index.hpp"
#include "core/overlap/application_area.hpp"
#include "core/overlap/flat_overlay.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace liangxian::overlap {

/// Which records of an index are asked.
struct RecordFilter {
    std::int32_t day = index::RecordClass::kNoDay; ///< days since 1970-01-01; kNoDay: any day
    bool with_drafts = true;
    /// A bit for each index::Table: 1 sites, 2 zones, 4 areas.
    unsigned tables = 7;

    bool takes(const index::RecordClass& shared) const;
};

/// Gets what an application meets, record by record.
class JoinVisitor {
public:
    JoinVisitor() = default;
    virtual ~JoinVisitor() = default;
    JoinVisitor(const JoinVisitor&) = delete;
    JoinVisitor& operator=(const JoinVisitor&) = delete;

    /// Polygons whose relation is known: never `disjoint` or `uncertain`.
    /// \param intersection  of `crossing` only: valid during the call
    /// \param area_m2       of the intersection; 0 for `touch`
    virtual void meet(std::uint32_t record, FlatRelation relation, const index::FlatRings& intersection,
                      double area_m2) = 0;
    /// What flat arrays do not decide: lines, points, invalid records, pairs in doubt.
    virtual void ask(std::uint32_t record, Doubt doubt) = 0;
};

/// How many pairs went which way.
struct JoinCounts {
    std::uint64_t candidates = 0; ///< records whose box meets the application's boundary
    std::uint64_t contained = 0;  ///< records inside the application with whole nodes of the tree
    std::uint64_t asked = 0;      ///< not decided on flat arrays
};

/// Finds what an application meets in a zone index.
///
/// The blocks of the application's boundary are carried down the tree. A box that none of them meets lies
/// wholly inside or outside, and one point of it decides for all records below it; what is left at the
/// bottom is joined block by block. Cost O(nodes on the boundary × blocks there + records found).
/// \note reuses its memory; one object per thread; many may share an index
class IndexJoin {
public:
    explicit IndexJoin(const index::ZoneIndex& index) : m_index(index) {}

    /// \throws index::IndexDamaged
    void run(const ApplicationArea& application, const RecordFilter& filter, JoinVisitor& visitor);

    const JoinCounts& counts() const { return m_counts; }

private:
    /// Of m_blocks: [begin, end).
    struct BlockRange {
        std::uint32_t begin;
        std::uint32_t end;
    };
    /// Which blocks meet which boxes of a group.
    struct ChildBlocks {
        std::uint32_t met = 0;  ///< a bit for each box that some block meets
        std::uint32_t free = 0; ///< from here on m_blocks is not in use
        bool is_shared = false; ///< every box that is met has the same list
        BlockRange shared{0, 0};
        std::array<BlockRange, index::BoxGroup::kSize> lists; ///< else: of each box that is met

        BlockRange range_of(std::uint32_t i) const { return is_shared ? shared : lists[i]; }
    };

    void descend(std::size_t level, std::uint32_t number, BlockRange blocks, std::uint32_t free);
    void share_out(const index::BoxGroup& group, BlockRange blocks, std::uint32_t free, ChildBlocks& out);
    void pick_out(BlockRange blocks, ChildBlocks& out);
    void sort_out(BlockRange blocks, ChildBlocks& out);
    void need_blocks(std::size_t count);
    void hint_children(std::size_t level, std::uint32_t number, std::uint32_t met) const;
    void decide_child(std::size_t level, std::uint32_t child, const index::FlatBox& box);
    void accept_below(std::size_t level, std::uint32_t child);
    void accept(std::uint32_t record);
    void join(std::uint32_t record, BlockRange blocks);

    const index::ZoneIndex& m_index;
    const ApplicationArea* m_application = nullptr;
    const RecordFilter* m_filter = nullptr;
    JoinVisitor* m_visitor = nullptr;
    FlatOverlay m_overlay;
    std::vector<std::uint32_t> m_blocks; ///< a stack: each node's children's blocks above its own
    std::vector<std::uint32_t> m_bits;   ///< of the blocks of one node
    index::FlatBox m_window{};           ///< of the application
    JoinCounts m_counts;
};

/// An order in which a batch is asked fastest: neighbours after each other, so that what one application
/// touched of the index is still at hand for the next. Numbers into \p applications.
std::vector<std::uint32_t> batch_order(const std::vector<geo::Geometry>& applications);

} // namespace liangxian::overlap
