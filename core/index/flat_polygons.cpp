// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/flat_polygons.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace liangxian::index {

void FlatPolygons::assign(const geo::Geometry& geometry, std::uint32_t block_size) {
    clear();
    std::uint32_t polygon = 0;
    for (const geo::Polygon& source : geometry.polygons) {
        const std::size_t before = m_rings.size();
        append_turned(source.shell, polygon, false);
        if (m_rings.size() == before) {
            continue;
        }
        for (const geo::Ring& hole : source.holes) {
            append_turned(hole, polygon, true);
        }
        ++polygon;
    }
    finish(block_size);
}

void FlatPolygons::append_turned(const geo::Ring& ring, std::uint32_t polygon, bool is_hole) {
    m_scratch_x.clear();
    m_scratch_y.clear();
    for (const geo::Position& p : ring) {
        if (m_scratch_x.empty() || m_scratch_x.back() != p.x || m_scratch_y.back() != p.y) {
            m_scratch_x.push_back(p.x);
            m_scratch_y.push_back(p.y);
        }
    }
    while (m_scratch_x.size() > 1 && m_scratch_x.front() == m_scratch_x.back() &&
           m_scratch_y.front() == m_scratch_y.back()) {
        m_scratch_x.pop_back();
        m_scratch_y.pop_back();
    }
    const auto count = static_cast<std::uint32_t>(m_scratch_x.size());
    if (count < 3) {
        return;
    }
    const bool is_clockwise = twice_area_deg2(m_scratch_x.data(), m_scratch_y.data(), count) < 0;
    if (is_clockwise != is_hole) {
        std::reverse(m_scratch_x.begin() + 1, m_scratch_x.end()); // from the same vertex the other way
        std::reverse(m_scratch_y.begin() + 1, m_scratch_y.end());
    }
    append_ring(m_scratch_x.data(), m_scratch_y.data(), count, polygon, is_hole);
}

void FlatPolygons::clear() {
    m_x.clear();
    m_y.clear();
    m_rings.assign(1, FlatRing{});
    m_ring_boxes.clear();
    m_block_boxes.clear();
    m_box = geo::Box{};
    m_rings_touch = false;
}

void FlatPolygons::append_ring(const double* x, const double* y, std::uint32_t count, std::uint32_t polygon,
                               bool is_hole) {
    m_x.insert(m_x.end(), x, x + count);
    m_y.insert(m_y.end(), y, y + count);
    m_x.push_back(x[0]);
    m_y.push_back(y[0]);
    m_rings.back().polygon_and_hole = 2 * polygon + (is_hole ? 1 : 0);
    m_rings.push_back({static_cast<std::uint32_t>(m_x.size()), 0, 0});
}

void FlatPolygons::finish(std::uint32_t block_size) {
    m_block_size = block_size;
    m_ring_boxes.clear();
    m_block_boxes.clear();
    m_box = geo::Box{};
    for (std::size_t r = 0; r + 1 < m_rings.size(); ++r) {
        m_rings[r].first_block = static_cast<std::uint32_t>(m_block_boxes.size());
        const std::uint32_t last = m_rings[r + 1].first_vertex - 1;
        geo::Box ring_box;
        for (std::uint32_t first = m_rings[r].first_vertex; first < last; first += block_size) {
            geo::Box block_box;
            for (std::uint32_t i = first; i <= std::min(last, first + block_size); ++i) {
                block_box.add({m_x[i], m_y[i]});
            }
            m_block_boxes.push_back(flat_box(block_box));
            ring_box.add({block_box.min_x, block_box.min_y});
            ring_box.add({block_box.max_x, block_box.max_y});
        }
        m_ring_boxes.push_back(flat_box(ring_box));
        m_box.add({ring_box.min_x, ring_box.min_y});
        m_box.add({ring_box.max_x, ring_box.max_y});
    }
    m_rings.back().first_block = static_cast<std::uint32_t>(m_block_boxes.size());
    const auto is_finite = [](double value) { return std::isfinite(value); };
    if (!std::all_of(m_x.begin(), m_x.end(), is_finite) || !std::all_of(m_y.begin(), m_y.end(), is_finite)) {
        // Boxes do not see a NaN; without limits the polygons are refused by whoever computes with them.
        constexpr double kAll = std::numeric_limits<double>::infinity();
        m_box = {-kAll, -kAll, kAll, kAll};
    }
}

FlatRings FlatPolygons::view() const {
    FlatRings view;
    view.x = m_x.data();
    view.y = m_y.data();
    view.rings = m_rings.data();
    view.ring_boxes = m_ring_boxes.size() == 1 ? nullptr : m_ring_boxes.data();
    view.block_boxes = m_block_boxes.data();
    view.ring_count = static_cast<std::uint32_t>(m_rings.size() - 1);
    view.block_size = m_block_size;
    view.rings_touch = m_rings_touch;
    view.box = m_box;
    return view;
}

} // namespace liangxian::index
