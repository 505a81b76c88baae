// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/overlap/partition.hpp"

#include "core/base/error.hpp"
#include "core/geo/area.hpp"
#include "core/geo/overlay.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <functional>

namespace liangxian::overlap {
namespace {

geo::Geometry polygons_only(geo::Geometry geometry) {
    geometry.lines.clear();
    geometry.points.clear();
    return geometry;
}

geo::Geometry without(const geo::Geometry& from, const geo::Geometry& taken) {
    if (from.polygons.empty() || taken.polygons.empty()) {
        return from;
    }
    const auto a = geo::to_geos(from.polygons);
    const auto b = geo::to_geos(taken.polygons);
    return polygons_only(geo::difference(a.get(), b.get()).geometry);
}

geo::Geometry united(const std::vector<Contact>& contacts, const std::function<bool(const Target&)>& take) {
    std::vector<const geo::Geometry*> chosen;
    for (const Contact& contact : contacts) {
        if (take(*contact.target)) {
            chosen.push_back(contact.geometry);
        }
    }
    return polygons_only(geo::union_of(chosen).geometry);
}

bool is_first_class(const Target& target) {
    return target.body != nullptr || (target.zone != nullptr && zone::is_protection(target.zone->kind));
}
bool is_control(const Target& target) {
    return target.zone != nullptr && target.zone->kind == zone::ZoneKind::control;
}

} // namespace

result::Partition partition_of(const Subject& application, const std::vector<Contact>& contacts) {
    const geo::Geometry protection = united(contacts, is_first_class);
    const geo::Geometry control = without(united(contacts, is_control), protection);
    const geo::Geometry two_lines = polygons_only(geo::union_of({&protection, &control}).geometry);
    const geo::Geometry other =
        without(united(contacts, [](const Target& t) { return t.area != nullptr; }), two_lines);
    const geo::Geometry all = polygons_only(geo::union_of({&two_lines, &other}).geometry);
    const geo::Geometry outside = without(application.geometry, all);

    const result::Partition out{geo::area_lonlat_m2(protection), geo::area_lonlat_m2(control),
                                geo::area_lonlat_m2(other), geo::area_lonlat_m2(outside)};
    const double sum_m2 = out.protection_m2 + out.control_only_m2 + out.other_m2 + out.outside_m2;
    const double gap_m2 = std::abs(sum_m2 - application.area_m2);
    if (gap_m2 > std::max(application.area_m2 * 1e-9, 1e-6)) {
        throw base::GeometryError(
            "partition-broken",
            {fmt::format("分区面积之和与申请面积相差 {} 平方米", gap_m2),
             fmt::format("the partition misses the application's area by {} m²", gap_m2)});
    }
    return out;
}

double area_outside_ranges_m2(const Contact& control, const std::vector<Contact>& contacts) {
    const std::string& unit = control.target->zone->site_id;
    const geo::Geometry ranges = united(contacts, [&unit](const Target& target) {
        return target.zone != nullptr && zone::is_protection(target.zone->kind) &&
               target.zone->site_id == unit;
    });
    return geo::area_lonlat_m2(without(polygons_only(*control.geometry), ranges));
}

} // namespace liangxian::overlap
