// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/bench/region.hpp"

#include <cmath>

namespace liangxian::bench {
namespace {

constexpr std::uint32_t kProvinceSites = 53875;
constexpr std::uint32_t kCountrySites = 766700;
constexpr std::uint32_t kQuickSites = 10000;
const geo::Box kProvinceBox{110.6, 34.6, 113.9, 40.2};
const geo::Box kCountryBox{82.0, 22.0, 124.0, 46.0};

} // namespace

std::optional<Region> region_named(std::string_view name) {
    if (name == "province") {
        return Region{"province", kProvinceBox, kProvinceSites};
    }
    if (name == "country") {
        return Region{"country", kCountryBox, kCountrySites};
    }
    if (name == "quick") {
        Region piece = region_of_sites(kQuickSites);
        piece.name = "quick";
        return piece;
    }
    return std::nullopt;
}

Region region_of_sites(std::uint32_t site_count) {
    const double share = std::sqrt(static_cast<double>(site_count) / kProvinceSites);
    const double lon = (kProvinceBox.max_x - kProvinceBox.min_x) * share;
    const double lat = (kProvinceBox.max_y - kProvinceBox.min_y) * share;
    const geo::Position corner{111.5, 37.0};
    return {"piece", {corner.x, corner.y, corner.x + lon, corner.y + lat}, site_count};
}

} // namespace liangxian::bench
