// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/overlap/crossing_join.hpp"

#include "core/index/box_group.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace liangxian::overlap {
namespace {

constexpr std::uint32_t kNothingPrepared = 0xffffffffU;
/// Of the largest coordinate: some eighty units in its last place, and more than a determinant's error for
/// any two of the points.
constexpr double kNearShare = 1e-14;
/// Below so many pairs of blocks comparing all of them, sixteen at once, is cheaper than sorting.
constexpr std::size_t kSweepFrom = 16384;

double largest_coordinate(const geo::Box& box) {
    return std::max({std::abs(box.min_x), std::abs(box.max_x), std::abs(box.min_y), std::abs(box.max_y)});
}

} // namespace

void CrossingJoin::begin_run(const index::FlatRings& application, const index::FlatRings& zone) {
    m_application = &application;
    m_zone = &zone;
    m_contacts.clear();
    m_prepared = kNothingPrepared;
    m_is_itself = false;
    m_has_near_miss = false;
    m_near = kNearShare * std::max(largest_coordinate(application.box), largest_coordinate(zone.box));
}

void CrossingJoin::run(const index::FlatRings& application, const index::FlatRings& zone) {
    begin_run(application, zone);
    collect_own_blocks(application, zone.box.grown(m_near, m_near));
    join_blocks({m_own_boxes.data(), m_own_places.data(), m_numbers.data(), m_numbers.size()});
}

void CrossingJoin::run(const ApplicationArea& application, const std::uint32_t* begin,
                       const std::uint32_t* end, const index::FlatRings& zone) {
    begin_run(application.rings(), zone);
    join_blocks({application.block_boxes().data(), application.blocks().data(), begin,
                 static_cast<std::size_t>(end - begin)});
}

void CrossingJoin::run_with_itself(const index::FlatRings& rings) {
    begin_run(rings, rings);
    m_is_itself = true;
    collect_own_blocks(rings, rings.box);
    join_blocks({m_own_boxes.data(), m_own_places.data(), m_numbers.data(), m_numbers.size()});
}

void CrossingJoin::join_blocks(const Side& application) {
    collect_zone_blocks(index::flat_box(m_application->box.grown(m_near, m_near)));
    if (application.count * m_zone_blocks.size() < kSweepFrom) {
        join_block_groups(application);
    } else {
        join_swept_blocks(application);
    }
    sort_contacts();
}

/// What follows shall not depend on which blocks were looked at first.
void CrossingJoin::sort_contacts() {
    const auto comes_before = [](const BoundaryContact& a, const BoundaryContact& b) {
        return std::tie(a.application.segment, a.application.t, a.zone.segment, a.zone.t) <
               std::tie(b.application.segment, b.application.t, b.zone.segment, b.zone.t);
    };
    if (!std::is_sorted(m_contacts.begin(), m_contacts.end(), comes_before)) {
        std::sort(m_contacts.begin(), m_contacts.end(), comes_before);
    }
}

void CrossingJoin::collect_own_blocks(const index::FlatRings& rings, const geo::Box& window) {
    m_own_boxes.clear();
    m_own_places.clear();
    m_numbers.clear();
    for (std::uint32_t r = 0; r < rings.ring_count; ++r) {
        const index::FlatBox* boxes = rings.block_boxes + rings.rings[r].first_block;
        const std::uint32_t count = rings.ring_meets(r, window) ? index::block_count(rings, r) : 0;
        for (std::uint32_t b = 0; b < count; ++b) {
            if (boxes[b].box().intersects(window)) {
                m_numbers.push_back(static_cast<std::uint32_t>(m_numbers.size()));
                m_own_boxes.push_back(index::flat_box(boxes[b].grown(m_near)));
                m_own_places.push_back({r, index::block_segments(rings, r, b)});
            }
        }
    }
}

void CrossingJoin::collect_zone_blocks(const index::FlatBox& window) {
    m_zone_blocks.clear();
    for (std::uint32_t r = 0; r < m_zone->ring_count; ++r) {
        const index::FlatBox* boxes = m_zone->block_boxes + m_zone->rings[r].first_block;
        const std::uint32_t count = index::block_count(*m_zone, r);
        for (std::uint32_t b = 0; b < count; ++b) {
            if (count <= index::BoxGroup::kSize || boxes[b].intersects(window)) {
                m_zone_blocks.push_back({boxes[b], {r, index::block_segments(*m_zone, r, b)}});
            }
        }
    }
}

/// Sixteen of the zone's blocks at once with each of the application's.
void CrossingJoin::join_block_groups(const Side& application) {
    m_bits.resize(application.count);
    for (std::size_t first = 0; first < m_zone_blocks.size(); first += index::BoxGroup::kSize) {
        const Block* zone = m_zone_blocks.data() + first;
        const std::size_t left = m_zone_blocks.size() - first;
        index::BoxGroup group = index::BoxGroup::nothing();
        for (std::uint32_t i = 0; i < index::BoxGroup::kSize && i < left; ++i) {
            group.put(i, zone[i].box);
        }
        index::meeting_each(group, application.boxes, application.numbers, application.count, m_bits.data());
        for (std::size_t k = 0; k < application.count; ++k) {
            const std::uint32_t number = application.numbers[k];
            for (std::uint32_t bits = m_bits[k]; bits != 0; bits &= bits - 1) {
                join_blocks(application.boxes[number], application.places[number],
                            zone[static_cast<std::uint32_t>(__builtin_ctz(bits))].place);
            }
        }
    }
}

/// Both lists by their low sides along the longer side of the zone; whichever begins first meets those of
/// the other list that begin before it ends.
void CrossingJoin::join_swept_blocks(const Side& application) {
    m_swept_blocks.clear();
    for (std::size_t k = 0; k < application.count; ++k) {
        const std::uint32_t number = application.numbers[k];
        m_swept_blocks.push_back({application.boxes[number], application.places[number]});
    }
    const bool is_tall = m_zone->box.max_y - m_zone->box.min_y > m_zone->box.max_x - m_zone->box.min_x;
    const auto low = is_tall ? &index::FlatBox::min_y : &index::FlatBox::min_x;
    const auto high = is_tall ? &index::FlatBox::max_y : &index::FlatBox::max_x;
    const auto by_low = [low](const Block& a, const Block& b) { return a.box.*low < b.box.*low; };
    std::sort(m_swept_blocks.begin(), m_swept_blocks.end(), by_low);
    std::sort(m_zone_blocks.begin(), m_zone_blocks.end(), by_low);
    const auto join_if_near = [this](const Block& a, const Block& z) {
        if (a.box.intersects(z.box)) {
            join_blocks(a.box, a.place, z.place);
        }
    };
    auto a = m_swept_blocks.cbegin();
    auto z = m_zone_blocks.cbegin();
    while (a != m_swept_blocks.cend() && z != m_zone_blocks.cend()) {
        if (a->box.*low <= z->box.*low) {
            for (auto other = z; other != m_zone_blocks.cend() && other->box.*low <= a->box.*high; ++other) {
                join_if_near(*a, *other);
            }
            ++a;
        } else {
            for (auto other = a; other != m_swept_blocks.cend() && other->box.*low <= z->box.*high; ++other) {
                join_if_near(*other, *z);
            }
            ++z;
        }
    }
}

} // namespace liangxian::overlap
