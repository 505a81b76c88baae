// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"

#include <string>
#include <string_view>

namespace liangxian::geo {

/// Little-endian ISO WKB, two-dimensional. Polygons become MultiPolygon, lines MultiLineString,
/// points MultiPoint; one point alone becomes Point; a mixture becomes GeometryCollection; nothing
/// becomes an empty GeometryCollection. Rings are closed, shells counter-clockwise.
std::string to_wkb(const Geometry& geometry);

/// Reads ISO and EWKB of any of those types, either byte order; Z and M are dropped.
/// \throws base::GeometryError `bad-wkb` for anything else, with the byte at fault
Geometry from_wkb(std::string_view bytes);

} // namespace liangxian::geo
