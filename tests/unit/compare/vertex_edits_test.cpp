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

} // namespace
} // namespace liangxian::tests
