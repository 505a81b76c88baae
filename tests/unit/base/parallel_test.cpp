// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/parallel.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <string>
#include <vector>

namespace liangxian::base {
namespace {

TEST(ForEachInParallel, CallsTheWorkOnceForEachNumber) {
    for (const unsigned threads : {0U, 1U, 2U, 9U}) {
        std::vector<std::atomic<int>> calls(1000);
        for_each_in_parallel(calls.size(), threads, [&calls](std::size_t i) { ++calls[i]; });
        for (const auto& count : calls) {
            ASSERT_EQ(count, 1) << threads << " threads";
        }
    }
    for_each_in_parallel(0, 4, [](std::size_t) { FAIL() << "there is nothing to do"; });
}

TEST(ForEachInParallel, KeepsTheOrderWithOneThread) {
    std::vector<std::size_t> order;
    for_each_in_parallel(5, 1, [&order](std::size_t i) { order.push_back(i); });
    EXPECT_EQ(order, (std::vector<std::size_t>{0, 1, 2, 3, 4}));
}

TEST(ForEachInParallel, ThrowsTheFailureOfTheLowestNumberAndLeavesTheRest) {
    for (const unsigned threads : {1U, 4U}) {
        std::atomic<int> begun{0};
        try {
            for_each_in_parallel(100000, threads, [&begun](std::size_t i) {
                ++begun;
                if (i >= 10) {
                    throw std::runtime_error(std::to_string(i));
                }
            });
            FAIL() << "nothing was thrown";
        } catch (const std::runtime_error& error) {
            EXPECT_STREQ(error.what(), "10");
        }
        EXPECT_LT(begun, 100000);
    }
}

} // namespace
} // namespace liangxian::base
