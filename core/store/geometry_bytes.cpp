// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/geometry_bytes.hpp"

#include "core/base/error.hpp"
#include "core/geo/wkb.hpp"
#include "core/store/gpkg_blob.hpp"

#include <fmt/format.h>

#include <cmath>

namespace liangxian::store {
namespace {

/// The first vertex of a run that is not finite, counted from 1; 0: none.
std::size_t unusable_in(const std::vector<geo::Position>& run) {
    for (std::size_t i = 0; i < run.size(); ++i) {
        if (!std::isfinite(run[i].x) || !std::isfinite(run[i].y)) {
            return i + 1;
        }
    }
    return 0;
}

base::Text not_finite(std::size_t vertex, const std::string& zh, const std::string& en) {
    return {fmt::format("图形有误：{}第 {} 个点的坐标不是有限数", zh, vertex),
            fmt::format("the geometry is wrong: {}vertex {} is no finite number", en, vertex)};
}

/// Where a coordinate is no finite number, if one is.
std::optional<base::Text> unusable_vertex(const geo::Geometry& geometry) {
    for (std::size_t p = 0; p < geometry.polygons.size(); ++p) {
        const geo::Polygon& polygon = geometry.polygons[p];
        for (std::size_t r = 0; r <= polygon.holes.size(); ++r) {
            if (const std::size_t vertex = unusable_in(r == 0 ? polygon.shell : polygon.holes[r - 1])) {
                return not_finite(vertex, fmt::format("第 {} 个面第 {} 环", p + 1, r + 1),
                                  fmt::format("polygon {}, ring {}, ", p + 1, r + 1));
            }
        }
    }
    for (std::size_t i = 0; i < geometry.lines.size(); ++i) {
        if (const std::size_t vertex = unusable_in(geometry.lines[i])) {
            return not_finite(vertex, fmt::format("第 {} 条线", i + 1), fmt::format("line {}, ", i + 1));
        }
    }
    const std::size_t vertex = unusable_in(geometry.points);
    return vertex == 0 ? std::nullopt : std::optional(not_finite(vertex, "", ""));
}

} // namespace

geo::Geometry decode_geometry(std::string_view bytes, GeometryEncoding encoding) {
    if (bytes.empty()) {
        return {};
    }
    return encoding == GeometryEncoding::gpkg ? from_gpkg_blob(bytes) : geo::from_wkb(bytes);
}

geo::Box decode_bounds(std::string_view bytes, GeometryEncoding encoding) {
    if (bytes.empty()) {
        return {};
    }
    return encoding == GeometryEncoding::gpkg ? bounds_of_gpkg_blob(bytes) : geo::from_wkb(bytes).bounds();
}

std::optional<geo::Box> known_bounds(std::string_view bytes, GeometryEncoding encoding) {
    try {
        const geo::Box bounds = decode_bounds(bytes, encoding);
        const bool is_finite = std::isfinite(bounds.min_x) && std::isfinite(bounds.min_y) &&
                               std::isfinite(bounds.max_x) && std::isfinite(bounds.max_y);
        return bounds.empty() || !is_finite ? std::nullopt : std::optional(bounds);
    } catch (const base::GeometryError&) {
        return std::nullopt;
    }
}

std::optional<base::Text> read_geometry(std::string_view bytes, GeometryEncoding encoding,
                                        geo::Geometry& out) {
    try {
        out = decode_geometry(bytes, encoding);
        return unusable_vertex(out);
    } catch (const base::GeometryError& error) {
        return error.message();
    }
}

std::string canonical_wkb(std::string_view bytes, GeometryEncoding encoding) {
    try {
        return bytes.empty() ? "" : geo::to_wkb(decode_geometry(bytes, encoding));
    } catch (const base::GeometryError&) {
        return std::string(bytes);
    }
}

} // namespace liangxian::store
