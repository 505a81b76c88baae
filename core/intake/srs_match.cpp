// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/srs_match.hpp"

#include "core/geo/crs.hpp"
#include "core/intake/crs_decision.hpp"
#include "core/intake/text_lines.hpp"

#include <cmath>

namespace liangxian::intake {
namespace {

enum class Datum { cgcs2000, wgs84, xian80, beijing54, other };

/// By spheroid first; CGCS2000 shares its own with GRS 80 to nine digits, so there the name decides too.
Datum datum_of(const gdal::SpatialReference& srs) {
    const double a = srs.semi_major_m;
    const double rf = srs.inverse_flattening;
    const std::string words = lower_ascii(srs.datum + " " + srs.geographic);
    const bool names_china =
        contains_text(words, "china") || contains_text(words, "cgcs") || contains_text(words, "2000");
    if (std::abs(a - 6378137.0) < 0.01 && std::abs(rf - 298.257222101) < 1e-7 && names_china) {
        return Datum::cgcs2000;
    }
    if (std::abs(a - 6378137.0) < 0.01 && std::abs(rf - 298.257223563) < 1e-7 &&
        contains_text(words, "wgs")) {
        return Datum::wgs84;
    }
    if (std::abs(a - 6378140.0) < 0.5 && std::abs(rf - 298.257) < 1e-3) {
        return Datum::xian80;
    }
    const bool is_krassovsky = std::abs(a - 6378245.0) < 0.5 && std::abs(rf - 298.3) < 1e-3;
    return is_krassovsky && !contains_text(words, "pulkovo") ? Datum::beijing54 : Datum::other;
}

/// The Gauss-Krüger plane of the parameters, whatever the datum.
std::optional<geo::GaussZone> gauss_zone_of(const gdal::SpatialReference& srs) {
    const std::string method = lower_ascii(srs.projection);
    const bool is_transverse =
        contains_text(method, "transverse_mercator") || contains_text(method, "gauss_kruger");
    const bool is_plain = srs.latitude_of_origin_deg == 0 && std::abs(srs.scale_factor - 1) < 1e-12 &&
                          srs.false_northing == 0 && srs.linear_unit_m == 1;
    if (!is_transverse || !is_plain) {
        return std::nullopt;
    }
    const double meridian = srs.central_meridian_deg;
    const int number3 = static_cast<int>(std::lround(meridian / 3));
    const int number6 = static_cast<int>(std::lround((meridian + 3) / 6));
    for (const geo::GaussZone& zone : {geo::GaussZone{3, number3, false}, geo::GaussZone{3, number3, true},
                                       geo::GaussZone{6, number6, true}}) {
        const bool in_range = zone.width_deg == 3 ? 25 <= zone.number && zone.number <= 45
                                                  : 13 <= zone.number && zone.number <= 23;
        if (in_range && std::abs(zone.central_meridian_deg() - meridian) < 1e-9 &&
            std::abs(zone.false_easting_m() - srs.false_easting) < 1e-6) {
            return zone;
        }
    }
    return std::nullopt;
}

std::optional<int> geographic_code(Datum datum) {
    switch (datum) {
    case Datum::cgcs2000:
        return geo::kCgcs2000;
    case Datum::wgs84:
        return 4326;
    case Datum::xian80:
        return 4610;
    case Datum::beijing54:
        return 4214;
    case Datum::other:
        break;
    }
    return std::nullopt;
}

} // namespace

std::optional<int> epsg_of(const gdal::SpatialReference& srs) {
    const Datum datum = datum_of(srs);
    if (srs.kind == gdal::SpatialReference::Kind::geographic) {
        const auto code = geographic_code(datum);
        return code ? code : srs.epsg;
    }
    if (const auto zone = gauss_zone_of(srs)) {
        if (datum == Datum::cgcs2000) {
            return zone->epsg();
        }
        if (datum == Datum::xian80 || datum == Datum::beijing54) {
            return old_datum_epsg(datum == Datum::xian80 ? "80" : "54", zone->width_deg, zone->number,
                                  zone->prefixed);
        }
    }
    // An unusual plane on an old datum must still be refused as that datum.
    const bool is_old = datum == Datum::xian80 || datum == Datum::beijing54;
    return !srs.epsg && is_old ? geographic_code(datum) : srs.epsg;
}

PrjMatch match_prj(const std::string& prj_text) {
    const auto srs = gdal::functions().parse_esri_wkt(prj_text);
    return srs ? PrjMatch{true, epsg_of(*srs), srs->name} : PrjMatch{};
}

} // namespace liangxian::intake
