// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/overlay.hpp"

#include "core/base/error.hpp"

#include <fmt/format.h>

#include <array>

namespace liangxian::geo {
namespace {

struct Rung {
    const char* name;
    double grid_deg;
};
constexpr std::array<Rung, 3> kLadder = {{{"overlay", 0.0}, {"snap-1e-11", 1e-11}, {"grid-1e-9", 1e-9}}};

[[noreturn]] void fail_overlay(const char* code, const std::string& reason) {
    throw base::GeometryError(code, {fmt::format("几何叠加失败：{}", reason),
                                     fmt::format("the geometry overlay failed: {}", reason)});
}

/// Climbs the ladder; \p operation takes a grid size and returns null on failure.
template <typename Operation>
Overlay climb(Operation&& operation) {
    std::string reasons;
    for (const Rung& rung : kLadder) {
        const GeosGeometry g(operation(rung.grid_deg));
        if (g && GEOSisValid_r(geos_context(), g.get()) == 1) {
            return {from_geos(g.get()), rung.name};
        }
        const std::string message = take_geos_message();
        reasons += fmt::format("{}{}: {}", reasons.empty() ? "" : "; ", rung.name,
                               message.empty() ? "invalid output" : message);
    }
    fail_overlay("overlay-failed", reasons);
}

} // namespace

Overlay intersection(const GEOSGeometry* a, const GEOSGeometry* b) {
    return climb([a, b](double grid) {
        return grid > 0 ? GEOSIntersectionPrec_r(geos_context(), a, b, grid)
                        : GEOSIntersection_r(geos_context(), a, b);
    });
}

Overlay difference(const GEOSGeometry* a, const GEOSGeometry* b) {
    return climb([a, b](double grid) {
        return grid > 0 ? GEOSDifferencePrec_r(geos_context(), a, b, grid)
                        : GEOSDifference_r(geos_context(), a, b);
    });
}

Overlay union_of(const std::vector<const Geometry*>& polygons) {
    std::vector<Polygon> all;
    for (const Geometry* geometry : polygons) {
        all.insert(all.end(), geometry->polygons.begin(), geometry->polygons.end());
    }
    if (all.empty()) {
        return {{}, kLadder.front().name};
    }
    const GeosGeometry collected = to_geos(all);
    return climb([&collected](double grid) {
        return grid > 0 ? GEOSUnaryUnionPrec_r(geos_context(), collected.get(), grid)
                        : GEOSUnaryUnion_r(geos_context(), collected.get());
    });
}

std::string relate(const GEOSGeometry* a, const GEOSGeometry* b) {
    char* matrix = GEOSRelate_r(geos_context(), a, b);
    if (matrix == nullptr) {
        fail_overlay("relate-failed", take_geos_message());
    }
    std::string out = matrix;
    GEOSFree_r(geos_context(), matrix);
    return out;
}

} // namespace liangxian::geo
