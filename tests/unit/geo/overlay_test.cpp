// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/area.hpp"
#include "core/geo/overlay.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace liangxian::geo {
namespace {

Geometry cell(double lon, double lat, double size) {
    Geometry g;
    g.polygons.push_back({{{lon, lat}, {lon + size, lat}, {lon + size, lat + size}, {lon, lat + size}}, {}});
    return g;
}

TEST(Overlay, SplitsAnAreaWithoutLosingAny) {
    const Geometry a = cell(112.013, 39.017, 0.031);
    const Geometry b = cell(112.027, 39.029, 0.042);
    const auto ga = to_geos(a);
    const auto gb = to_geos(b);
    const double both = area_lonlat_m2(intersection(ga.get(), gb.get()).geometry);
    const double rest = area_lonlat_m2(difference(ga.get(), gb.get()).geometry);
    EXPECT_GT(both, 0);
    EXPECT_NEAR(both + rest, area_lonlat_m2(a), area_lonlat_m2(a) * 1e-9);
}

TEST(Overlay, OfTouchingPolygonsIsTheSharedLine) {
    const Geometry a = cell(112, 39, 0.1);
    const Geometry b = cell(112.1, 39, 0.1);
    const auto ga = to_geos(a);
    const auto gb = to_geos(b);
    const Overlay shared = intersection(ga.get(), gb.get());
    EXPECT_TRUE(shared.geometry.polygons.empty());
    EXPECT_EQ(shared.geometry.lines.size(), 1u);
    EXPECT_EQ(shared.method, "overlay");
}

TEST(Overlay, UnionCountsSharedGroundOnce) {
    const Geometry a = cell(112, 39, 0.1);
    const Geometry b = cell(112.05, 39, 0.1);
    const double area = area_lonlat_m2(union_of({&a, &b}).geometry);
    EXPECT_LT(area, area_lonlat_m2(a) + area_lonlat_m2(b));
    EXPECT_NEAR(area, area_lonlat_m2(a) * 1.5, area * 1e-9);
    EXPECT_TRUE(union_of({}).geometry.empty());
}

TEST(Relate, IsExactOnTheDoubles) {
    const Geometry a = cell(112, 39, 0.1);
    Geometry b = cell(112.1, 39, 0.1);
    const auto ga = to_geos(a);
    EXPECT_EQ(relate(ga.get(), to_geos(b).get())[0], 'F') << "they share an edge, no ground";
    for (Position& p : b.polygons.front().shell) {
        p.x = std::nextafter(p.x, 0); // one unit in the last place over the edge
    }
    EXPECT_EQ(relate(ga.get(), to_geos(b).get())[0], '2');
}

} // namespace
} // namespace liangxian::geo
