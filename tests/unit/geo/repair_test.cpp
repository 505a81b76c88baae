// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/error.hpp"
#include "core/geo/area.hpp"
#include "core/geo/repair.hpp"

#include <gtest/gtest.h>

namespace liangxian::geo {
namespace {

Geometry polygon(Ring shell) {
    Geometry g;
    g.polygons.push_back({std::move(shell), {}});
    return g;
}

TEST(Repair, LeavesAValidPolygonAsItIs) {
    const Geometry g = polygon({{112, 39}, {112.1, 39}, {112.1, 39.1}});
    const RepairOutcome out = repaired(g);
    EXPECT_TRUE(out.repairs.empty());
    EXPECT_FALSE(out.needs_acceptance);
    EXPECT_EQ(out.geometry.polygons.front().shell, g.polygons.front().shell);
}

TEST(Repair, OfABowTieSaysWhereAndAsksForAcceptance) {
    const RepairOutcome out = repaired(polygon({{112, 39}, {112.1, 39.1}, {112.1, 39}, {112, 39.1}}));
    ASSERT_EQ(out.repairs.size(), 1u);
    EXPECT_EQ(out.repairs.front().code, "self-intersection");
    ASSERT_TRUE(out.repairs.front().where);
    EXPECT_NEAR(out.repairs.front().where->x, 112.05, 1e-9);
    EXPECT_EQ(out.geometry.polygons.size(), 2u);
    EXPECT_TRUE(out.needs_acceptance);
    EXPECT_FALSE(invalidity(out.geometry));
}

TEST(Repair, KeepsDoublyCoveredGroundCovered) {
    // Two overlapping lots in one multipolygon: linework would turn the common part into a hole.
    Geometry g = polygon({{112, 39}, {112.1, 39}, {112.1, 39.1}, {112, 39.1}});
    g.polygons.push_back({{{112.05, 39}, {112.15, 39}, {112.15, 39.1}, {112.05, 39.1}}, {}});
    const RepairOutcome out = repaired(g);
    const double whole = area_lonlat_m2(polygon({{112, 39}, {112.15, 39}, {112.15, 39.1}, {112, 39.1}}));
    EXPECT_NEAR(area_lonlat_m2(out.geometry), whole, whole * 1e-9);
}

TEST(Repair, ListsRepeatedVerticesWithoutAskingForAcceptance) {
    const RepairOutcome out = repaired(polygon({{112, 39}, {112, 39}, {112.1, 39}, {112.1, 39.1}}));
    ASSERT_EQ(out.repairs.size(), 1u);
    EXPECT_EQ(out.repairs.front().code, "duplicate-vertex");
    EXPECT_FALSE(out.needs_acceptance);
}

TEST(Repair, RefusesWhatHasNoAreaAtAll) {
    EXPECT_THROW(repaired(polygon({{112, 39}, {112.1, 39}})), base::GeometryError);
    EXPECT_THROW(repaired(polygon({{112, 39}, {112.1, 39}, {112.2, 39}})), base::GeometryError);
}

} // namespace
} // namespace liangxian::geo
