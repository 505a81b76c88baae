// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/overlap/share.hpp"

#include "core/geo/area.hpp"
#include "core/geo/overlay.hpp"
#include "core/geo/repair.hpp"

#include <algorithm>

namespace liangxian::overlap {

double share_inside(const geo::Geometry& application, const std::vector<const geo::Geometry*>& areas) {
    std::vector<geo::Geometry> valid;
    const geo::Box box = application.bounds();
    for (const geo::Geometry* area : areas) {
        if (!area->polygons.empty() && area->bounds().intersects(box)) {
            valid.push_back(geo::repaired(*area).geometry);
        }
    }
    if (valid.empty()) {
        return 0;
    }
    std::vector<const geo::Geometry*> pointers;
    for (const geo::Geometry& area : valid) {
        pointers.push_back(&area);
    }
    const geo::Geometry all = geo::union_of(pointers).geometry;
    const auto a = geo::to_geos(application.polygons);
    const auto b = geo::to_geos(all.polygons);
    const double outside_m2 = geo::area_lonlat_m2(geo::difference(a.get(), b.get()).geometry);
    const double whole_m2 = geo::area_lonlat_m2(application);
    // The seam of two areas drawn along one border leaves crumbs of 1e-9; they are not outside.
    return outside_m2 <= whole_m2 * 1e-9 ? 1.0 : std::max(0.0, 1.0 - outside_m2 / whole_m2);
}

bool interiors_meet(const geo::Geometry& a, const geo::Geometry& b) {
    if (a.polygons.empty() || b.polygons.empty() || !a.bounds().intersects(b.bounds())) {
        return false;
    }
    const geo::Geometry valid = geo::repaired(b).geometry;
    const auto ga = geo::to_geos(a.polygons);
    const auto gb = geo::to_geos(valid.polygons);
    return geo::relate(ga.get(), gb.get())[0] != 'F';
}

} // namespace liangxian::overlap
