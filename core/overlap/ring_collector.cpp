// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/overlap/ring_collector.hpp"

#include "core/index/flat_rings.hpp"
#include "core/overlap/ring_location.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace liangxian::overlap {
namespace {

/// A ring of two arrays, the closing vertex not counted.
struct OpenRing {
    const double* x;
    const double* y;
    std::uint32_t count;
};

OpenRing open_ring(const index::FlatRings& rings, std::uint32_t ring) {
    const std::uint32_t first = rings.first_vertex(ring);
    return {rings.x + first, rings.y + first, rings.end_vertex(ring) - 1 - first};
}

/// Sum of the larger coordinate differences of the edges: the length, or up to 30 % less.
double boundary_of(const OpenRing& ring) {
    double sum = 0;
    for (std::uint32_t before = ring.count - 1, i = 0; i < ring.count; before = i++) {
        sum += std::max(std::abs(ring.x[i] - ring.x[before]), std::abs(ring.y[i] - ring.y[before]));
    }
    return sum;
}

/// A hole may touch its shell, so the first of its vertices that is not on the shell decides.
bool lies_in(const OpenRing& hole, const OpenRing& shell) {
    for (std::uint32_t i = 0; i < hole.count; ++i) {
        const Location location = locate_in_open_ring(shell.x, shell.y, shell.count, {hole.x[i], hole.y[i]});
        if (location != Location::boundary) {
            return location == Location::inside;
        }
    }
    return false;
}

/// \returns how many vertices are left
std::uint32_t drop_repeated(double* x, double* y, std::uint32_t count) {
    while (count > 1 && x[count - 1] == x[0] && y[count - 1] == y[0]) {
        --count;
    }
    std::uint32_t kept = std::min(count, 1U);
    for (std::uint32_t i = 1; i < count; ++i) {
        x[kept] = x[i];
        y[kept] = y[i];
        kept += x[i] != x[kept - 1] || y[i] != y[kept - 1] ? 1U : 0U;
    }
    return kept;
}

} // namespace

void RingCollector::clear(double resolution, double extent) {
    m_resolution = resolution;
    m_extent = extent;
    m_shells.clear();
    m_rings.clear();
    m_holes.clear();
    m_collapsed_count = 0;
}

void RingCollector::add_ring(double* x, double* y, std::uint32_t count) {
    count = drop_repeated(x, y, count);
    const double twice_signed = count < 3 ? 0.0 : index::twice_area_deg2(x, y, count);
    if (has_collapsed(x, y, count, twice_signed)) {
        ++m_collapsed_count;
        return;
    }
    const auto number = static_cast<std::uint32_t>(m_rings.size());
    if (twice_signed < 0) {
        m_holes.push_back(number);
    }
    m_rings.push_back({twice_signed, 0, {}});
    m_shells.append_ring(x, y, count, number, false);
}

/// The boundary is only measured where no bound of it decides.
bool RingCollector::has_collapsed(const double* x, const double* y, std::uint32_t count,
                                  double twice_signed) const {
    return std::abs(twice_signed) <= m_resolution * m_extent * count &&
           (count < 3 || std::abs(twice_signed) <= m_resolution * boundary_of({x, y, count}));
}

bool RingCollector::assemble() {
    if (m_holes.empty()) {
        return true;
    }
    find_boxes();
    for (const std::uint32_t hole : m_holes) {
        if (!find_shell(hole)) {
            return false;
        }
    }
    std::sort(m_holes.begin(), m_holes.end(), [this](std::uint32_t a, std::uint32_t b) {
        return m_rings[a].shell != m_rings[b].shell ? m_rings[a].shell < m_rings[b].shell : a < b;
    });
    m_assembled.clear();
    std::uint32_t polygon = 0;
    auto hole = m_holes.cbegin();
    for (std::uint32_t r = 0; r < m_rings.size(); ++r) {
        if (m_rings[r].twice_signed < 0) {
            continue;
        }
        append(r, polygon, false);
        for (; hole != m_holes.cend() && m_rings[*hole].shell == r; ++hole) {
            append(*hole, polygon, true);
        }
        ++polygon;
    }
    return true;
}

void RingCollector::find_boxes() {
    const index::FlatRings rings = m_shells.view();
    for (std::uint32_t r = 0; r < m_rings.size(); ++r) {
        m_rings[r].box = {};
        for (std::uint32_t i = rings.first_vertex(r); i < rings.end_vertex(r); ++i) {
            m_rings[r].box.add(rings.vertex(i));
        }
    }
}

bool RingCollector::find_shell(std::uint32_t hole) {
    const index::FlatRings rings = m_shells.view();
    double smallest = std::numeric_limits<double>::infinity();
    for (std::uint32_t r = 0; r < m_rings.size(); ++r) {
        const double twice_signed = m_rings[r].twice_signed;
        const bool is_candidate = twice_signed > -m_rings[hole].twice_signed && twice_signed < smallest &&
                                  m_rings[r].box.intersects(m_rings[hole].box);
        if (is_candidate && lies_in(open_ring(rings, hole), open_ring(rings, r))) {
            m_rings[hole].shell = r;
            smallest = twice_signed;
        }
    }
    return smallest < std::numeric_limits<double>::infinity();
}

void RingCollector::append(std::uint32_t ring, std::uint32_t polygon, bool is_hole) {
    const OpenRing from = open_ring(m_shells.view(), ring);
    m_assembled.append_ring(from.x, from.y, from.count, polygon, is_hole);
}

} // namespace liangxian::overlap
