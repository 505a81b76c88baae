// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/overlap/clearance.hpp"

#include "core/geo/distance.hpp"

namespace liangxian::overlap {
namespace {

/// Joins blocks that follow each other on a ring into one line.
class Stretches {
public:
    explicit Stretches(const index::FlatRings& rings) : m_rings(rings) {}

    /// In the order of the rings and of their blocks.
    void add(std::uint32_t ring, const index::SegmentRange& range) {
        const bool goes_on = !m_lines.lines.empty() && m_end == range.first && m_ring == ring;
        if (!goes_on) {
            m_lines.lines.push_back({m_rings.vertex(range.first)});
        }
        for (std::uint32_t i = range.first; i < range.end; ++i) {
            m_lines.lines.back().push_back(m_rings.vertex(i + 1));
        }
        m_end = range.end;
        m_ring = ring;
    }
    const geo::Geometry& lines() const { return m_lines; }

private:
    const index::FlatRings& m_rings;
    geo::Geometry m_lines;
    std::uint32_t m_end = 0;
    std::uint32_t m_ring = 0;
};

geo::Geometry application_near(const ApplicationArea& application, const geo::Box& window) {
    Stretches out(application.rings());
    for (const std::uint32_t i : application.blocks_meeting(window)) {
        const BoundaryBlock& block = application.blocks()[i];
        out.add(block.ring, block.segments);
    }
    return out.lines();
}

geo::Geometry stored_near(const index::FlatRings& stored, const geo::Box& window) {
    Stretches out(stored);
    for (std::uint32_t r = 0; r < stored.ring_count; ++r) {
        if (!stored.ring_meets(r, window)) {
            continue;
        }
        const std::uint32_t count = index::block_count(stored, r);
        for (std::uint32_t b = 0; b < count; ++b) {
            if (stored.block_boxes[stored.rings[r].first_block + b].box().intersects(window)) {
                out.add(r, index::block_segments(stored, r, b));
            }
        }
    }
    return out.lines();
}

std::optional<double> within(const geo::Geometry& a, const geo::Geometry& b, double limit_m) {
    if (a.empty() || b.empty()) {
        return std::nullopt;
    }
    const double distance_m = geo::nearest_boundaries(a, b).distance_m;
    return distance_m <= limit_m ? std::optional(distance_m) : std::nullopt;
}

} // namespace

std::optional<double> clearance_m(const ApplicationArea& application, const index::FlatRings& stored,
                                  double limit_m) {
    const geo::Geometry near = application_near(application, geo::grown_by_metres(stored.box, limit_m));
    return near.empty()
               ? std::nullopt
               : within(near, stored_near(stored, geo::grown_by_metres(near.bounds(), limit_m)), limit_m);
}

std::optional<double> clearance_m(const ApplicationArea& application, const geo::Geometry& stored,
                                  double limit_m) {
    return within(application_near(application, geo::grown_by_metres(stored.bounds(), limit_m)), stored,
                  limit_m);
}

} // namespace liangxian::overlap
