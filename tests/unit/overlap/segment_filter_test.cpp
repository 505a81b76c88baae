// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/overlap/segment_filter.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <vector>

namespace liangxian::overlap {
namespace {

/// A row of vertices on a small grid, so that sides and ends coincide often.
struct Row {
    std::vector<double> x;
    std::vector<double> y;
    std::uint32_t count; ///< of segments
};

class SegmentFilter : public ::testing::Test {
protected:
    double number() { return static_cast<double>(m_random() % 8); }
    Row row(std::uint32_t count) {
        Row out{{}, {}, count};
        for (std::uint32_t i = 0; i <= count; ++i) {
            out.x.push_back(number());
            out.y.push_back(number());
        }
        return out;
    }
    geo::Box segment_box(const Row& row, std::uint32_t i) {
        return {std::min(row.x[i], row.x[i + 1]), std::min(row.y[i], row.y[i + 1]),
                std::max(row.x[i], row.x[i + 1]), std::max(row.y[i], row.y[i + 1])};
    }
    SegmentProbe probe() {
        const geo::Position from{number(), number()};
        const geo::Position to{number(), number()};
        return {
            {std::min(from.x, to.x), std::min(from.y, to.y), std::max(from.x, to.x), std::max(from.y, to.y)},
            from,
            to.x - from.x,
            to.y - from.y,
            0.5};
    }

    std::mt19937 m_random{11};
};

TEST_F(SegmentFilter, FindsTheSegmentsWhoseBoxMeetsAWindow) {
    for (int round = 0; round < 3000; ++round) {
        const Row row = this->row(1 + static_cast<std::uint32_t>(m_random() % 32));
        const geo::Box window = probe().window;
        std::uint32_t expected = 0;
        for (std::uint32_t i = 0; i < row.count; ++i) {
            expected |= segment_box(row, i).intersects(window) ? 1U << i : 0U;
        }
        ASSERT_EQ(segments_meeting(row.x.data(), row.y.data(), row.count, window), expected);
    }
}

TEST_F(SegmentFilter, LeavesOutWhatLiesBesideTheWindowOrOnOneSideOfTheLine) {
    std::uint32_t kept = 0;
    for (int round = 0; round < 3000; ++round) {
        const Row row = this->row(1 + static_cast<std::uint32_t>(m_random() % 31));
        const std::array<SegmentProbe, 4> probes{probe(), probe(), probe(), probe()};
        std::array<std::uint32_t, 4> bits{};
        segments_near(row.x.data(), row.y.data(), row.count, probes.data(), 4, bits.data());
        for (std::size_t p = 0; p < probes.size(); ++p) {
            const SegmentProbe& probe = probes.at(p);
            const auto side = [&](std::uint32_t i) {
                const double twice =
                    probe.dx * (row.y[i] - probe.from.y) - probe.dy * (row.x[i] - probe.from.x);
                return twice > probe.doubt ? 1 : twice < -probe.doubt ? -1 : 0;
            };
            for (std::uint32_t i = 0; i < row.count; ++i) {
                const bool expected =
                    segment_box(row, i).intersects(probe.window) && (side(i) != side(i + 1) || side(i) == 0);
                ASSERT_EQ((bits.at(p) >> i & 1U) != 0, expected) << "segment " << i;
                kept += expected ? 1U : 0U;
            }
            ASSERT_EQ(bits.at(p) >> row.count, 0U) << "beyond the row";
        }
    }
    EXPECT_GT(kept, 10000U);
}

} // namespace
} // namespace liangxian::overlap
