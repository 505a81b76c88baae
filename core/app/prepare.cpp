// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/prepare.hpp"

#include "core/base/error.hpp"
#include "core/geo/area.hpp"
#include "core/geo/densify.hpp"
#include "core/geo/distance.hpp"
#include "core/geo/overlay.hpp"
#include "core/geo/ring_order.hpp"
#include "core/geo/swath.hpp"
#include "core/geo/transform.hpp"

#include <fmt/format.h>

#include <cmath>

namespace liangxian::app {
namespace {

/// Plane edges are straight in their plane, so vertices are added before the move; degrees stay.
geo::Geometry moved_to_4490(const geo::Geometry& source, const geo::Transform& transform, int epsg) {
    if (geo::is_geographic_4490_like(epsg) || source.empty()) {
        return source;
    }
    const geo::Box box = source.bounds();
    const double latitude = std::max(std::abs(transform.to_4490({box.min_x, box.min_y}).y),
                                     std::abs(transform.to_4490({box.max_x, box.max_y}).y));
    return transform.to_4490(geo::densified(source, latitude));
}

void append(const geo::Geometry& from, geo::Geometry& to) {
    to.polygons.insert(to.polygons.end(), from.polygons.begin(), from.polygons.end());
    to.lines.insert(to.lines.end(), from.lines.begin(), from.lines.end());
    to.points.insert(to.points.end(), from.points.begin(), from.points.end());
}

/// Parts as read, moved and repaired one by one: the joined polygons and the deducted ones.
class PartJoiner {
public:
    PartJoiner(const intake::Feature& feature, PreparedGeometry& out)
        : m_feature(feature), m_transform(feature.crs.epsg), m_out(out) {}

    void add(const intake::SourcePart& source) {
        const geo::Geometry moved = moved_to_4490(source.geometry, m_transform, m_feature.crs.epsg);
        append(moved, m_out.original);
        const geo::RepairOutcome repaired = geo::repaired(moved);
        m_out.repairs.insert(m_out.repairs.end(), repaired.repairs.begin(), repaired.repairs.end());
        m_out.needs_acceptance = m_out.needs_acceptance || repaired.needs_acceptance;
        m_out.vertices_as_read += source.geometry.vertex_count();
        m_out.parts.push_back({source.name, source.source, source.sign, source.geometry.vertex_count(),
                               geo::area_lonlat_m2(repaired.geometry), source.attributes});
        append(repaired.geometry, source.sign < 0 ? m_deducted : m_joined);
    }

    /// The lots together less what is deducted.
    geo::Geometry finish() {
        if (m_joined.polygons.empty() && !m_deducted.polygons.empty()) {
            throw base::GeometryError("nothing-left", {"只有扣除部分，没有任何正的范围",
                                                       "there are only deducted parts and no extent"});
        }
        join_overlapping_lots();
        deduct();
        return std::move(m_joined);
    }

private:
    /// Lots that overlap or share an edge make an invalid multipolygon; their union is the extent.
    void join_overlapping_lots() {
        if (m_joined.polygons.size() < 2 || !geo::invalidity(m_joined)) {
            return;
        }
        const double before_m2 = geo::area_lonlat_m2(m_joined);
        m_joined.polygons = geo::union_of({&m_joined}).geometry.polygons;
        const double after_m2 = geo::area_lonlat_m2(m_joined);
        if (std::abs(after_m2 - before_m2) > 1e-6) {
            m_out.repairs.push_back({"lots-joined",
                                     {"地块之间有重叠，已合并，重叠部分只计一次",
                                      "lots overlap; they were joined and the overlap counts once"},
                                     m_joined.polygons.front().shell.front(),
                                     before_m2,
                                     after_m2});
        }
    }
    void deduct() {
        if (m_deducted.polygons.empty()) {
            return;
        }
        const geo::Geometry holes = geo::union_of({&m_deducted}).geometry;
        const auto whole = geo::to_geos(m_joined.polygons);
        const auto taken = geo::to_geos(holes.polygons);
        m_joined.polygons = geo::difference(whole.get(), taken.get()).geometry.polygons;
        if (m_joined.polygons.empty()) {
            throw base::GeometryError("nothing-left",
                                      {"扣除之后没有剩下任何范围", "nothing is left after the deductions"});
        }
    }

    const intake::Feature& m_feature;
    geo::Transform m_transform;
    PreparedGeometry& m_out;
    geo::Geometry m_joined;
    geo::Geometry m_deducted;
};

} // namespace

base::Result<PreparedGeometry> prepare_geometry(const intake::Feature& feature) {
    PreparedGeometry out;
    std::string place = feature.source;
    try {
        PartJoiner joiner(feature, out);
        for (const intake::SourcePart& part : feature.parts) {
            place = part.source.empty() ? feature.source : part.source;
            joiner.add(part);
        }
        place = feature.source;
        out.geometry = joiner.finish();
    } catch (const base::GeometryError& error) {
        return base::Problem{error.code(), place, error.message()};
    }
    return out;
}

geo::Geometry with_width(const geo::Geometry& geometry, double width_m) {
    const geo::Box box = geometry.bounds();
    const auto zone = geo::GaussZone::nearest_3_degree((box.min_x + box.max_x) / 2);
    const geo::Transform transform(zone.epsg());
    const geo::Geometry shape = geo::swath(transform.from_4490(geometry), width_m);
    return transform.to_4490(geo::densified(shape, std::max(std::abs(box.min_y), std::abs(box.max_y))));
}

void settle(PreparedGeometry& prepared) {
    prepared.geometry.lines.clear(); // a polygon with stray lines is judged by its polygons
    prepared.geometry.points.clear();
    geo::RepairOutcome last = geo::repaired(prepared.geometry);
    prepared.repairs.insert(prepared.repairs.end(), last.repairs.begin(), last.repairs.end());
    prepared.geometry = geo::with_normal_rings(std::move(last.geometry));
}

void measure(result::ApplicationInfo& application, int source_epsg) {
    const geo::Geometry& geometry = application.geometry;
    application.area_lonlat_m2 = geo::area_lonlat_m2(geometry);
    application.area_rule_m2 = geo::area_rule_m2(geometry);
    application.area_geodesic_m2 = geo::area_geodesic_m2(geometry);
    const geo::Box box = geometry.bounds();
    const auto declared = geo::GaussZone::from_epsg(source_epsg);
    const auto zone = declared && declared->width_deg == 3
                          ? *declared
                          : geo::GaussZone::nearest_3_degree((box.min_x + box.max_x) / 2);
    application.plane_area_m2 = geo::area_plane_m2(geo::Transform(zone.epsg()).from_4490(geometry));
    application.plane_crs = fmt::format("EPSG:{}", zone.epsg());
}

} // namespace liangxian::app
