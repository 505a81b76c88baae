// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"
#include "core/intake/feature.hpp"

#include <optional>
#include <string>
#include <vector>

namespace liangxian::intake {

/// All that a file and the user say about the coordinate system, and the coordinates themselves.
struct CrsEvidence {
    std::optional<int> declared_epsg;     ///< `--crs`
    std::string header_datum;             ///< `2000`, `80`, `54`, `WGS84`; empty: not stated
    std::optional<int> header_zone_width; ///< 几度分带: 3 or 6
    std::optional<int> header_zone;       ///< 带号
    bool header_in_degrees = false;       ///< 计量单位=度
    /// A code the format itself carries (GeoPackage layer, old GeoJSON `crs`); basis `header`.
    std::optional<int> header_epsg;
    std::optional<int> prj_epsg;            ///< what a .prj was recognised as
    std::string prj_text;                   ///< its words, for the message; empty: no .prj
    bool format_is_degrees = false;         ///< GeoJSON, KML
    std::vector<geo::Position> sample;      ///< every vertex, or enough of them; x = easting or longitude
    std::optional<geo::Box> jurisdiction;   ///< EPSG:4490; absent: nothing is outside
    std::vector<int> registered_old_datums; ///< old codes the store can transform
    std::string where;                      ///< put into every problem
};

/// The decision and what was assumed on the way.
struct CrsChoice {
    CrsDecision crs;
    base::Problems warnings;
};

/// Decides the coordinate system once, and says why (CrsDecision::basis).
///
/// In this order: `--crs`; the header; the .prj; the format; the values. An old datum is refused
/// before anything is computed with it. A zone number in the eastings that contradicts any
/// statement is an error, never resolved in silence. Values alone give `guessed:degrees`,
/// `guessed:zone-prefix` (eight-digit eastings: 13–23 are 6° zones, 25–45 are 3° zones) or
/// `guessed:jurisdiction` (six-digit eastings that only one zone puts inside).
///
/// Problem codes: `datum-refused`, `zone-contradiction`, `crs-contradiction`, `crs-undecidable` (the message
/// lists the candidates), `crs-unknown`, `latitude-first`, `not-degrees`, `outside-jurisdiction`. Warning
/// codes: `crs-guessed`, `wgs84-taken-as-cgcs2000`, `partly-outside-jurisdiction`, `header-overruled`,
/// `prj-not-understood`.
base::Result<CrsChoice> decide_crs(const CrsEvidence& evidence);

/// The code of an old datum's Gauss-Krüger plane; nothing for a zone that does not exist.
/// \param datum  `80` or `54`
std::optional<int> old_datum_epsg(const std::string& datum, int width_deg, int zone, bool prefixed);

} // namespace liangxian::intake
