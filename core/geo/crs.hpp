// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>

namespace liangxian::geo {

/// EPSG code of CGCS2000 longitude/latitude: the store, the engine and every result.
constexpr int kCgcs2000 = 4490;

/// A Gauss-Krüger plane of CGCS2000 (law-and-formats, section 5.1).
struct GaussZone {
    int width_deg = 3;     ///< 3 or 6
    int number = 0;        ///< 25–45 for 3°, 13–23 for 6°
    bool prefixed = false; ///< the easting carries the zone number: number·10⁶ + 500000

    int central_meridian_deg() const { return width_deg == 3 ? 3 * number : 6 * number - 3; }
    double false_easting_m() const { return (prefixed ? number * 1e6 : 0.0) + 500000.0; }
    /// 4513–4533, 4534–4554, 4491–4501 or 4502–4512.
    int epsg() const;
    bool operator==(const GaussZone& o) const {
        return width_deg == o.width_deg && number == o.number && prefixed == o.prefixed;
    }

    /// The zone of an EPSG code; nothing when the code is no CGCS2000 Gauss-Krüger plane.
    static std::optional<GaussZone> from_epsg(int epsg);
    /// The zone a prefixed easting (eight digits before the point) names: 13–23 are 6° zones,
    /// 25–45 are 3° zones, 24 is neither.
    static std::optional<GaussZone> from_prefixed_easting(double easting_m);
    /// The 3° zone whose middle is nearest to a longitude, without prefix.
    static GaussZone nearest_3_degree(double longitude_deg);
};

/// The old datum of an EPSG code, for the refusal message: "Xian 1980", "Beijing 1954"; nothing for
/// any other code. PROJ would treat these as identical to CGCS2000 in silence, tens of metres wrong.
std::optional<std::string> refused_datum(int epsg);

/// EPSG:4326 and EPSG:4490 are taken as one, noted by the caller (they differ by centimetres).
bool is_geographic_4490_like(int epsg);

/// "CGCS2000 / 3-degree Gauss-Kruger zone 37 (EPSG:4525)", for people.
std::string describe_crs(int epsg);

} // namespace liangxian::geo
