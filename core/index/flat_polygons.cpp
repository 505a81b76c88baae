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
    const std::size_t first = m_x.size();
    m_x.resize(first + ring.size() + 1);
    m_y.resize(first + ring.size() + 1);
    double* x = m_x.data() + first;
    double* y = m_y.data() + first;
    std::uint32_t count = 0;
    for (const geo::Position& p : ring) {
        x[count] = p.x;
        y[count] = p.y;
        count += count == 0 || p.x != x[count - 1] || p.y != y[count - 1] ? 1U : 0U;
    }
    while (count > 1 && x[0] == x[count - 1] && y[0] == y[count - 1]) {
        --count;
    }
    if (count < 3) {
        m_x.resize(first);
        m_y.resize(first);
        return;
    }
    const double twice_deg2 = twice_area_deg2(x, y, count);
    m_is_finite = m_is_finite && std::isfinite(twice_deg2); // one vertex that is not makes it so
    const bool is_clockwise = twice_deg2 < 0;
    if (is_clockwise != is_hole) {
        std::reverse(x + 1, x + count); // from the same vertex the other way
        std::reverse(y + 1, y + count);
    }
    x[count] = x[0];
    y[count] = y[0];
    m_x.resize(first + count + 1);
    m_y.resize(first + count + 1);
    end_ring(polygon, is_hole);
}

/// The ring's vertices, the closing one too, are the last of the arrays.
void FlatPolygons::end_ring(std::uint32_t polygon, bool is_hole) {
    m_rings.back().polygon_and_hole = 2 * polygon + (is_hole ? 1 : 0);
    m_rings.push_back({static_cast<std::uint32_t>(m_x.size()), 0, 0});
}

void FlatPolygons::clear() {
    m_x.clear();
    m_y.clear();
    m_rings.assign(1, FlatRing{});
    m_ring_boxes.clear();
    m_block_boxes.clear();
    m_box = geo::Box{};
    m_rings_touch = false;
    m_is_finite = true;
}

void FlatPolygons::append_ring(const double* x, const double* y, std::uint32_t count, std::uint32_t polygon,
                               bool is_hole) {
    m_x.insert(m_x.end(), x, x + count);
    m_y.insert(m_y.end(), y, y + count);
    m_x.push_back(x[0]);
    m_y.push_back(y[0]);
    end_ring(polygon, is_hole);
}

void FlatPolygons::finish(std::uint32_t block_size) {
    m_block_size = block_size;
    m_ring_boxes.clear();
    m_block_boxes.clear();
    m_box = geo::Box{};
    for (std::size_t r = 0; r + 1 < m_rings.size(); ++r) {
        m_rings[r].first_block = static_cast<std::uint32_t>(m_block_boxes.size());
        const geo::Box ring_box = add_blocks(m_rings[r].first_vertex, m_rings[r + 1].first_vertex - 1);
        m_ring_boxes.push_back(flat_box(ring_box));
        m_box.add({ring_box.min_x, ring_box.min_y});
        m_box.add({ring_box.max_x, ring_box.max_y});
    }
    m_rings.back().first_block = static_cast<std::uint32_t>(m_block_boxes.size());
    if (!m_is_finite) {
        // Boxes do not see a NaN; without limits the polygons are refused by whoever computes with them.
        constexpr double kAll = std::numeric_limits<double>::infinity();
        m_box = {-kAll, -kAll, kAll, kAll};
    }
}

/// \param first,last  vertices of one ring, the closing one the last
/// \returns the box around them
geo::Box FlatPolygons::add_blocks(std::uint32_t first, std::uint32_t last) {
    geo::Box all;
    for (; first < last; first += m_block_size) {
        geo::Box box{m_x[first], m_y[first], m_x[first], m_y[first]};
        const std::uint32_t end = std::min(last, first + m_block_size);
        for (std::uint32_t i = first + 1; i <= end; ++i) {
            box.min_x = std::min(box.min_x, m_x[i]);
            box.min_y = std::min(box.min_y, m_y[i]);
            box.max_x = std::max(box.max_x, m_x[i]);
            box.max_y = std::max(box.max_y, m_y[i]);
        }
        m_block_boxes.push_back(flat_box(box));
        all.min_x = std::min(all.min_x, box.min_x);
        all.min_y = std::min(all.min_y, box.min_y);
        all.max_x = std::max(all.max_x, box.max_x);
        all.max_y = std::max(all.max_y, box.max_y);
    }
    return all;
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
