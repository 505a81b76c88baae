// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/swath.hpp"

#include "core/geo/area.hpp"
#include "core/geo/overlay.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace liangxian::geo {
namespace {

/// Area of the 64-cornered disc drawn about a circle.
double disc_m2(double radius_m) { return 64 * radius_m * radius_m * std::tan(M_PI / 64); }

Geometry line_of(const Line& line) {
    Geometry g;
    g.lines.push_back(line);
    return g;
}

/// GEOS's own buffer of the true half width, its arcs drawn inside the true ones.
Geometry buffer_of(const Geometry& plane, double width_m) {
    const GeosGeometry shape = to_geos(plane);
    const GeosGeometry buffer(GEOSBuffer_r(geos_context(), shape.get(), width_m / 2, 16));
    return from_geos(buffer.get());
}

double outside_m2(const Geometry& a, const Geometry& b) {
    return area_plane_m2(difference(to_geos(a).get(), to_geos(b).get()).geometry);
}

TEST(Swath, OfAPointIsADiscAndOfAnEdgeARectangleWithTwoHalves) {
    Geometry point;
    point.points.push_back({500000, 4350000});
    EXPECT_NEAR(area_plane_m2(swath(point, 20)), disc_m2(10), 1e-6);
    const Geometry edge = line_of({{500000, 4350000}, {500100, 4350000}});
    EXPECT_NEAR(area_plane_m2(swath(edge, 20)), disc_m2(10) + 100 * 20 / std::cos(M_PI / 64), 1e-6);
    EXPECT_NEAR(area_plane_m2(swath(line_of({{500000, 4350000}, {500000, 4350000}}), 20)), disc_m2(10), 1e-6);
}

TEST(Swath, IsNowhereTooNarrowAndHardlyTooWide) {
    std::mt19937 random(3);
    std::normal_distribution<double> bend(0, 0.8);
    for (int i = 0; i < 40; ++i) {
        Line line{{500000, 4350000}};
        double heading = i;
        for (int k = 0; k < 60; ++k) { // sharp bends, edges shorter than the width and crossings
            heading += bend(random);
            line.push_back({line.back().x + 15 * std::cos(heading), line.back().y + 15 * std::sin(heading)});
        }
        const double width_m = i % 2 == 0 ? 4 : 40;
        const Geometry wide = swath(line_of(line), width_m);
        const Geometry buffer = buffer_of(line_of(line), width_m);
        EXPECT_LT(outside_m2(buffer, wide), 1e-4);
        // GEOS smooths bends of the line by up to a hundredth of the half width before it begins.
        EXPECT_LT(outside_m2(wide, buffer_of(line_of(line), width_m * 1.003)), 0.02);
    }
}

TEST(Swath, GoesRoundAnEndWhereTheLineTurnsBack) {
    const Geometry back = line_of({{500000, 4350000}, {500100, 4350000}, {500050, 4350000}});
    EXPECT_NEAR(area_plane_m2(swath(back, 20)), disc_m2(10) + 100 * 20 / std::cos(M_PI / 64), 1e-6);
}

} // namespace
} // namespace liangxian::geo
