// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/crs.hpp"
#include "core/geo/geometry.hpp"
#include "core/zone/records.hpp"

#include <string>
#include <vector>

namespace liangxian::sheet {

/// One 界址点 of a line.
struct Corner {
    std::string number;    ///< `J12`
    geo::Position degrees; ///< EPSG:4490, as stored
    geo::Position plane; ///< x = easting with its zone prefix (Y in Chinese tables), y = northing (X), metres
    double to_next_m = 0; ///< plane length of the side to the next corner of the ring
};

/// A ring from its north-western corner on: outlines clockwise, holes anticlockwise, so that the ground lies
/// on the right hand.
struct CornerRing {
    std::size_t part = 1; ///< of a line of several polygons
    bool is_hole = false;
    std::vector<Corner> corners;
    double perimeter_m = 0;
};

/// The corners of one version of a line, and its areas.
struct LineCorners {
    const zone::Zone* line = nullptr;
    geo::GaussZone zone; ///< in which the plane coordinates are
    std::vector<CornerRing> rings;
    double area_lonlat_m2 = 0; ///< on the ellipsoid: the area that counts
    double area_plane_m2 = 0;  ///< in the 3° zone, from the plane coordinates
    double perimeter_m = 0;    ///< outlines and holes

    std::size_t corner_count() const;
};

/// The 3° zone nearest to the middle of some lines, eastings with its prefix: one zone for all of them, even
/// where they lie across its edge. \pre one of them has a vertex
geo::GaussZone zone_of(const std::vector<const zone::Zone*>& lines);

/// Numbers run J1, J2 … through all lines in their order, so that one number means one corner on one sheet; a
/// corner that a line shares with one before it, to the last digit, keeps the number it has.
/// \throws base::GeometryError `outside-projection`
std::vector<LineCorners> number_corners(const std::vector<const zone::Zone*>& lines,
                                        const geo::GaussZone& zone);

} // namespace liangxian::sheet
