// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ogcapi/crs_choice.hpp"

#include "core/geo/axis_order.hpp"
#include "core/geo/crs.hpp"

#include <charconv>

namespace liangxian::ogcapi {
namespace {

constexpr std::string_view kCrs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";
constexpr std::string_view kEpsg = "http://www.opengis.net/def/crs/EPSG/0/";
constexpr std::string_view kShort = "EPSG:";
constexpr int kWebMercator = 3857;
constexpr int kFirstPlane = 4513;
constexpr int kLastPlane = 4554;

bool is_offered(int epsg) {
    return geo::is_geographic_4490_like(epsg) || epsg == kWebMercator ||
           (epsg >= kFirstPlane && epsg <= kLastPlane);
}

} // namespace

std::string CrsChoice::uri() const {
    return is_crs84 ? std::string(kCrs84) : std::string(kEpsg) + std::to_string(epsg);
}

int CrsChoice::decimals() const { return geo::is_geographic_4490_like(epsg) ? 9 : 4; }

std::optional<CrsChoice> parse_crs(std::string_view text) {
    if (text == kCrs84) {
        return CrsChoice{};
    }
    for (const std::string_view prefix : {kEpsg, kShort}) {
        if (text.substr(0, prefix.size()) != prefix) {
            continue;
        }
        int epsg = 0;
        const char* end = text.data() + text.size();
        const auto [stopped, error] = std::from_chars(text.data() + prefix.size(), end, epsg);
        if (error == std::errc() && stopped == end && is_offered(epsg)) {
            return CrsChoice{epsg, false, geo::declared_axis_order(epsg) == geo::AxisOrder::northing_first};
        }
    }
    return std::nullopt;
}

const std::vector<std::string>& crs_uris() {
    static const std::vector<std::string> kUris = [] {
        std::vector<std::string> out{std::string(kCrs84)};
        const auto add = [&out](int epsg) { out.push_back(std::string(kEpsg) + std::to_string(epsg)); };
        for (const int epsg : {4490, 4326, kWebMercator}) {
            add(epsg);
        }
        for (int epsg = kFirstPlane; epsg <= kLastPlane; ++epsg) {
            add(epsg);
        }
        return out;
    }();
    return kUris;
}

std::string storage_crs_uri() { return std::string(kEpsg) + "4490"; }

} // namespace liangxian::ogcapi
