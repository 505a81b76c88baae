// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/flat_rings.hpp"

#include <cstdint>
#include <cstring>
#include <utility>

namespace liangxian::index {
namespace {

/// The next float towards negative infinity when \p value lies below the nearest one.
float float_below(double value) {
    const auto near = static_cast<float>(value);
    if (!(double{near} > value)) {
        return near;
    }
    std::int32_t bits = 0;
    std::memcpy(&bits, &near, sizeof bits); // floats of one sign are ordered as their bits are
    bits = near > 0 ? bits - 1 : near < 0 ? bits + 1 : INT32_MIN + 1;
    float below = 0;
    std::memcpy(&below, &bits, sizeof below);
    return below;
}
float float_above(double value) { return -float_below(-value); }

} // namespace

FlatBox flat_box(const geo::Box& box) {
    return {float_below(box.min_x), float_below(box.min_y), float_above(box.max_x), float_above(box.max_y)};
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
