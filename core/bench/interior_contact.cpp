// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/bench/interior_contact.hpp"

#include "core/bench/region_store.hpp"
#include "core/geo/geos.hpp"
#include "core/geo/overlay.hpp"

#include <algorithm>

namespace liangxian::bench {
namespace {

constexpr double kSureM2 = 1e-3;

} // namespace

void keep_interior_contacts(const std::vector<geo::Geometry>& applications,
                            const std::filesystem::path& store, std::vector<OverlapPair>& pairs) {
    ZoneGeometries zones(store);
    const auto is_touch = [&](const OverlapPair& pair) {
        if (pair.area_m2 >= kSureM2) {
            return false;
        }
        const auto zone = zones.find(pair.zone_id);
        const geo::GeosGeometry a = geo::to_geos(applications[pair.application].polygons);
        return zone && geo::relate(a.get(), geo::to_geos(zone->polygons).get())[0] == 'F';
    };
    pairs.erase(std::remove_if(pairs.begin(), pairs.end(), is_touch), pairs.end());
}

} // namespace liangxian::bench
