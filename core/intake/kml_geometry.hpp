// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"
#include "core/geo/geometry.hpp"

#include <pugixml.hpp>

#include <string>
#include <string_view>

namespace liangxian::intake {

/// The positions of a KML `coordinates` element: `lon,lat[,height]` separated by blanks. Blanks
/// round the commas, which some programs write, are read too.
base::Result<geo::Line> parse_kml_coordinates(std::string_view text, const std::string& where);

/// Adds the geometry element \p node (Point, LineString, LinearRing, Polygon, MultiGeometry) to
/// \p into. A LinearRing by itself is taken as a polygon.
/// \returns what is wrong; empty when all went well or the element is no geometry
base::Problems add_kml_geometry(const pugi::xml_node& node, const std::string& where, geo::Geometry& into);

/// An element's name without its namespace prefix ("gx:Track" → "Track").
std::string kml_local_name(const pugi::xml_node& node);

/// The first child element with that local name.
pugi::xml_node kml_child(const pugi::xml_node& node, std::string_view local_name);

} // namespace liangxian::intake
