// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/intake/read.hpp"

#include <string>
#include <string_view>

namespace liangxian::intake {

/// Reads KML and 奥维 .ovkml: every Placemark with a Polygon, LinearRing, LineString, Point or
/// MultiGeometry is a feature; with Grouping::one a part of one. Heights are dropped.
///
/// A DOCTYPE is refused before the parser runs, so no entity is ever expanded; links, overlays,
/// models and tracks are not followed or taken (`not-taken`). KML says WGS 84, but Chinese map
/// programs may have shifted the coordinates by some 600 m (GCJ-02): every feature warns
/// `datum-unstated`.
/// \param utf8  see decode_text()
///
/// Problem codes: `xml-doctype`, `xml-broken`, `xml-too-deep`, `not-kml`, `kml-coordinates`.
ReadOutcome read_kml(std::string_view utf8, const std::string& name, const ReadOptions& options);

} // namespace liangxian::intake
