// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/overlap/index_join.hpp"

#include "core/index/hilbert.hpp"
#include "core/zone/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

namespace liangxian::overlap {
namespace {

/// Up to so many blocks it is cheaper to go through them for each box than to sort them.
constexpr std::uint32_t kFew = 32;

} // namespace

using index::BoxGroup;
using index::RecordClass;

bool RecordFilter::takes(const RecordClass& shared) const {
    if ((tables >> static_cast<unsigned>(shared.table) & 1U) == 0) {
        return false;
    }
    const bool is_zone = shared.table == index::Table::zones;
    const bool is_on_its_way = is_zone && shared.status <= static_cast<std::uint8_t>(zone::Status::approved);
    if (is_on_its_way && !with_drafts) {
        return false;
    }
    // A draft has not begun yet, whatever day it says.
    const bool has_begun =
        is_on_its_way || shared.valid_from == RecordClass::kNoDay || shared.valid_from <= day;
    const bool has_not_ended = shared.valid_to == RecordClass::kNoDay || day <= shared.valid_to;
    return day == RecordClass::kNoDay || (has_begun && has_not_ended);
}

void IndexJoin::run(const ApplicationArea& application, const RecordFilter& filter, JoinVisitor& visitor) {
    m_application = &application;
    m_filter = &filter;
    m_visitor = &visitor;
    m_counts = {};
    if (m_index.record_count() == 0 || application.blocks().empty()) {
        return;
    }
    const auto all = static_cast<std::uint32_t>(application.blocks().size());
    m_bits.resize(all);
    need_blocks(all);
    std::iota(m_blocks.begin(), m_blocks.begin() + all, 0U);
    m_window = index::flat_box(application.rings().box);
    descend(m_index.level_count() - 1, 0, {0, all}, all);
}

void IndexJoin::need_blocks(std::size_t count) {
    if (m_blocks.size() < count) {
        m_blocks.resize(2 * count);
    }
}

/// \param blocks  that may meet something here
/// \param free    from here on m_blocks is not in use
void IndexJoin::descend(std::size_t level, std::uint32_t number, BlockRange blocks, std::uint32_t free) {
    const BoxGroup& group = m_index.group(level, number);
    ChildBlocks below;
    if (level == 0) {
        m_index.hint_records(number);
    }
    share_out(group, blocks, free, below);
    const std::uint32_t size = m_index.group_size(level, number);
    const std::uint32_t used = size == BoxGroup::kSize ? 0xffffU : (1U << size) - 1U;
    hint_children(level, number, below.met);
    for (std::uint32_t bits = below.met; bits != 0; bits &= bits - 1) {
        const auto i = static_cast<std::uint32_t>(__builtin_ctz(bits));
        const std::uint32_t child = number * BoxGroup::kSize + i;
        if (level == 0) {
            join(child, below.range_of(i));
        } else {
            descend(level - 1, child, below.range_of(i), below.free);
        }
    }
    for (std::uint32_t bits = used & ~below.met & meeting(group, m_window); bits != 0; bits &= bits - 1) {
        const auto i = static_cast<std::uint32_t>(__builtin_ctz(bits));
        decide_child(level, number * BoxGroup::kSize + i, group.box(i));
    }
}

/// Lets the memory that the children lie in come while there is other work.
void IndexJoin::hint_children(std::size_t level, std::uint32_t number, std::uint32_t met) const {
    const std::uint32_t first = number * BoxGroup::kSize;
    const auto for_each = [met, first](auto&& hint) {
        for (std::uint32_t bits = met; bits != 0; bits &= bits - 1) {
            hint(first + static_cast<std::uint32_t>(__builtin_ctz(bits)));
        }
    };
    if (level > 0) {
        for_each([&](std::uint32_t child) { m_index.hint_group(level - 1, child); });
        return;
    }
    for_each([&](std::uint32_t record) { m_index.hint_rings(record); });
    for_each([&](std::uint32_t record) { m_index.hint_shape(record); });
}

/// Finds which of the blocks meet which of a group's boxes: a list for each box. One block alone is every
/// list.
void IndexJoin::share_out(const BoxGroup& group, BlockRange blocks, std::uint32_t free, ChildBlocks& out) {
    const std::uint32_t count = blocks.end - blocks.begin;
    const index::FlatBox* boxes = m_application->block_boxes().data();
    index::meeting_each(group, boxes, m_blocks.data() + blocks.begin, count, m_bits.data());
    for (std::uint32_t k = 0; k < count; ++k) {
        out.met |= m_bits[k];
    }
    out.free = free;
    if (count == 1) {
        out.is_shared = true;
        out.shared = blocks;
    } else if (count <= kFew) {
        pick_out(blocks, out);
    } else {
        sort_out(blocks, out);
    }
}

/// Goes through all blocks for each box, without a branch on what meets what.
void IndexJoin::pick_out(BlockRange blocks, ChildBlocks& out) {
    const std::uint32_t count = blocks.end - blocks.begin;
    need_blocks(std::size_t{out.free} + std::size_t{BoxGroup::kSize + 1} * count);
    const std::uint32_t* from = m_blocks.data() + blocks.begin;
    for (std::uint32_t left = out.met; left != 0; left &= left - 1) {
        const auto i = static_cast<std::uint32_t>(__builtin_ctz(left));
        std::uint32_t* to = m_blocks.data() + out.free;
        std::uint32_t taken = 0;
        for (std::uint32_t k = 0; k < count; ++k) {
            to[taken] = from[k];
            taken += m_bits[k] >> i & 1U;
        }
        out.lists[i] = {out.free, out.free + taken};
        out.free += taken;
    }
}

/// A counting sort.
void IndexJoin::sort_out(BlockRange blocks, ChildBlocks& out) {
    const std::uint32_t count = blocks.end - blocks.begin;
    std::array<std::uint32_t, BoxGroup::kSize> sizes{};
    const auto for_each = [this, count](auto&& visit) {
        for (std::uint32_t k = 0; k < count; ++k) {
            for (std::uint32_t bits = m_bits[k]; bits != 0; bits &= bits - 1) {
                visit(static_cast<std::uint32_t>(__builtin_ctz(bits)), k);
            }
        }
    };
    for_each([&sizes](std::uint32_t i, std::uint32_t) { ++sizes[i]; });
    for (std::uint32_t i = 0; i < BoxGroup::kSize; ++i) {
        out.lists[i] = {out.free, out.free};
        out.free += sizes[i];
    }
    need_blocks(out.free);
    for_each(
        [&](std::uint32_t i, std::uint32_t k) { m_blocks[out.lists[i].end++] = m_blocks[blocks.begin + k]; });
}

/// No block of the boundary meets this child's box: one point of it decides for all that lies there.
void IndexJoin::decide_child(std::size_t level, std::uint32_t child, const index::FlatBox& box) {
    const geo::Position corner{double{box.min_x}, double{box.min_y}};
    const geo::Box& bounds = m_application->rings().box;
    if (bounds.contains(corner) && m_application->locate(corner) == Location::inside) {
        accept_below(level, child);
    }
}

void IndexJoin::accept_below(std::size_t level, std::uint32_t child) {
    if (level == 0) {
        accept(child);
        return;
    }
    m_index.group(level - 1, child); // checks it
    const std::uint32_t size = m_index.group_size(level - 1, child);
    for (std::uint32_t i = 0; i < size; ++i) {
        accept_below(level - 1, child * BoxGroup::kSize + i);
    }
}

void IndexJoin::accept(std::uint32_t record) {
    const RecordClass& shared = m_index.class_of(record);
    if (!m_filter->takes(shared)) {
        return;
    }
    if (shared.dimension == 2 && !index::is_box_only(shared)) {
        ++m_counts.contained;
        m_visitor->meet(record, FlatRelation::zone_within, {}, m_index.record(record).area_m2);
    } else {
        ++m_counts.asked;
        m_visitor->ask(record, Doubt::none);
    }
}

void IndexJoin::join(std::uint32_t record, BlockRange blocks) {
    const RecordClass& shared = m_index.class_of(record);
    if (!m_filter->takes(shared)) {
        return;
    }
    ++m_counts.candidates;
    if (shared.dimension != 2 || index::is_box_only(shared)) {
        ++m_counts.asked;
        m_visitor->ask(record, Doubt::none);
        return;
    }
    const index::FlatRings zone = m_index.polygons(record);
    const FlatRelation relation =
        m_overlay.run(*m_application, m_blocks.data() + blocks.begin, m_blocks.data() + blocks.end, zone);
    switch (relation) {
    case FlatRelation::disjoint:
        return;
    case FlatRelation::uncertain:
        ++m_counts.asked;
        m_visitor->ask(record, m_overlay.doubt());
        return;
    case FlatRelation::crossing: {
        const index::FlatRings result = m_overlay.result();
        m_visitor->meet(record, relation, result, area_m2(result));
        return;
    }
    case FlatRelation::touch:
        m_visitor->meet(record, relation, {}, 0);
        return;
    case FlatRelation::application_within:
    case FlatRelation::equal:
        m_visitor->meet(record, relation, {}, m_application->area_m2());
        return;
    case FlatRelation::zone_within:
        m_visitor->meet(record, relation, {}, m_index.record(record).area_m2);
        return;
    }
}

std::vector<std::uint32_t> batch_order(const std::vector<geo::Geometry>& applications) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> keys;
    keys.reserve(applications.size());
    for (std::uint32_t i = 0; i < applications.size(); ++i) {
        const geo::Box box = applications[i].bounds();
        keys.emplace_back(index::hilbert_key_of((box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2), i);
    }
    std::sort(keys.begin(), keys.end());
    std::vector<std::uint32_t> out;
    out.reserve(keys.size());
    for (const auto& [key, number] : keys) {
        out.push_back(number);
    }
    return out;
}

} // namespace liangxian::overlap
