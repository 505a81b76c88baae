// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/compare/vertex_edits.hpp"

#include "tests/support/shapes.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace liangxian::tests {
namespace {

using compare::vertex_edits;
using compare::VertexEdits;

TEST(VertexEdits, NameTheCornerThatMovedWithItsMetres) {
    geo::Geometry copy = rectangle(0, 0, 100, 50);
    copy.polygons[0].shell[2] = at_m(103, 54);
    const VertexEdits edits = vertex_edits(rectangle(0, 0, 100, 50), copy);
    EXPECT_EQ(edits.kept, 3u);
    ASSERT_EQ(edits.moved.size(), 1u);
    EXPECT_NEAR(edits.moved[0].distance_m, 5, 1e-3);
    EXPECT_TRUE(edits.added.empty());
    EXPECT_TRUE(edits.removed.empty());
}

TEST(VertexEdits, TellAnAddedCornerFromAMovedOneBesideIt) {
    geo::Geometry copy = rectangle(0, 0, 100, 50);
    geo::Ring& shell = copy.polygons[0].shell;
    shell[2] = at_m(101, 50);
    shell.insert(shell.begin() + 2, at_m(120, 25));
    const VertexEdits edits = vertex_edits(rectangle(0, 0, 100, 50), copy);
    ASSERT_EQ(edits.moved.size(), 1u);
    EXPECT_NEAR(edits.moved[0].distance_m, 1, 1e-3);
    ASSERT_EQ(edits.added.size(), 1u);
    EXPECT_EQ(edits.added[0], at_m(120, 25));
}

TEST(VertexEdits, DoNotMindWhereARingBeginsAndWhichWayItRuns) {
    geo::Geometry copy = rectangle(0, 0, 100, 50);
    geo::Ring& shell = copy.polygons[0].shell;
    shell.erase(shell.begin() + 1);
    std::rotate(shell.begin(), shell.begin() + 1, shell.end());
    std::reverse(shell.begin(), shell.end());
    const VertexEdits edits = vertex_edits(rectangle(0, 0, 100, 50), copy);
    EXPECT_EQ(edits.kept, 3u);
    EXPECT_TRUE(edits.moved.empty());
    ASSERT_EQ(edits.removed.size(), 1u);
    EXPECT_EQ(edits.removed[0], at_m(100, 0));
}

TEST(VertexEdits, SayNothingOfAnOutlineDrawnAnew) {
    const VertexEdits edits = vertex_edits(rectangle(0, 0, 100, 50), rectangle(1, 1, 100, 50));
    EXPECT_EQ(edits.kept, 0u);
    EXPECT_TRUE(edits.moved.empty());
}

/// A long edge with corners along it, all of them north of y = 0.
geo::Geometry comb(std::size_t corners, double north_m) {
    geo::Geometry out = rectangle(0, -50, 10000, 50);
    geo::Ring& shell = out.polygons[0].shell;
    shell = {at_m(0, -50), at_m(10000, -50), at_m(10000, 0)};
    for (std::size_t i = 1; i < corners; ++i) {
        const double part = static_cast<double>(i) / static_cast<double>(corners);
        shell.push_back(at_m(10000 * (1 - part), north_m + (i % 2 == 0 ? 3 : 0)));
    }
    shell.push_back(at_m(0, 0));
    return out;
}

TEST(VertexEdits, FollowALongStretchThatLostAFewCorners) {
    geo::Geometry copy = comb(500, 1);
    for (const std::ptrdiff_t at : {400, 250, 60}) {
        copy.polygons[0].shell.erase(copy.polygons[0].shell.begin() + at);
    }
    copy.for_each_position([](geo::Position& p) { p.y += p.y > at_m(0, 0.5).y ? 1e-6 : 0; });
    const VertexEdits edits = vertex_edits(comb(500, 1), copy);
    ASSERT_EQ(edits.moved.size(), 496u);
    for (const VertexEdits::Moved& one : edits.moved) {
        ASSERT_NEAR(one.distance_m, 0.111, 0.001);
    }
    EXPECT_EQ(edits.removed.size(), 3u);
    EXPECT_TRUE(edits.is_followed());
}

TEST(VertexEdits, InventNoMetresWhereNobodyCanFollowWhichCornerIsWhich) {
    const VertexEdits edits = vertex_edits(comb(3000, 1), comb(6000, 2));
    EXPECT_EQ(edits.kept, 4u);
    EXPECT_TRUE(edits.moved.empty());
    EXPECT_EQ(edits.not_followed_a, 2999u);
    EXPECT_EQ(edits.not_followed_b, 5999u);
}

} // namespace
} // namespace liangxian::tests
