// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/overlap/application_area.hpp"

#include "core/geo/area.hpp"
#include "core/overlap/self_contact.hpp"

#include <algorithm>
#include <cmath>

namespace liangxian::overlap {
namespace {

/// Of the largest coordinate, ten times what FlatOverlay calls near.
constexpr double kMarginShare = 1e-13;
/// From so many blocks on strips pay.
constexpr std::size_t kStripsFrom = 8;
/// The next float is at least the coordinate by this much away.
constexpr double kFloatPlaces = 1 << 24;

/// Whether everything from \p low to \p high is.
bool is_far_from_zero(double low, double high, double by) { return low > by || high < -by; }

} // namespace

double area_m2(const index::FlatRings& rings) {
    double sum = 0;
    for (std::uint32_t r = 0; r < rings.ring_count; ++r) {
        const std::uint32_t first = rings.first_vertex(r);
        sum += geo::signed_ring_area_lonlat_m2(rings.x + first, rings.y + first, rings.end_vertex(r) - first);
    }
    return sum; // holes run the other way round
}

void ApplicationArea::assign(const geo::Geometry& application) {
    flatten(application, index::kApplicationBlockSize, m_polygons);
    m_rings = m_polygons.view();
    m_area_m2 = overlap::area_m2(m_rings);
    make_blocks();
    make_strips();
}

void ApplicationArea::make_blocks() {
    m_blocks.clear();
    m_block_boxes.clear();
    const geo::Box& all = m_rings.box;
    const double margin = kMarginShare * std::max({std::abs(all.min_x), std::abs(all.max_x),
                                                   std::abs(all.min_y), std::abs(all.max_y)});
    const bool one_float_does = is_far_from_zero(all.min_x, all.max_x, kFloatPlaces * margin) &&
                                is_far_from_zero(all.min_y, all.max_y, kFloatPlaces * margin);
    for (std::uint32_t r = 0; r < m_rings.ring_count; ++r) {
        const index::FlatBox* boxes = m_rings.block_boxes + m_rings.rings[r].first_block;
        const std::uint32_t count = index::block_count(m_rings, r);
        for (std::uint32_t b = 0; b < count; ++b) {
            m_blocks.push_back({r, index::block_segments(m_rings, r, b)});
            m_block_boxes.push_back(one_float_does ? index::one_float_larger(boxes[b])
                                                   : index::flat_box(boxes[b].grown(margin)));
        }
    }
}

std::vector<std::uint32_t> ApplicationArea::blocks_meeting(const geo::Box& window) const {
    std::vector<std::uint32_t> out;
    if (!m_rings.box.intersects(window)) {
        return out;
    }
    const auto take = [&](std::uint32_t block) {
        if (m_block_boxes[block].box().intersects(window)) {
            out.push_back(block);
        }
    };
    if (m_strip_begin.empty()) {
        for (std::uint32_t i = 0; i < m_blocks.size(); ++i) {
            take(i);
        }
        return out;
    }
    const std::uint32_t first = m_strip_begin[strip_of(window.min_y)];
    const std::uint32_t end = m_strip_begin[strip_of(window.max_y) + 1];
    for (std::uint32_t i = first; i < end; ++i) {
        take(m_strip_blocks[i]);
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

std::uint32_t ApplicationArea::strip_of(double latitude) const {
    const double strip = (latitude - m_rings.box.min_y) * m_strips_per_degree;
    const auto last = static_cast<double>(m_strip_begin.size() - 2);
    return static_cast<std::uint32_t>(std::clamp(strip, 0.0, last));
}

/// Counting sort of the blocks into the strips they reach.
void ApplicationArea::make_strips() {
    m_strip_begin.clear();
    if (m_blocks.size() < kStripsFrom) {
        return;
    }
    m_strip_begin.assign(m_blocks.size() / 2 + 2, 0);
    const double height_deg = m_rings.box.max_y - m_rings.box.min_y;
    m_strips_per_degree = height_deg > 0 ? static_cast<double>(m_strip_begin.size() - 1) / height_deg : 0;
    const auto for_each_place = [this](auto&& visit) {
        for (std::uint32_t i = 0; i < m_blocks.size(); ++i) {
            const index::FlatBox& box = m_block_boxes[i];
            const std::uint32_t last = strip_of(double{box.max_y});
            for (std::uint32_t s = strip_of(double{box.min_y}); s <= last; ++s) {
                visit(s, i);
            }
        }
    };
    for_each_place([this](std::uint32_t strip, std::uint32_t) { ++m_strip_begin[strip + 1]; });
    for (std::size_t s = 1; s < m_strip_begin.size(); ++s) {
        m_strip_begin[s] += m_strip_begin[s - 1];
    }
    m_strip_blocks.resize(m_strip_begin.back());
    for_each_place(
        [this](std::uint32_t strip, std::uint32_t block) { m_strip_blocks[m_strip_begin[strip]++] = block; });
    std::move_backward(m_strip_begin.begin(), m_strip_begin.end() - 1, m_strip_begin.end());
    m_strip_begin.front() = 0;
}

Location ApplicationArea::locate(const geo::Position& point) const {
    if (m_strip_begin.empty() || !m_rings.box.contains(point)) {
        return overlap::locate(m_rings, point);
    }
    const std::uint32_t strip = strip_of(point.y);
    RayCount count;
    for (std::uint32_t k = m_strip_begin[strip]; k < m_strip_begin[strip + 1]; ++k) {
        const std::uint32_t number = m_strip_blocks[k];
        count.add(m_rings, m_blocks[number].segments, m_block_boxes[number], point);
        if (count.on_boundary) {
            break;
        }
    }
    return count.location();
}

} // namespace liangxian::overlap
