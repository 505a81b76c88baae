// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/overlap/index_join.hpp"

#include "core/index/hilbert.hpp"
#include "core/zone/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace liangxian::overlap {

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
    m_blocks.resize(application.blocks().size());
    for (std::uint32_t i = 0; i < m_blocks.size(); ++i) {
        m_blocks[i] = i;
    }
    descend(m_index.level_count() - 1, 0, 0, m_blocks.size());
}

/// \param begin,end  the blocks that may meet something here, in m_blocks
void IndexJoin::descend(std::size_t level, std::uint32_t number, std::size_t begin, std::size_t end) {
    const BoxGroup& group = m_index.group(level, number);
    const std::size_t masks = m_masks.size();
    std::array<std::uint32_t, BoxGroup::kSize + 1> first{};
    std::uint32_t met = 0;
    for (std::size_t k = begin; k < end; ++k) {
        const std::uint32_t mask = meeting(group, m_application->blocks()[m_blocks[k]].box);
        m_masks.push_back(mask);
        met |= mask;
        for (std::uint32_t bits = mask; bits != 0; bits &= bits - 1) {
            ++first[static_cast<std::uint32_t>(__builtin_ctz(bits)) + 1];
        }
    }
    for (std::uint32_t i = 0; i < BoxGroup::kSize; ++i) {
        first[i + 1] += first[i];
    }
    const std::size_t base = m_blocks.size();
    m_blocks.resize(base + first[BoxGroup::kSize]);
    std::array<std::uint32_t, BoxGroup::kSize + 1> next = first;
    for (std::size_t k = begin; k < end; ++k) {
        for (std::uint32_t bits = m_masks[masks + (k - begin)]; bits != 0; bits &= bits - 1) {
            m_blocks[base + next[static_cast<std::uint32_t>(__builtin_ctz(bits))]++] = m_blocks[k];
        }
    }
    m_masks.resize(masks);
    const std::uint32_t size = m_index.group_size(level, number);
    for (std::uint32_t i = 0; i < size; ++i) {
        const std::uint32_t child = number * BoxGroup::kSize + i;
        if ((met >> i & 1U) == 0) {
            decide_child(level, child, group.box(i));
        } else if (level == 0) {
            join(child, base + first[i], base + first[i + 1]);
        } else {
            descend(level - 1, child, base + first[i], base + first[i + 1]);
        }
    }
    m_blocks.resize(base);
}

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

void IndexJoin::join(std::uint32_t record, std::size_t begin, std::size_t end) {
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
        m_overlay.run(*m_application, m_blocks.data() + begin, m_blocks.data() + end, zone);
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
