// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace liangxian::bench {

/// A stretch of land to fill with sites; each site has a protection range and a control zone.
struct Region {
    std::string name;
    geo::Box box; ///< EPSG:4490, degrees; outlines may reach a little beyond
    std::uint32_t site_count = 0;
};

/// `province`: as many sites and as dense as Shanxi (53,875); `country`: as China (766,700); `quick`: a
/// piece of the province with 10,000; nothing for another name.
std::optional<Region> region_named(std::string_view name);

/// A square of the province's density, for tests.
Region region_of_sites(std::uint32_t site_count);

} // namespace liangxian::bench
