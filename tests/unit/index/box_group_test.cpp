// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/box_group.hpp"
#include "core/index/hilbert.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <random>
#include <vector>

namespace liangxian::index {
namespace {

FlatBox random_box(std::mt19937& random) {
    const auto number = [&random] { return static_cast<float>(random() % 64); };
    const float x = number();
    const float y = number();
    return {x, y, x + number() / 4, y + number() / 4};
}

TEST(BoxGroup, MeetsWhatEachBoxMeets) {
    std::mt19937 random(7);
    for (int round = 0; round < 2000; ++round) {
        BoxGroup group = BoxGroup::nothing();
        const std::uint32_t used = static_cast<std::uint32_t>(random()) % (BoxGroup::kSize + 1);
        std::vector<FlatBox> boxes;
        for (std::uint32_t i = 0; i < used; ++i) {
            boxes.push_back(random_box(random));
            group.put(i, boxes.back());
        }
        const FlatBox window = random_box(random);
        std::uint32_t expected = 0;
        for (std::uint32_t i = 0; i < used; ++i) {
            expected |= boxes[i].intersects(window) ? 1U << i : 0U;
        }
        ASSERT_EQ(meeting(group, window), expected);
    }
}

TEST(BoxGroup, LiesAroundItsBoxesAndEmptyPlacesMeetNothing) {
    BoxGroup group = BoxGroup::nothing();
    EXPECT_EQ(meeting(group, {-1e9F, -1e9F, 1e9F, 1e9F}), 0U);
    group.put(3, {1, 2, 3, 4});
    group.put(9, {0, 3, 2, 9});
    const FlatBox around = group.around();
    EXPECT_EQ(around.min_x, 0);
    EXPECT_EQ(around.max_y, 9);
    EXPECT_EQ(meeting(group, {2, 4, 2, 4}), (1U << 3U) | (1U << 9U));
}

TEST(FlatBox, IsNeverSmallerThanWhatItStandsFor) {
    const geo::Box exact{112.123456789012345, 39.1, 112.12345678901236, 39.123456789};
    const FlatBox flat = flat_box(exact);
    EXPECT_LE(double{flat.min_x}, exact.min_x);
    EXPECT_GE(double{flat.max_x}, exact.max_x);
    EXPECT_LE(double{flat.min_y}, exact.min_y);
    EXPECT_GE(double{flat.max_y}, exact.max_y);
    EXPECT_LT(flat.max_x - flat.min_x, 2e-5F);
    EXPECT_GT(flat_box({}).min_x, flat_box({}).max_x);
}

TEST(HilbertKey, VisitsEveryCellOnceAndOnlyNeighboursInARow) {
    // The curve through the first 64 × 64 cells is the curve's own first part.
    std::vector<std::pair<std::uint32_t, std::pair<std::uint32_t, std::uint32_t>>> cells;
    for (std::uint32_t x = 0; x < 64; ++x) {
        for (std::uint32_t y = 0; y < 64; ++y) {
            cells.push_back({hilbert_key(x, y), {x, y}});
        }
    }
    std::sort(cells.begin(), cells.end());
    for (std::size_t i = 1; i < cells.size(); ++i) {
        EXPECT_EQ(cells[i].first, cells[i - 1].first + 1);
        const auto [x, y] = cells[i].second;
        const auto [was_x, was_y] = cells[i - 1].second;
        EXPECT_EQ(std::max(x, was_x) - std::min(x, was_x) + std::max(y, was_y) - std::min(y, was_y), 1U);
    }
}

} // namespace
} // namespace liangxian::index
