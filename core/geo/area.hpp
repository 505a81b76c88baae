// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"

#include <cstddef>

namespace liangxian::geo {

/// CGCS2000 ellipsoid (GB 22021-2008): semi-major axis in metres and flattening.
constexpr double kSemiMajorM = 6378137.0;
constexpr double kFlattening = 1.0 / 298.257222101;

constexpr double kSquareMetresPerHectare = 10000.0;
/// 1 亩 = 2000/3 m².
constexpr double kSquareMetresPerMu = 2000.0 / 3.0;

/// Area of the polygons on the CGCS2000 ellipsoid, edges straight in longitude/latitude, in m².
/// Exactly additive when a polygon is cut. This is the area that counts.
/// \pre EPSG:4490, shells and holes may run either way; lines and points add nothing
double area_lonlat_m2(const Geometry& geometry);

/// The figure of the land-survey rule 国土调查办发〔2008〕32号 on CGCS2000: one trapezoid per edge
/// against the mean of its two longitudes, no subdivision. Printed beside the area that counts.
double area_rule_m2(const Geometry& geometry);

/// Area with geodesic edges (Karney 2013), as PostGIS geography gives it; in m².
double area_geodesic_m2(const Geometry& geometry);

/// Plain shoelace area, for plane coordinates in metres; in m².
double area_plane_m2(const Geometry& plane);

/// Signed lonlat area of one ring, m², positive when counter-clockwise.
double signed_area_lonlat_m2(const Ring& ring);

/// The same of a ring in two flat arrays, the closing vertex there or not.
/// \param x,y  longitudes and latitudes, degrees
double signed_ring_area_lonlat_m2(const double* x, const double* y, std::size_t count);

} // namespace liangxian::geo
