// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/crs.hpp"

#include <fmt/format.h>

#include <cmath>

namespace liangxian::geo {
namespace {

// EPSG numbers CGCS2000's planes in four runs (law-and-formats, section 5.1).
constexpr int kFirst3 = 25;
constexpr int kLast3 = 45;
constexpr int kFirst6 = 13;
constexpr int kLast6 = 23;
constexpr int kPrefixed3 = 4488; // + zone number
constexpr int kCentral3 = 4534;  // + zone number - 25
constexpr int kPrefixed6 = 4478; // + zone number
constexpr int kCentral6 = 4502;  // + zone number - 13

bool between(int value, int first, int last) { return first <= value && value <= last; }

} // namespace

int GaussZone::epsg() const {
    if (width_deg == 3) {
        return prefixed ? kPrefixed3 + number : kCentral3 + number - kFirst3;
    }
    return prefixed ? kPrefixed6 + number : kCentral6 + number - kFirst6;
}

std::optional<GaussZone> GaussZone::from_epsg(int epsg) {
    if (between(epsg, kPrefixed3 + kFirst3, kPrefixed3 + kLast3)) {
        return GaussZone{3, epsg - kPrefixed3, true};
    }
    if (between(epsg, kCentral3, kCentral3 + kLast3 - kFirst3)) {
        return GaussZone{3, epsg - kCentral3 + kFirst3, false};
    }
    if (between(epsg, kPrefixed6 + kFirst6, kPrefixed6 + kLast6)) {
        return GaussZone{6, epsg - kPrefixed6, true};
    }
    if (between(epsg, kCentral6, kCentral6 + kLast6 - kFirst6)) {
        return GaussZone{6, epsg - kCentral6 + kFirst6, false};
    }
    return std::nullopt;
}

std::optional<GaussZone> GaussZone::from_prefixed_easting(double easting_m) {
    if (!(easting_m >= 1e7 && easting_m < 1e8)) {
        return std::nullopt;
    }
    const int number = static_cast<int>(easting_m / 1e6);
    if (between(number, kFirst6, kLast6)) {
        return GaussZone{6, number, true};
    }
    if (between(number, kFirst3, kLast3)) {
        return GaussZone{3, number, true};
    }
    return std::nullopt;
}

GaussZone GaussZone::nearest_3_degree(double longitude_deg) {
    const int number = static_cast<int>(std::lround(longitude_deg / 3.0));
    return {3, std::min(std::max(number, kFirst3), kLast3), false};
}

std::optional<std::string> refused_datum(int epsg) {
    if (epsg == 4610 || between(epsg, 2327, 2390)) {
        return "Xian 1980";
    }
    if (epsg == 4214 || between(epsg, 2401, 2442) || between(epsg, 21413, 21423) ||
        between(epsg, 21453, 21463) || between(epsg, 21473, 21483)) {
        return "Beijing 1954";
    }
    return std::nullopt;
}

bool is_geographic_4490_like(int epsg) { return epsg == kCgcs2000 || epsg == 4326; }

std::string describe_crs(int epsg) {
    if (epsg == kCgcs2000) {
        return "CGCS2000 (EPSG:4490)";
    }
    if (const auto zone = GaussZone::from_epsg(epsg)) {
        return fmt::format("CGCS2000 / {}-degree Gauss-Kruger {} {} (EPSG:{})", zone->width_deg,
                           zone->prefixed ? "zone" : "CM",
                           zone->prefixed ? std::to_string(zone->number)
                                          : std::to_string(zone->central_meridian_deg()) + "E",
                           epsg);
    }
    return fmt::format("EPSG:{}", epsg);
}

} // namespace liangxian::geo
