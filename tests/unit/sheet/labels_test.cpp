// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/sheet/label_placer.hpp"
#include "core/sheet/paper_geometry.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace liangxian::sheet {
namespace {

using document::Rect;

TEST(SpreadOrder, HasEachNumberOnceAndSpreadsItsBeginning) {
    EXPECT_THAT(spread_order(8), testing::ElementsAre(0, 4, 2, 6, 1, 3, 5, 7));
    EXPECT_THAT(spread_order(1), testing::ElementsAre(0));
    EXPECT_TRUE(spread_order(0).empty());
    for (const std::size_t count : {3U, 10U, 101U}) {
        const auto order = spread_order(count);
        EXPECT_EQ(order.size(), count);
        EXPECT_EQ(std::set<std::size_t>(order.begin(), order.end()).size(), count);
    }
}

TEST(LabelPlacer, StopsWhenThereIsNoRoomAndNeverOverlaps) {
    LabelPlacer placer({{0, 0}, 30, 20});
    int placed = 0;
    for (int i = 0; i < 200; ++i) {
        placed += placer.beside({15, 10}, {1, 0}, "J123", {7, false}, {}) ? 1 : 0;
    }
    EXPECT_GE(placed, 3);
    EXPECT_LE(placed, 8);
}

TEST(LabelPlacer, GoesToTheSideAskedForAndStaysInTheFrame) {
    LabelPlacer placer({{0, 0}, 100, 100});
    EXPECT_GT(placer.beside({50, 50}, {1, 0}, "J1", {7, false}, {})->at.x_mm, 50);
    EXPECT_LT(placer.beside({50, 80}, {-1, 0}, "J2", {7, false}, {})->at.x_mm, 50);
    EXPECT_LT(placer.beside({99.5, 20}, {1, 0}, "J3", {7, false}, {})->at.x_mm, 99) << "no room on the right";
}

TEST(PaperGeometry, AnAreaAroundTheSheetShowsOnIt) {
    const Rect sheet{{10, 10}, 10, 10};
    EXPECT_TRUE(shows({document::rectangle({{0, 0}, 100, 100})}, sheet));
    EXPECT_TRUE(shows({document::rectangle({{0, 14}, 100, 1})}, sheet));
    EXPECT_FALSE(shows({document::rectangle({{0, 0}, 9, 100})}, sheet));
}

} // namespace
} // namespace liangxian::sheet
