// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace liangxian::store {

// The geometry encoding of GeoPackage (OGC 12-128r17, clause 2.1.3): a header with the CRS and the
// bounds, then WKB. Coordinates are longitude, latitude in EPSG:4490.

/// Little-endian header, EPSG:4490, an envelope for all but points and empty geometries, then
/// geo::to_wkb().
std::string to_gpkg_blob(const geo::Geometry& geometry);

/// What the header says, without a look at the WKB.
struct GpkgHeader {
    int srs_id = 0;
    bool is_empty = false;
    std::optional<geo::Box> envelope; ///< points and some foreign writers leave it out
    std::size_t wkb_offset = 0;       ///< where the WKB begins
};

/// \throws base::GeometryError `bad-gpkg-blob` when this is no standard GeoPackage geometry
GpkgHeader read_gpkg_header(std::string_view blob);

/// The geometry of a blob of any writer; empty when its flag says so.
/// \throws base::GeometryError `bad-gpkg-blob`, `bad-wkb`, or `blob-crs` when it is in another CRS
///   than EPSG:4490 (4326 and the undefined geographic CRS 0 are taken as 4490)
geo::Geometry from_gpkg_blob(std::string_view blob);

/// The bounds of a blob: from the header, or from the vertices when it has no envelope.
/// \throws base::GeometryError as from_gpkg_blob()
geo::Box bounds_of_gpkg_blob(std::string_view blob);

} // namespace liangxian::store
