// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/error.hpp"
#include "core/geo/transform.hpp"

#include <gtest/gtest.h>

namespace liangxian::geo {
namespace {

struct Vector {
    double lon, lat;
    int epsg;
    double north, east;
};

// law-and-formats, section 5.1.
const Vector kVectors[] = {
    {112.43, 39.33, 4525, 4356115.442, 37623300.828}, {112.43, 39.33, 4526, 4356315.792, 38364627.188},
    {112.5, 39.33, 4525, 4356213.278, 37629336.801},  {112.5, 39.33, 4526, 4356213.278, 38370663.199},
    {113.2, 39.33, 4525, 4357448.983, 37689698.933},  {113.2, 39.33, 4526, 4355445.351, 38431021.495},
};

TEST(Transform, GivesTheKnownVectorsEastingFirst) {
    for (const Vector& v : kVectors) {
        const Position p = Transform(v.epsg).from_4490(Position{v.lon, v.lat});
        EXPECT_NEAR(p.x, v.east, 0.0006);
        EXPECT_NEAR(p.y, v.north, 0.0006);
    }
}

TEST(Transform, ComesBackWithinATenthOfAMicrometre) {
    for (const Vector& v : kVectors) {
        const Transform transform(v.epsg);
        const Position back = transform.to_4490(transform.from_4490(Position{v.lon, v.lat}));
        EXPECT_NEAR(back.x, v.lon, 1e-12);
        EXPECT_NEAR(back.y, v.lat, 1e-12);
    }
}

TEST(Transform, LeavesDegreesAlone) {
    const Position p{112.4300000001, 39.33};
    EXPECT_EQ(Transform(4490).to_4490(p), p);
    EXPECT_EQ(Transform(4326).to_4490(p), p);
}

TEST(Transform, ReadsOtherProjectionsXFirst) {
    const Position p = Transform(3857).to_4490(Position{12522000.0, 4770000.0});
    EXPECT_NEAR(p.x, 112.487, 0.01);
    EXPECT_NEAR(p.y, 39.34, 0.1);
}

TEST(Transform, RefusesOldDatumsBeforeMovingAnything) {
    for (const int epsg : {4610, 2361, 4214, 2433}) {
        try {
            const Transform transform(epsg);
            ADD_FAILURE() << epsg << " was accepted";
        } catch (const base::GeometryError& error) {
            EXPECT_EQ(error.code(), "crs-refused");
        }
    }
}

TEST(Transform, NamesACodeItDoesNotKnow) {
    try {
        const Transform transform(999999);
        ADD_FAILURE();
    } catch (const base::GeometryError& error) {
        EXPECT_EQ(error.code(), "crs-unknown");
        EXPECT_NE(error.message().en.find("999999"), std::string::npos);
    }
}

} // namespace
} // namespace liangxian::geo
