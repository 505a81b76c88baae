// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/bench/edge_models.hpp"

#include "core/geo/area.hpp"
#include "core/geo/overlay.hpp"

#include <cmath>

namespace liangxian::bench {
namespace {

/// Crossing points rounded here and there; another series for the same ellipsoid; another sum.
AreaTolerance tolerance_of(EdgeModel edges) {
    return edges == EdgeModel::straight_in_degrees ? AreaTolerance{1e-8, 1e-4}
           : edges == EdgeModel::geodesic          ? AreaTolerance{1e-6, 1e-3}
                                                   : AreaTolerance{2e-3, 1e-2};
}

bool is_area_of(const geo::Geometry& polygons, double area_m2, EdgeModel edges) {
    const double expected_m2 = edges == EdgeModel::straight_in_degrees ? geo::area_lonlat_m2(polygons)
                                                                       : geo::area_geodesic_m2(polygons);
    return std::abs(area_m2 - expected_m2) <= tolerance_of(edges).of(expected_m2);
}

} // namespace

bool EdgeModels::explain(const OverlapPair& ours, EdgeModel our_edges, const OverlapPair& peers,
                         EdgeModel peer_edges) {
    const auto zone = m_zones.find(ours.zone_id);
    if (our_edges == peer_edges || !zone) {
        return false;
    }
    const geo::GeosGeometry a = geo::to_geos(m_applications[ours.application].polygons);
    const geo::GeosGeometry z = geo::to_geos(zone->polygons);
    const geo::Geometry both = geo::intersection(a.get(), z.get()).geometry;
    return is_area_of(both, ours.area_m2, our_edges) && is_area_of(both, peers.area_m2, peer_edges);
}

} // namespace liangxian::bench
