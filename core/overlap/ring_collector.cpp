// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/overlap/ring_collector.hpp"

#include "core/index/flat_rings.hpp"
#include "core/overlap/ring_location.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace liangxian::overlap {

void RingCollector::clear(double resolution) {
    m_resolution = resolution;
    m_x.clear();
    m_y.clear();
    m_rings.clear();
    m_collapsed_count = 0;
    m_holes.clear();
}

void RingCollector::add_ring(const geo::Position* vertices, std::size_t count) {
    const std::size_t first = m_x.size();
    while (count > 1 && vertices[count - 1] == vertices[0]) {
        --count;
    }
    Ring ring;
    for (std::size_t i = 0; i < count; ++i) {
        if (i == 0 || vertices[i] != vertices[i - 1]) {
            m_x.push_back(vertices[i].x);
            m_y.push_back(vertices[i].y);
            ring.box.add(vertices[i]);
        }
    }
    ring.first = static_cast<std::uint32_t>(first);
    ring.count = static_cast<std::uint32_t>(m_x.size() - first);
    ring.twice_signed =
        ring.count < 3 ? 0.0 : index::twice_area_deg2(m_x.data() + first, m_y.data() + first, ring.count);
    if (std::abs(ring.twice_signed) <= m_resolution * boundary_of(ring)) {
        m_x.resize(first);
        m_y.resize(first);
        ++m_collapsed_count;
        return;
    }
    if (ring.twice_signed < 0) {
        m_holes.push_back(static_cast<std::uint32_t>(m_rings.size()));
    }
    m_rings.push_back(ring);
}

/// Sum of the larger coordinate differences of the edges: the length, or up to 30 % less.
double RingCollector::boundary_of(const Ring& ring) const {
    double sum = 0;
    const std::size_t end = ring.first + ring.count;
    for (std::size_t before = end - 1, i = ring.first; i < end; before = i++) {
        sum += std::max(std::abs(m_x[i] - m_x[before]), std::abs(m_y[i] - m_y[before]));
    }
    return sum;
}

bool RingCollector::assemble(index::FlatPolygons& out) {
    out.clear();
    for (const std::uint32_t hole : m_holes) {
        if (!find_shell(m_rings[hole])) {
            return false;
        }
    }
    std::sort(m_holes.begin(), m_holes.end(), [this](std::uint32_t a, std::uint32_t b) {
        return m_rings[a].shell != m_rings[b].shell ? m_rings[a].shell < m_rings[b].shell : a < b;
    });
    std::uint32_t polygon = 0;
    auto hole = m_holes.cbegin();
    for (std::uint32_t r = 0; r < m_rings.size(); ++r) {
        if (m_rings[r].twice_signed < 0) {
            continue;
        }
        append(out, m_rings[r], polygon, false);
        for (; hole != m_holes.cend() && m_rings[*hole].shell == r; ++hole) {
            append(out, m_rings[*hole], polygon, true);
        }
        ++polygon;
    }
    return true;
}

bool RingCollector::find_shell(Ring& hole) const {
    double smallest = std::numeric_limits<double>::infinity();
    for (std::uint32_t r = 0; r < m_rings.size(); ++r) {
        const Ring& shell = m_rings[r];
        const bool is_candidate = shell.twice_signed > -hole.twice_signed && shell.twice_signed < smallest;
        if (is_candidate && lies_in(hole, shell)) {
            hole.shell = r;
            smallest = shell.twice_signed;
        }
    }
    return smallest < std::numeric_limits<double>::infinity();
}

/// A hole may touch its shell, so the first of its vertices that is not on the shell decides.
bool RingCollector::lies_in(const Ring& hole, const Ring& shell) const {
    const bool fits = shell.box.min_x <= hole.box.min_x && shell.box.max_x >= hole.box.max_x &&
                      shell.box.min_y <= hole.box.min_y && shell.box.max_y >= hole.box.max_y;
    for (std::uint32_t i = 0; fits && i < hole.count; ++i) {
        const geo::Position point{m_x[hole.first + i], m_y[hole.first + i]};
        const Location location =
            locate_in_open_ring(m_x.data() + shell.first, m_y.data() + shell.first, shell.count, point);
        if (location != Location::boundary) {
            return location == Location::inside;
        }
    }
    return false;
}

void RingCollector::append(index::FlatPolygons& out, const Ring& ring, std::uint32_t polygon,
                           bool is_hole) const {
    out.append_ring(m_x.data() + ring.first, m_y.data() + ring.first, ring.count, polygon, is_hole);
}

} // namespace liangxian::overlap
