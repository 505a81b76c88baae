// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/overlap/ring_nesting.hpp"

#include "core/overlap/ring_location.hpp"

namespace liangxian::overlap {
namespace {

/// A ring as its polygon's other rings and other polygons see it.
class NestedRings {
public:
    explicit NestedRings(const index::FlatRings& rings) : m_rings(rings) {}

    /// A hole has to lie in its shell and in none of the other holes.
    bool hole_is_placed(std::uint32_t hole) const {
        const std::uint32_t shell = shell_of(hole);
        bool is_placed = lies_in(hole, shell);
        for (std::uint32_t r = shell + 1; is_placed && is_hole_of(r, hole); ++r) {
            is_placed = r == hole || !lies_in(hole, r);
        }
        return is_placed;
    }

    /// A shell may lie in another polygon's shell only where that has a hole.
    bool shells_are_apart(std::uint32_t shell, std::uint32_t other) const {
        if (!lies_in(shell, other)) {
            return true;
        }
        for (std::uint32_t r = other + 1; is_hole_of(r, other); ++r) {
            if (lies_in(shell, r)) {
                return true;
            }
        }
        return false;
    }

private:
    std::uint32_t shell_of(std::uint32_t ring) const {
        while (m_rings.rings[ring].is_hole()) {
            --ring;
        }
        return ring;
    }
    bool is_hole_of(std::uint32_t ring, std::uint32_t of_same_polygon) const {
        return ring < m_rings.ring_count && m_rings.rings[ring].is_hole() &&
               m_rings.rings[ring].polygon() == m_rings.rings[of_same_polygon].polygon();
    }
    /// The first vertex that is not on the other ring decides; all of them there: the two are one.
    bool lies_in(std::uint32_t ring, std::uint32_t other) const {
        if (!m_rings.ring_boxes[ring].intersects(m_rings.ring_boxes[other])) {
            return false;
        }
        const std::uint32_t first = m_rings.first_vertex(other);
        const std::uint32_t count = m_rings.end_vertex(other) - 1 - first;
        for (std::uint32_t i = m_rings.first_vertex(ring); i < m_rings.end_vertex(ring); ++i) {
            const Location location =
                locate_in_open_ring(m_rings.x + first, m_rings.y + first, count, m_rings.vertex(i));
            if (location != Location::boundary) {
                return location == Location::inside;
            }
        }
        return true;
    }

    const index::FlatRings& m_rings;
};

} // namespace

bool rings_nest_well(const index::FlatRings& rings) {
    const NestedRings nested(rings);
    for (std::uint32_t r = 0; r < rings.ring_count; ++r) {
        if (rings.rings[r].is_hole()) {
            if (!nested.hole_is_placed(r)) {
                return false;
            }
            continue;
        }
        for (std::uint32_t other = 0; other < rings.ring_count; ++other) {
            const bool is_other_shell = other != r && !rings.rings[other].is_hole();
            if (is_other_shell && !nested.shells_are_apart(r, other)) {
                return false;
            }
        }
    }
    return true;
}

} // namespace liangxian::overlap
