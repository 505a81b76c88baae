// SPDX-License-Identifier: GPL-2.0-or-later
// The second half of CrossingJoin: where segments of two blocks meet. Which blocks can meet at all is found
// in crossing_join.cpp.
#include "core/overlap/crossing_join.hpp"

#include "core/overlap/crossing_point.hpp"
#include "core/overlap/orientation.hpp"
#include "core/overlap/segment_filter.hpp"

#include <algorithm>
#include <cmath>

namespace liangxian::overlap {
namespace {

constexpr std::uint32_t kSegmentsAtOnce = 31; // whose vertices are as many as a word has bits

} // namespace

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
