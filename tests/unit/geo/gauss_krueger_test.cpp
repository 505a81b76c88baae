// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/geo/gauss_krueger.hpp"

#include <gtest/gtest.h>
#include <proj.h>

#include <cmath>
#include <memory>
#include <random>
#include <string>

namespace liangxian::geo {
namespace {

struct Vector {
    double lon, lat;
    long double east_of_meridian_m, north_m;
};

// Central meridian 111°E. The exact transverse Mercator of CGCS2000 by its definitions (conformal latitude
// continued to complex numbers, elliptic integral of the meridian), with 40 digits in mpmath.
const Vector kExact[] = {
    {105.38514611223029, 50.150511587797936, -401187.886663181671L, 5572702.490598184080L},
    {105.36574621342157, 8.89541264681852, -620667.587074828630L, 988413.126142999147L},
    {116.15027627478183, 17.004552054325025, 549035.427699780526L, 1888041.402763874241L},
    {107.31305998642765, 26.820718556602667, -366676.427689734311L, 2973093.469447831436L},
    {109.16095845520393, 28.850003434488727, -179468.876068452878L, 3194034.597373301583L},
    {111.96675089211874, 17.04860749963889, 102922.769275825398L, 1885941.117314455237L},
    {116.71706518473825, 38.47341389188775, 499086.805215978747L, 4275567.785431572765L},
    {106.12494890338382, 6.037853842427728, -540339.903271247115L, 670078.463240470116L},
    {109.40063490288456, 10.517833786068156, -175089.990468928878L, 1163578.346518725086L},
    {112.06847450822076, 41.26353335837447, 89537.973744033715L, 4570391.022377652252L},
    {114.12478415304712, 18.335177707670027, 330431.655827051831L, 2030916.657395641499L},
    {111.1441330851667, 34.55893141528905, 13227.863126370039L, 3825671.715068467341L},
};

TEST(GaussKrueger, IsWithinTwoNanometresOfTheExactProjection) {
    const GaussKrueger plane({3, 37, false});
    for (const Vector& v : kExact) {
        const auto p = plane.forward({v.lon, v.lat});
        ASSERT_TRUE(p);
        EXPECT_LT(std::abs(p->x - 500000.0L - v.east_of_meridian_m), 1e-9L);
        EXPECT_LT(std::abs(p->y - v.north_m), 2e-9L);
        const auto back = plane.inverse(
            {static_cast<double>(v.east_of_meridian_m + 500000.0L), static_cast<double>(v.north_m)});
        ASSERT_TRUE(back);
        EXPECT_NEAR(back->x, v.lon, 3e-14);
        EXPECT_NEAR(back->y, v.lat, 3e-14);
    }
}

struct Proj {
    explicit Proj(const GaussZone& zone)
        : context(proj_context_create(), proj_context_destroy),
          projection(proj_create(context.get(),
                                 ("+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad +step "
                                  "+proj=tmerc +a=6378137 +rf=298.257222101 +lon_0=" +
                                  std::to_string(zone.central_meridian_deg()) +
                                  " +x_0=" + std::to_string(zone.false_easting_m()))
                                     .c_str()),
                     proj_destroy) {}
    Position move(PJ_DIRECTION direction, const Position& p) const {
        const PJ_COORD out = proj_trans(projection.get(), direction, proj_coord(p.x, p.y, 0, 0));
        return {out.xy.x, out.xy.y};
    }
    std::unique_ptr<PJ_CONTEXT, PJ_CONTEXT* (*)(PJ_CONTEXT*)> context;
    std::unique_ptr<PJ, PJ* (*)(PJ*)> projection;
};

TEST(GaussKrueger, AgreesWithProjInEveryZone) {
    std::mt19937 random(11);
    std::uniform_real_distribution<double> beside(-5, 5);
    std::uniform_real_distribution<double> latitude(3, 54);
    for (int epsg = 4491; epsg <= 4554; ++epsg) {
        const auto zone = GaussZone::from_epsg(epsg);
        ASSERT_TRUE(zone) << epsg;
        const GaussKrueger plane(*zone);
        const Proj proj(*zone);
        const double easting_m = zone->prefixed ? 8e-9 : 4e-9; // a prefix costs digits: 45,500,000 m
        for (int i = 0; i < 100; ++i) {
            const Position degrees{zone->central_meridian_deg() + beside(random), latitude(random)};
            const Position ours = *plane.forward(degrees);
            const Position theirs = proj.move(PJ_FWD, degrees);
            EXPECT_NEAR(ours.x, theirs.x, easting_m);
            EXPECT_NEAR(ours.y, theirs.y, 4e-9);
            const Position back = *plane.inverse(ours);
            const Position theirs_back = proj.move(PJ_INV, ours);
            EXPECT_NEAR(back.x, theirs_back.x, 1e-13);
            EXPECT_NEAR(back.y, theirs_back.y, 1e-13);
        }
    }
}

TEST(GaussKrueger, ComesBackFromTheNextZonesAndTheSouth) {
    const GaussKrueger plane({3, 37, true});
    for (double lon = 81; lon <= 141; lon += 7.3) {
        for (double lat = -80; lat <= 80; lat += 9.7) {
            const auto there = plane.forward({lon, lat});
            ASSERT_TRUE(there);
            const auto back = plane.inverse(*there);
            ASSERT_TRUE(back);
            EXPECT_NEAR(back->x, lon, 2e-12);
            EXPECT_NEAR(back->y, lat, 2e-12);
        }
    }
}

TEST(GaussKrueger, IsTheNorthAxisOnTheCentralMeridian) {
    const auto p = GaussKrueger({6, 19, false}).forward({111, 90});
    ASSERT_TRUE(p);
    EXPECT_EQ(p->x, 500000.0);
    EXPECT_NEAR(p->y, 10001965.7293, 0.0001); // quarter meridian of GRS 80 and CGCS2000
    EXPECT_EQ(GaussKrueger({6, 19, false}).forward({111, 0})->y, 0.0);
}

TEST(GaussKrueger, HasNoAnswerFarFromTheCentralMeridianOrForNoNumber) {
    const GaussKrueger plane({3, 37, false});
    EXPECT_FALSE(plane.forward({-160, 0.5}));
    EXPECT_FALSE(plane.forward({111 + 89, 1}));
    EXPECT_FALSE(plane.forward({std::nan(""), 39}));
    EXPECT_FALSE(plane.forward({112, std::nan("")}));
    EXPECT_FALSE(plane.inverse({1e8, 4e6}));
    EXPECT_FALSE(plane.inverse({500000, std::nan("")}));
}

} // namespace
} // namespace liangxian::geo
