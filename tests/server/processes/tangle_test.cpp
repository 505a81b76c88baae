// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/processes/tangle.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace liangxian::tests {
namespace {

using processes::tangles;

std::vector<intake::ReadOutcome> file_of(std::vector<geo::Ring> rings) {
    intake::Feature feature;
    feature.source = "a.geojson, feature 1";
    for (geo::Ring& ring : rings) {
        feature.parts.emplace_back();
        feature.parts.back().geometry.polygons.push_back({std::move(ring), {}});
    }
    std::vector<intake::ReadOutcome> out(1);
    out[0].add(std::move(feature));
    return out;
}

geo::Ring wild(int corners) {
    std::mt19937 random(1);
    geo::Ring out;
    for (int i = 0; i < corners; ++i) {
        out.push_back({113 + static_cast<double>(random() % 100000) / 1e6,
                       39 + static_cast<double>(random() % 100000) / 1e6});
    }
    return out;
}

geo::Ring circle(int corners) {
    geo::Ring out;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * 3.14159265358979 * i / corners;
        out.push_back({113 + 0.1 * std::cos(angle), 39 + 0.1 * std::sin(angle)});
    }
    return out;
}

TEST(Tangles, AreCountedByTheirCrossings) {
    const geo::Ring bow{{0, 0}, {1, 1}, {1, 0}, {0, 1}};
    EXPECT_TRUE(tangles(file_of({bow}), 1).empty());
    EXPECT_EQ(tangles(file_of({bow}), 0).size(), 1U);
    const geo::Ring square{{0, 0}, {2, 0}, {2, 2}, {0, 2}};
    const geo::Ring other{{1, 1}, {3, 1}, {3, 3}, {1, 3}};
    EXPECT_TRUE(tangles(file_of({square, other}), 2).empty());
    EXPECT_FALSE(tangles(file_of({square, other}), 1).empty());
    const geo::Ring beside{{2, 0}, {4, 0}, {4, 2}, {2, 2}}; // edges that lie on each other do not cross
    EXPECT_TRUE(tangles(file_of({square, beside, square}), 0).empty());
}

TEST(Tangles, AreRefusedWithTheirPlaceBeforeTheyCostAnything) {
    const base::Problems refused = tangles(file_of({wild(100'000)}));
    ASSERT_EQ(refused.size(), 1U);
    EXPECT_EQ(refused[0].code, "too-tangled");
    EXPECT_EQ(refused[0].where, "a.geojson, feature 1");
    EXPECT_EQ(tangles(file_of({wild(1000)})).size(), 1U);
    auto line = file_of({});
    line[0].features[0].parts.emplace_back();
    line[0].features[0].parts[0].geometry.lines.push_back(wild(1000));
    EXPECT_EQ(tangles(line).size(), 1U);
}

TEST(Tangles, AreNoLargeOutlines) {
    EXPECT_TRUE(tangles(file_of({circle(200'000)}), 0).empty());
    EXPECT_TRUE(tangles(file_of({wild(100)})).empty());
}

} // namespace
} // namespace liangxian::tests
