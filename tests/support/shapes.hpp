// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/distance.hpp"
#include "core/geo/geometry.hpp"
#include "core/zone/zone_source.hpp"

#include <string>
#include <utility>

namespace liangxian::tests {

// Shapes are drawn in metres east and north of a point in Ying county, so that a case can be read:
// rectangle(0, 0, 100, 50) is 100 m wide and 50 m high.

constexpr double kOriginLon = 113.18;
constexpr double kOriginLat = 39.56;

inline geo::Position at_m(double east_m, double north_m) {
    const geo::MetresPerDegree scale = geo::metres_per_degree(kOriginLat);
    return {kOriginLon + east_m / scale.lon, kOriginLat + north_m / scale.lat};
}

inline geo::Ring ring_m(double east_m, double north_m, double width_m, double height_m) {
    return {at_m(east_m, north_m), at_m(east_m + width_m, north_m),
            at_m(east_m + width_m, north_m + height_m), at_m(east_m, north_m + height_m)};
}

inline geo::Geometry rectangle(double east_m, double north_m, double width_m, double height_m) {
    geo::Geometry g;
    g.polygons.push_back({ring_m(east_m, north_m, width_m, height_m), {}});
    return g;
}

inline geo::Geometry point(double east_m, double north_m) {
    geo::Geometry g;
    g.points.push_back(at_m(east_m, north_m));
    return g;
}

inline geo::Geometry line(double east_m, double north_m, double to_east_m, double to_north_m) {
    geo::Geometry g;
    g.lines.push_back({at_m(east_m, north_m), at_m(to_east_m, to_north_m)});
    return g;
}

inline zone::Site a_site(const std::string& id, geo::Geometry body = {}) {
    zone::Site site;
    site.site_id = id;
    site.name = "文物" + id;
    site.level = zone::Level::national;
    site.county = "应县";
    site.geometry = std::move(body);
    return site;
}

inline zone::Zone a_zone(const std::string& id, const std::string& site_id, zone::ZoneKind kind,
                         geo::Geometry geometry) {
    zone::Zone zone;
    zone.zone_id = id;
    zone.site_id = site_id;
    zone.kind = kind;
    zone.approval_document = "晋政函〔2020〕1号";
    zone.geometry = std::move(geometry);
    return zone;
}

inline zone::Area an_area(const std::string& id, zone::AreaKind kind, geo::Geometry geometry) {
    zone::Area area;
    area.area_id = id;
    area.kind = kind;
    area.name = id;
    area.geometry = std::move(geometry);
    return area;
}

} // namespace liangxian::tests
