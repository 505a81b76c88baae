// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/crs.hpp"
#include "core/geo/geometry.hpp"

#include <optional>

namespace liangxian::geo {

/// The Gauss-Krüger projection of CGCS2000 in one zone: Krüger's series (1912) to the sixth harmonic, as
/// Karney (Transverse Mercator with an accuracy of a few nanometers, 2011) writes it, on the functions of
/// elementary.hpp. Easting before northing. Within 6° of the central meridian a northing is right to 2 nm
/// and an easting to 1 nm and the rounding of its prefix, a latitude or longitude to 3e-14 degrees.
/// Immutable: any thread.
class GaussKrueger {
public:
    explicit GaussKrueger(const GaussZone& zone);
    /// About any meridian, without a false easting: for drawing, never for what is exchanged.
    static GaussKrueger about_meridian(double longitude_deg);

    /// \param degrees  EPSG:4490
    /// \returns metres, the false easting of the zone in x; nothing further than about 10,000 km from the
    ///          central meridian, where the series ends
    std::optional<Position> forward(const Position& degrees) const;
    /// \param plane  metres, the false easting of the zone in x
    /// \returns EPSG:4490; nothing where forward() has no answer
    std::optional<Position> inverse(const Position& plane) const;

private:
    GaussKrueger(double central_meridian_deg, double false_easting_m);

    double m_central_meridian_deg;
    double m_false_easting_m;
};

} // namespace liangxian::geo
