// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/intake/read.hpp"

#include <string>
#include <string_view>

namespace liangxian::intake {

/// Reads GeoJSON (RFC 7946): a FeatureCollection, a Feature, a bare geometry, or one object a line
/// (newline-delimited). One feature each; with Grouping::one a part each.
///
/// The CRS is longitude and latitude (`format`); the `crs` member of the 2008 draft is honoured
/// (`header`). A document that cannot be parsed is refused with the byte and line where it ends;
/// a feature that is wrong is unreadable with its number, and the others go on.
/// \param utf8  see decode_text()
///
/// Problem codes: `json-broken`, `json-too-deep`, `json-duplicate-key`, `not-geojson`,
/// `crs-unknown`, and those of geo::from_geojson() and decide_crs().
ReadOutcome read_geojson(std::string_view utf8, const std::string& name, const ReadOptions& options);

} // namespace liangxian::intake
