// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/unit_places.hpp"

namespace liangxian::app {
namespace {

constexpr double kNearDeg = 0.1;
constexpr double kZoneDeg = 3;
/// China has the zones 25 to 45.
constexpr int kMostZonesOff = 20;

geo::Box moved_east(const geo::Box& box, double by_deg) {
    return {box.min_x + by_deg, box.min_y, box.max_x + by_deg, box.max_y};
}

} // namespace

void UnitPlaces::add(const zone::Site& site) {
    const geo::Box box = site.geometry.bounds();
    if (!box.empty()) {
        m_places[site.site_id] = {box.min_x - kNearDeg, box.min_y - kNearDeg, box.max_x + kNearDeg,
                                  box.max_y + kNearDeg};
    }
}

UnitPlaces::Finding UnitPlaces::look_at(const zone::Zone& zone) const {
    const auto place = m_places.find(zone.site_id);
    const geo::Box box = zone.geometry.bounds();
    if (place == m_places.end() || box.empty() || place->second.intersects(box)) {
        return {};
    }
    for (int zones = 1; zones <= kMostZonesOff; ++zones) {
        for (const int east : {zones, -zones}) {
            if (place->second.intersects(moved_east(box, -kZoneDeg * east))) {
                return {Verdict::wrong_prefix, east};
            }
        }
    }
    return {Verdict::far_off, 0};
}

} // namespace liangxian::app
