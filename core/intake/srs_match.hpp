// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/gdal/gdal.hpp"

#include <optional>
#include <string>

namespace liangxian::intake {

/// The EPSG code of a spatial reference, found by its parameters (spheroid, central meridian, false
/// easting), since ESRI and EPSG name the same plane in many ways: CGCS2000, Xian 1980 and Beijing
/// 1954, geographic and 3° and 6° Gauss-Krüger with and without zone prefix, and WGS 84.
/// Anything else: the EPSG code it carries itself; nothing when it carries none.
std::optional<int> epsg_of(const gdal::SpatialReference& srs);

/// A .prj read as ESRI WKT, by GDAL.
struct PrjMatch {
    bool understood = false; ///< it is WKT at all
    std::optional<int> epsg; ///< a plane or datum we know
    std::string name;        ///< as the file has it, for messages
};
PrjMatch match_prj(const std::string& prj_text);

} // namespace liangxian::intake
