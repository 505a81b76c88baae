// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/document/document.hpp"
#include "core/sheet/corners.hpp"

#include <string>
#include <vector>

namespace liangxian::dossier {

/// 界址点成果表 of one line: number, X (north), Y (east with the zone's number), side to the next corner,
/// ring by ring. \param with_degrees  longitude and latitude, too: for a workbook
document::Table corner_table(const sheet::LineCorners& line, base::Language language, bool with_degrees);

/// Reference frame, projection, zone, central meridian, units, in words.
std::string plane_words(const geo::GaussZone& zone, base::Language language);

/// The areas of one line, each with its name: ellipsoid in m², hectares and mu, plane area, perimeter.
std::vector<std::vector<document::Cell>> area_rows(const sheet::LineCorners& line, const zone::Zone& zone,
                                                   base::Language language);

} // namespace liangxian::dossier
