// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/overlap/crossing_join.hpp"

#include "core/index/box_group.hpp"
#include "core/overlap/crossing_point.hpp"
#include "core/overlap/orientation.hpp"
#include "core/overlap/segment_filter.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace liangxian::overlap {
namespace {

constexpr std::uint32_t kSegmentsAtOnce = 31; // whose vertices are as many as a word has bits
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

CrossingJoin::Segment CrossingJoin::make_segment(const index::FlatRings& rings, std::uint32_t ring,
                                                 std::uint32_t index, double near) {
    const geo::Position from = rings.vertex(index);
    const geo::Position to = rings.vertex(index + 1);
    const geo::Box box{std::min(from.x, to.x), std::min(from.y, to.y), std::max(from.x, to.x),
                       std::max(from.y, to.y)};
    return {from, to, box, ring, index, near * ((box.max_x - box.min_x) + (box.max_y - box.min_y))};
}

/// The zone's segments that can meet the application's block at all are found together, then those of them
/// that each of its segments can meet.
void CrossingJoin::join_blocks(const index::FlatBox& box, const BoundaryBlock& application,
                               const BoundaryBlock& zone) {
    if (m_is_itself && zone.segments.end <= application.segments.first) {
        return; // joined the other way round
    }
    for (std::uint32_t first = zone.segments.first; first < zone.segments.end; first += kSegmentsAtOnce) {
        const std::uint32_t count = std::min(kSegmentsAtOnce, zone.segments.end - first);
        const std::uint32_t found = segments_meeting(m_zone->x + first, m_zone->y + first, count, box.box());
        if (found != 0) {
            const auto skipped = static_cast<std::uint32_t>(__builtin_ctz(found));
            const auto beyond = 32 - static_cast<std::uint32_t>(__builtin_clz(found));
            join_segments(application, zone.ring, {first + skipped, first + beyond});
        }
    }
}

/// \param range  of the zone's segments: fewer than 32
void CrossingJoin::join_segments(const BoundaryBlock& application, std::uint32_t zone_ring,
                                 const index::SegmentRange& range) {
    prepare_probes(application);
    segments_near(m_zone->x + range.first, m_zone->y + range.first, range.end - range.first, m_probes.data(),
                  static_cast<std::uint32_t>(m_probes.size()), m_found.data());
    for (std::uint32_t p = 0; p < m_probes.size(); ++p) {
        const std::uint32_t a = application.segments.first + p;
        std::uint32_t bits = m_found[p];
        if (m_is_itself && bits != 0) {
            bits = not_yet_joined(application.ring, a, range.first, bits);
        }
        for (; bits != 0; bits &= bits - 1) {
            const std::uint32_t z = range.first + static_cast<std::uint32_t>(__builtin_ctz(bits));
            join_segments(make_segment(*m_application, application.ring, a, m_near),
                          make_segment(*m_zone, zone_ring, z, m_near));
        }
    }
}

/// Of the segments from \p first_z on those that come after segment \p a, its neighbours left out where the
/// corner between the two is all they share.
std::uint32_t CrossingJoin::not_yet_joined(std::uint32_t ring, std::uint32_t a, std::uint32_t first_z,
                                           std::uint32_t bits) const {
    const auto bit_of = [first_z](std::uint32_t z) {
        return z >= first_z && z - first_z < 32 ? 1U << (z - first_z) : 0U;
    };
    const std::uint32_t first = m_zone->first_vertex(ring);
    const std::uint32_t last = m_zone->end_vertex(ring) - 2;
    if (a >= first_z) {
        bits &= a - first_z < 31 ? ~0U << (a - first_z + 1) : 0U;
    }
    if (a < last && (bits & bit_of(a + 1)) != 0 && is_open_corner(a, a + 1)) {
        bits &= ~bit_of(a + 1);
    }
    if (a == first && (bits & bit_of(last)) != 0 && is_open_corner(last, a)) {
        bits &= ~bit_of(last);
    }
    return bits;
}

/// Whether two segments, the second of which begins where the first ends, surely do not lie on each other.
bool CrossingJoin::is_open_corner(std::uint32_t before, std::uint32_t after) const {
    const geo::Position from = m_zone->vertex(before);
    const geo::Position corner = m_zone->vertex(before + 1);
    const geo::Position to = m_zone->vertex(after + 1);
    const double reach = std::max(std::abs(corner.x - from.x) + std::abs(corner.y - from.y),
                                  std::abs(to.x - corner.x) + std::abs(to.y - corner.y));
    return std::abs(plain_determinant(from, corner, to)) > m_near * reach;
}

/// Once for all the zone's blocks that come in a row.
void CrossingJoin::prepare_probes(const BoundaryBlock& application) {
    if (m_prepared == application.segments.first) {
        return;
    }
    m_prepared = application.segments.first;
    m_probes.resize(application.segments.end - application.segments.first);
    m_found.resize(m_probes.size());
    for (std::uint32_t p = 0; p < m_probes.size(); ++p) {
        const Segment a =
            make_segment(*m_application, application.ring, application.segments.first + p, m_near);
        m_probes[p] = {a.box.grown(m_near, m_near), a.from, a.to.x - a.from.x, a.to.y - a.from.y, a.doubt};
    }
}

/// A determinant over a segment's doubt has a sure sign and its point a sure distance from the line, since
/// the doubt is far larger than the rounding error.
void CrossingJoin::join_segments(const Segment& a, const Segment& z) {
    const double zone_from = plain_determinant(a.from, a.to, z.from);
    const double zone_to = plain_determinant(a.from, a.to, z.to);
    if ((zone_from > a.doubt && zone_to > a.doubt) || (zone_from < -a.doubt && zone_to < -a.doubt)) {
        return;
    }
    const double from = plain_determinant(z.from, z.to, a.from);
    const double to = plain_determinant(z.from, z.to, a.to);
    if ((from > z.doubt && to > z.doubt) || (from < -z.doubt && to < -z.doubt)) {
        return;
    }
    const Determinants determinants{from, to, zone_from, zone_to};
    const bool is_sure = std::abs(from) > z.doubt && std::abs(to) > z.doubt &&
                         std::abs(zone_from) > a.doubt && std::abs(zone_to) > a.doubt;
    if (is_sure) {
        add_crossing(a, z, determinants);
    } else {
        look_closer(a, z, determinants);
    }
}

void CrossingJoin::look_closer(const Segment& a, const Segment& z, const Determinants& determinants) {
    const auto sign = [this](const Segment& base, const geo::Position& point, double determinant) {
        if (std::abs(determinant) > base.doubt) {
            return determinant > 0 ? 1 : -1;
        }
        if (point == base.from || point == base.to) {
            return 0;
        }
        const int exact = orientation(base.from, base.to, point);
        note_near_miss(base, point, exact);
        return exact;
    };
    const Signs signs{sign(z, a.from, determinants[0]), sign(z, a.to, determinants[1]),
                      sign(a, z.from, determinants[2]), sign(a, z.to, determinants[3])};
    if (signs[0] * signs[1] < 0 && signs[2] * signs[3] < 0) {
        add_crossing(a, z, determinants);
    } else {
        add_touches(a, z, signs);
    }
}

/// A point near the line of \p base that is on neither end nor inside, yet hardly beside the segment.
void CrossingJoin::note_near_miss(const Segment& base, const geo::Position& point, int sign) {
    if (sign == 0 && base.box.contains(point)) {
        return;
    }
    if (base.box.grown(m_near, m_near).contains(point)) {
        m_has_near_miss = true;
    }
}

void CrossingJoin::add_crossing(const Segment& a, const Segment& z, const Determinants& determinants) {
    const CrossingShare on_a = crossing_share(a.from, a.to, z.from, z.to, determinants[0], determinants[1]);
    const CrossingShare on_z = crossing_share(z.from, z.to, a.from, a.to, determinants[2], determinants[3]);
    BoundaryContact contact;
    contact.kind = BoundaryContact::Kind::crossing;
    contact.application_enters = orientation(z.from, z.to, a.to) > 0;
    contact.application = {a.ring, a.index, on_a.from_a};
    contact.zone = {z.ring, z.index, on_z.from_a};
    contact.point = point_at(a.from, a.to, on_a);
    m_contacts.push_back(contact);
}

/// Each segment answers for its first vertex and its inside, so that every contact is found once.
void CrossingJoin::add_touches(const Segment& a, const Segment& z, const Signs& signs) {
    const auto add = [&](double t, double u, const geo::Position& point) {
        BoundaryContact contact;
        contact.kind = BoundaryContact::Kind::touch;
        contact.application = {a.ring, a.index, t};
        contact.zone = {z.ring, z.index, u};
        contact.point = point;
        m_contacts.push_back(contact);
    };
    if (signs[0] == 0 && a.from != z.to && in_segment_box(z.from, z.to, a.from)) {
        add(0, a.from == z.from ? 0 : share_at(z.from, z.to, a.from), a.from);
    }
    if (signs[2] == 0 && z.from != a.from && z.from != a.to && in_segment_box(a.from, a.to, z.from)) {
        add(share_at(a.from, a.to, z.from), 0, z.from);
    }
}

} // namespace liangxian::overlap
