// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"

#include <geos_c.h>

#include <memory>
#include <string>

namespace liangxian::geo {

/// The calling thread's own GEOS context; made on first use, freed with the thread.
GEOSContextHandle_t geos_context();

/// What GEOS last complained about on this thread; cleared by reading.
std::string take_geos_message();

struct GeosDeleter {
    void operator()(GEOSGeometry* g) const { GEOSGeom_destroy_r(geos_context(), g); }
};
using GeosGeometry = std::unique_ptr<GEOSGeometry, GeosDeleter>;

/// One GEOS geometry of one dimension: MultiPolygon, MultiLineString or MultiPoint.
/// \throws base::GeometryError when GEOS refuses the coordinates
GeosGeometry to_geos(const std::vector<Polygon>& polygons);
GeosGeometry to_geos(const std::vector<Line>& lines);
GeosGeometry to_geos(const std::vector<Position>& points);
/// The part of \p geometry with the highest dimension.
GeosGeometry to_geos(const Geometry& geometry);
/// All rings of the polygons as lines, closed.
GeosGeometry boundary_to_geos(const Geometry& geometry);

/// Any GEOS geometry, collections opened.
Geometry from_geos(const GEOSGeometry* g);

} // namespace liangxian::geo
