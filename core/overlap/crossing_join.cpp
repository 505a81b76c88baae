// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/overlap/crossing_join.hpp"

#include "core/overlap/crossing_point.hpp"
#include "core/overlap/orientation.hpp"
#include "core/overlap/segment_boxes.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

namespace liangxian::overlap {
namespace {

constexpr std::uint32_t kSegmentsAtOnce = 32;
constexpr std::uint32_t kNothingPrepared = 0xffffffffU;
/// Of the largest coordinate: some eighty units in its last place, and more than a determinant's error for
/// any two of the points.
constexpr double kNearShare = 1e-14;
/// Below so many pairs of blocks comparing all of them is cheaper than sorting.
constexpr std::size_t kSweepFrom = 2048;

double largest_coordinate(const geo::Box& box) {
    return std::max({std::abs(box.min_x), std::abs(box.max_x), std::abs(box.min_y), std::abs(box.max_y)});
}

geo::Box common_box(const geo::Box& a, const geo::Box& b) {
    return {std::max(a.min_x, b.min_x), std::max(a.min_y, b.min_y), std::min(a.max_x, b.max_x),
            std::min(a.max_y, b.max_y)};
}

} // namespace

/// \returns the box that both share, grown by what is near
geo::Box CrossingJoin::begin_run(const index::FlatRings& application, const index::FlatRings& zone) {
    m_application = &application;
    m_zone = &zone;
    m_contacts.clear();
    m_prepared = kNothingPrepared;
    m_has_near_miss = false;
    m_near = kNearShare * std::max(largest_coordinate(application.box), largest_coordinate(zone.box));
    return common_box(application.box.grown(m_near, m_near), zone.box);
}

void CrossingJoin::run(const index::FlatRings& application, const index::FlatRings& zone) {
    const geo::Box window = begin_run(application, zone);
    collect_blocks(application, window, m_near, m_application_blocks);
    join_blocks(window);
}

void CrossingJoin::run(const ApplicationArea& application, const std::uint32_t* begin,
                       const std::uint32_t* end, const index::FlatRings& zone) {
    const geo::Box window = begin_run(application.rings(), zone);
    m_application_blocks.clear();
    for (const std::uint32_t* number = begin; number != end; ++number) {
        const ApplicationBlock& block = application.blocks()[*number];
        m_application_blocks.push_back({block.box.box(),
                                        index::block_segments(application.rings(), block.ring, block.block),
                                        block.ring});
    }
    join_blocks(window);
}

void CrossingJoin::join_blocks(const geo::Box& window) {
    collect_blocks(*m_zone, window.grown(m_near, m_near), 0, m_zone_blocks);
    if (m_application_blocks.size() * m_zone_blocks.size() < kSweepFrom) {
        join_every_block();
    } else {
        join_swept_blocks(window);
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

void CrossingJoin::collect_blocks(const index::FlatRings& rings, const geo::Box& window, double grow_by,
                                  std::vector<Block>& out) {
    out.clear();
    for (std::uint32_t r = 0; r < rings.ring_count; ++r) {
        if (!rings.ring_meets(r, window.grown(grow_by, grow_by))) {
            continue;
        }
        const index::FlatBox* boxes = rings.block_boxes + rings.rings[r].first_block;
        const std::uint32_t count = index::block_count(rings, r);
        for (std::uint32_t b = 0; b < count; ++b) {
            const geo::Box box = boxes[b].grown(grow_by);
            if (box.intersects(window)) {
                out.push_back({box, index::block_segments(rings, r, b), r});
            }
        }
    }
}

void CrossingJoin::join_every_block() {
    for (const Block& a : m_application_blocks) {
        for (const Block& z : m_zone_blocks) {
            if (a.box.intersects(z.box)) {
                join_blocks(a, z);
            }
        }
    }
}

/// Both lists by their low sides along the longer side of the common box; whichever begins first meets
/// those of the other list that begin before it ends.
void CrossingJoin::join_swept_blocks(const geo::Box& window) {
    const bool is_tall = window.max_y - window.min_y > window.max_x - window.min_x;
    const auto low = is_tall ? &geo::Box::min_y : &geo::Box::min_x;
    const auto high = is_tall ? &geo::Box::max_y : &geo::Box::max_x;
    const auto by_low = [low](const Block& a, const Block& b) { return a.box.*low < b.box.*low; };
    std::sort(m_application_blocks.begin(), m_application_blocks.end(), by_low);
    std::sort(m_zone_blocks.begin(), m_zone_blocks.end(), by_low);
    auto a = m_application_blocks.cbegin();
    auto z = m_zone_blocks.cbegin();
    while (a != m_application_blocks.cend() && z != m_zone_blocks.cend()) {
        if (a->box.*low <= z->box.*low) {
            for (auto other = z; other != m_zone_blocks.cend() && other->box.*low <= a->box.*high; ++other) {
                if (a->box.intersects(other->box)) {
                    join_blocks(*a, *other);
                }
            }
            ++a;
        } else {
            for (auto other = a; other != m_application_blocks.cend() && other->box.*low <= z->box.*high;
                 ++other) {
                if (z->box.intersects(other->box)) {
                    join_blocks(*other, *z);
                }
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

/// The zone's segments that can meet the application's block at all are found together, then each is
/// joined with those of the application's that it can meet.
void CrossingJoin::join_blocks(const Block& application, const Block& zone) {
    for (std::uint32_t first = zone.segments.first; first < zone.segments.end; first += kSegmentsAtOnce) {
        const std::uint32_t count = std::min(kSegmentsAtOnce, zone.segments.end - first);
        std::uint32_t found = segments_meeting(m_zone->x + first, m_zone->y + first, count, application.box);
        if (found == 0) {
            continue;
        }
        prepare_segments(application);
        for (; found != 0; found &= found - 1) {
            const std::uint32_t index = first + static_cast<std::uint32_t>(__builtin_ctz(found));
            const Segment z = make_segment(*m_zone, zone.ring, index, m_near);
            const geo::Box box = z.box.grown(m_near, m_near);
            for (const Segment& a : m_application_segments) {
                if (a.box.intersects(box)) {
                    join_segments(a, z);
                }
            }
        }
    }
}

/// Once for all the zone's blocks that come in a row.
void CrossingJoin::prepare_segments(const Block& application) {
    if (m_prepared == application.segments.first) {
        return;
    }
    m_prepared = application.segments.first;
    m_application_segments.clear();
    for (std::uint32_t i = application.segments.first; i < application.segments.end; ++i) {
        m_application_segments.push_back(make_segment(*m_application, application.ring, i, m_near));
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
