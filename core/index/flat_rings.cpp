// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/flat_rings.hpp"

#include <cstdint>
#include <cstring>
#include <utility>

namespace liangxian::index {
namespace {

/// Moves a float so many places up in the order of all floats: those of one sign are ordered as their bits
/// are, as integers.
float moved(float value, std::int32_t places) {
    const auto in_order = [](std::int32_t bits) { return bits ^ (bits >> 31 & INT32_MAX); };
    std::int32_t bits = 0;
    std::memcpy(&bits, &value, sizeof bits);
    bits = in_order(in_order(bits) + places);
    std::memcpy(&value, &bits, sizeof bits);
    return value;
}

/// The greatest float that is not above \p value. Without a branch: which way it is rounded is a coin toss.
float float_below(double value) {
    const auto near = static_cast<float>(value);
    return moved(near, -static_cast<std::int32_t>(double{near} > value));
}

} // namespace

FlatBox flat_box(const geo::Box& box) {
    return {float_below(box.min_x), float_below(box.min_y), -float_below(-box.max_x),
            -float_below(-box.max_y)};
}

FlatBox one_float_larger(const FlatBox& box) {
    return {moved(box.min_x, -1), moved(box.min_y, -1), -moved(-box.max_x, -1), -moved(-box.max_y, -1)};
}

double twice_area_deg2(const double* x, const double* y, std::uint32_t count) {
    double sum = 0;
    for (std::uint32_t i = 1; i + 1 < count; ++i) {
        sum += (x[i] - x[0]) * (y[i + 1] - y[0]) - (x[i + 1] - x[0]) * (y[i] - y[0]);
    }
    return sum;
}

geo::Geometry to_geometry(const FlatRings& rings) {
    geo::Geometry out;
    for (std::uint32_t r = 0; r < rings.ring_count; ++r) {
        geo::Ring ring;
        for (std::uint32_t i = rings.first_vertex(r); i + 1 < rings.end_vertex(r); ++i) {
            ring.push_back(rings.vertex(i));
        }
        if (!rings.rings[r].is_hole()) {
            out.polygons.push_back({std::move(ring), {}});
        } else {
            out.polygons[rings.rings[r].polygon()].holes.push_back(std::move(ring));
        }
    }
    return out;
}

} // namespace liangxian::index
