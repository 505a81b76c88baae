// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/repair.hpp"

#include "core/base/error.hpp"
#include "core/geo/area.hpp"
#include "core/geo/geos.hpp"

#include <fmt/format.h>

#include <cmath>
#include <memory>

namespace liangxian::geo {
namespace {

constexpr double kAcceptedShare = 0.001;
constexpr double kAcceptedM2 = 10.0;

struct MakeValidParamsDeleter {
    void operator()(GEOSMakeValidParams* p) const { GEOSMakeValidParams_destroy_r(geos_context(), p); }
};

/// Drops repeated neighbours; the first of a run stays.
std::size_t drop_repeated(Ring& ring) {
    Ring kept;
    for (const Position& p : ring) {
        if (kept.empty() || kept.back() != p) {
            kept.push_back(p);
        }
    }
    while (kept.size() > 1 && kept.front() == kept.back()) {
        kept.pop_back();
    }
    const std::size_t dropped = ring.size() - kept.size();
    ring = std::move(kept);
    return dropped;
}

/// Cleans one ring; false when too little is left of it to be a ring.
bool clean_ring(Ring& ring, std::vector<Repair>& repairs) {
    const Position start = ring.empty() ? Position{} : ring.front();
    const std::size_t dropped = drop_repeated(ring);
    if (dropped > 0) {
        repairs.push_back({"duplicate-vertex",
                           {fmt::format("去除 {} 个重复的相邻界址点", dropped),
                            fmt::format("dropped {} repeated neighbouring vertices", dropped)},
                           start,
                           0,
                           0});
    }
    if (ring.size() < 3) {
        repairs.push_back({"ring-too-short",
                           {fmt::format("去除只有 {} 个不同点的环", ring.size()),
                            fmt::format("dropped a ring of only {} different vertices", ring.size())},
                           start,
                           0,
                           0});
        return false;
    }
    return true;
}

Geometry with_clean_rings(const Geometry& geometry, std::vector<Repair>& repairs) {
    Geometry out = geometry;
    out.polygons.clear();
    for (const Polygon& polygon : geometry.polygons) {
        Polygon clean;
        clean.shell = polygon.shell;
        if (!clean_ring(clean.shell, repairs)) {
            continue;
        }
        for (Ring hole : polygon.holes) {
            if (clean_ring(hole, repairs)) {
                clean.holes.push_back(std::move(hole));
            }
        }
        out.polygons.push_back(std::move(clean));
    }
    return out;
}

std::string repair_code(const std::string& reason) {
    static const std::vector<std::pair<const char*, const char*>> codes = {
        {"Self-intersection", "self-intersection"},
        {"Ring Self-intersection", "ring-self-intersection"},
        {"Hole lies outside shell", "hole-outside-shell"},
        {"Holes are nested", "holes-nested"},
        {"Nested shells", "shells-nested"},
        {"Interior is disconnected", "interior-disconnected"},
        {"Duplicate Rings", "duplicate-rings"},
        {"Too few points in geometry component", "ring-too-short"},
    };
    for (const auto& [words, code] : codes) {
        if (reason == words) {
            return code;
        }
    }
    return "invalid-geometry";
}

Geometry made_valid_by_structure(const Geometry& geometry) {
    const std::unique_ptr<GEOSMakeValidParams, MakeValidParamsDeleter> params(
        GEOSMakeValidParams_create_r(geos_context()));
    GEOSMakeValidParams_setMethod_r(geos_context(), params.get(), GEOS_MAKE_VALID_STRUCTURE);
    GEOSMakeValidParams_setKeepCollapsed_r(geos_context(), params.get(), 0);
    const GeosGeometry invalid = to_geos(geometry.polygons);
    const GeosGeometry valid(GEOSMakeValidWithParams_r(geos_context(), invalid.get(), params.get()));
    if (!valid) {
        const std::string reason = take_geos_message();
        throw base::GeometryError("not-repairable",
                                  {"图形无法修复：" + reason, "the geometry cannot be repaired: " + reason});
    }
    Geometry out = from_geos(valid.get());
    out.lines = geometry.lines;
    out.points = geometry.points;
    return out;
}

} // namespace

std::optional<Invalidity> invalidity(const Geometry& geometry) {
    if (geometry.polygons.empty()) {
        return std::nullopt;
    }
    const GeosGeometry shape = to_geos(geometry.polygons);
    char* reason = nullptr;
    GEOSGeometry* place = nullptr;
    const char valid = GEOSisValidDetail_r(geos_context(), shape.get(), 0, &reason, &place);
    const GeosGeometry owned_place(place);
    const std::string words = reason == nullptr ? "" : reason;
    GEOSFree_r(geos_context(), reason);
    if (valid == 1) {
        return std::nullopt;
    }
    Invalidity out{words, geometry.polygons.front().shell.front()};
    if (owned_place) {
        GEOSGeomGetX_r(geos_context(), owned_place.get(), &out.where.x);
        GEOSGeomGetY_r(geos_context(), owned_place.get(), &out.where.y);
    }
    return out;
}

RepairOutcome repaired(const Geometry& geometry) {
    RepairOutcome out;
    const double before_m2 = area_lonlat_m2(geometry);
    out.geometry = with_clean_rings(geometry, out.repairs);
    if (const auto fault = out.geometry.polygons.empty() ? std::nullopt : invalidity(out.geometry)) {
        out.geometry = made_valid_by_structure(out.geometry);
        out.repairs.push_back({repair_code(fault->reason),
                               {fmt::format("图形无效（{}），已按结构法修复", fault->reason),
                                fmt::format("invalid geometry ({}), repaired by structure", fault->reason)},
                               fault->where,
                               0,
                               0});
    }
    if (!geometry.polygons.empty() && out.geometry.polygons.empty()) {
        throw base::GeometryError("not-repairable",
                                  {"修复后没有剩下任何面", "no polygon is left after repair"});
    }
    const double after_m2 = area_lonlat_m2(out.geometry);
    for (Repair& repair : out.repairs) {
        repair.area_before_m2 = before_m2;
        repair.area_after_m2 = after_m2;
    }
    const double change_m2 = std::abs(after_m2 - before_m2);
    out.needs_acceptance = change_m2 > kAcceptedM2 || change_m2 > kAcceptedShare * before_m2;
    return out;
}

} // namespace liangxian::geo
