// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/sheet/corners.hpp"
#include "core/sheet/map_frame.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace liangxian::sheet {
namespace {

zone::Zone line(geo::Ring shell, std::vector<geo::Ring> holes = {}) {
    zone::Zone out;
    out.zone_id = "Z";
    out.geometry.polygons.push_back({std::move(shell), std::move(holes)});
    return out;
}

const geo::Ring kRange{{112.0, 39.5}, {112.001, 39.5}, {112.001, 39.501}, {112.0, 39.501}};
const geo::Ring kOuter{{111.999, 39.499}, {112.002, 39.499}, {112.002, 39.502}, {111.999, 39.502}};

TEST(Corners, HaveTheCoordinatesSidesAndPlaneAreaOfPyproj) {
    // pyproj 3.4, EPSG:4490 to EPSG:4525.
    const zone::Zone range = line(kRange);
    const geo::GaussZone zone = zone_of({&range});
    EXPECT_EQ(zone.number, 37);
    EXPECT_TRUE(zone.prefixed);
    const auto lines = number_corners({&range}, zone);
    const auto& corners = lines.front().rings.front().corners;
    ASSERT_EQ(corners.size(), 4U);
    EXPECT_NEAR(corners[0].plane.x, 37586013.0298, 1e-4);
    EXPECT_NEAR(corners[0].plane.y, 4374602.6191, 1e-4);
    EXPECT_NEAR(corners[0].to_next_m, 86.0200, 1e-4);
    EXPECT_NEAR(corners[1].to_next_m, 111.0352, 1e-4);
    EXPECT_NEAR(corners[2].to_next_m, 86.0213, 1e-4);
    EXPECT_NEAR(lines.front().area_plane_m2, 9551.31650, 1e-4); // of coordinates from the first corner on
}

TEST(Corners, BeginInTheNorthWestAndRunClockwiseHolesTheOtherWay) {
    const zone::Zone belt = line(kOuter, {kRange});
    const auto lines = number_corners({&belt}, zone_of({&belt}));
    const auto& shell = lines.front().rings[0].corners;
    EXPECT_EQ(shell[0].number, "J1");
    EXPECT_EQ(shell[0].degrees, (geo::Position{111.999, 39.502}));
    EXPECT_EQ(shell[1].degrees, (geo::Position{112.002, 39.502}))
        << "clockwise: east along the northern side";
    const auto& hole = lines.front().rings[1].corners;
    EXPECT_TRUE(lines.front().rings[1].is_hole);
    EXPECT_EQ(hole[0].degrees, (geo::Position{112.0, 39.501}));
    EXPECT_EQ(hole[1].degrees, (geo::Position{112.0, 39.5})) << "anticlockwise: south along the western side";
    EXPECT_EQ(hole[0].number, "J5");
}

TEST(Corners, SharedByTwoLinesKeepTheirNumber) {
    const zone::Zone range = line(kRange);
    const zone::Zone belt = line(kOuter, {kRange});
    const auto lines = number_corners({&range, &belt}, zone_of({&range, &belt}));
    EXPECT_EQ(lines[0].rings[0].corners[0].number, "J1");
    EXPECT_EQ(lines[1].rings[0].corners[0].number, "J5");
    EXPECT_EQ(lines[1].rings[1].corners[0].number, "J1");
    EXPECT_EQ(lines[1].rings[1].corners[1].number, "J4");
}

TEST(Corners, OfAUnitAcrossTheEdgeOfAZoneAreAllInTheZoneOfItsMiddle) {
    // The edge between zones 37 and 38 lies at 112.5°E.
    const zone::Zone range = line({{112.495, 39.5}, {112.497, 39.5}, {112.497, 39.501}, {112.495, 39.501}});
    const zone::Zone belt =
        line({{112.490, 39.499}, {112.520, 39.499}, {112.520, 39.502}, {112.490, 39.502}});
    zone::Zone without;
    const auto lines = number_corners({&range, &belt}, zone_of({&range, &without, &belt}));
    for (const LineCorners& one : lines) {
        EXPECT_EQ(one.zone.number, 38);
        for (const Corner& corner : one.rings.front().corners) {
            EXPECT_EQ(std::floor(corner.plane.x / 1e6), 38);
        }
    }
}

TEST(MeridianConvergence, IsThatOfPyproj) {
    EXPECT_NEAR(meridian_convergence_deg({3, 37, true}, {112.0, 39.5}), 0.6361171, 1e-4);
    EXPECT_LT(meridian_convergence_deg({3, 37, true}, {110.0, 39.5}), 0);
}

} // namespace
} // namespace liangxian::sheet
