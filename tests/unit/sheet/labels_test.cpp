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

TEST(LabelPlacer, StandsFurtherOffRatherThanAcrossALine) {
    // A slope through the point: right beside it, a label lies across it on every side.
    const document::Contour slope{{{0, 80}, {100, 20}}, false};
    LabelPlacer placer({{0, 0}, 100, 100});
    placer.avoid(slope);
    const auto near = placer.beside({50, 50}, {0.5, 1}, "protection range", {9, true}, {});
    LabelPlacer free({{0, 0}, 100, 100});
    free.avoid(slope);
    const auto far = free.beside({50, 50}, {0.5, 1}, "protection range", {9, true}, {}, 9);
    ASSERT_TRUE(near && far);
    const auto above = [&](const document::Label& label) { // of the slope, where the label begins
        return 80 - 0.6 * label.at.x_mm - label.at.y_mm;
    };
    EXPECT_GT(std::abs(above(*far)), std::abs(above(*near)));
    EXPECT_LT(above(*far), 0) << "on the side asked for";
}

TEST(LabelPlacer, KeepsANameInABeltAwayFromItsEndsAndFromTheFrame) {
    LabelPlacer placer({{0, 0}, 200, 200});
    const document::Contour belt = document::rectangle({{50, 90}, 100, 10});
    placer.avoid(belt);
    const auto label = placer.inside({belt}, {}, "belt", {9, true}, {});
    ASSERT_TRUE(label);
    EXPECT_NEAR(label->at.y_mm, 95, 1);
    EXPECT_GT(label->at.x_mm, 55);
    LabelPlacer empty({{0, 0}, 200, 200});
    const auto area = empty.inside({document::rectangle({{0, 0}, 200, 200})}, {}, "area", {9, true}, {});
    EXPECT_NEAR(area->at.y_mm, 100, 5);
}

TEST(PaperGeometry, AnAreaAroundTheSheetShowsOnIt) {
    const Rect sheet{{10, 10}, 10, 10};
    EXPECT_TRUE(shows({document::rectangle({{0, 0}, 100, 100})}, sheet));
    EXPECT_TRUE(shows({document::rectangle({{0, 14}, 100, 1})}, sheet));
    EXPECT_FALSE(shows({document::rectangle({{0, 0}, 9, 100})}, sheet));
}

} // namespace
} // namespace liangxian::sheet
