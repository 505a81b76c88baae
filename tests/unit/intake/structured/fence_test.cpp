// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/ogr_fence.hpp"
#include "core/intake/outcome_codec.hpp"
#include "tests/unit/intake/structured/made_files.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <unistd.h>
#include <vector>

namespace liangxian::intake {
namespace {

Feature sample_feature() {
    Feature feature;
    feature.source = "a, feature 1";
    feature.name = "甲";
    feature.crs = {4525, "prj"};
    feature.declared_area_m2 = 12.5;
    feature.attributes = {{"z", 1}, {"a", "x"}};
    SourcePart part;
    part.geometry.polygons.push_back({{{0.1, 0.2}, {1e-300, 3}, {5, 6}}, {{{1, 1}, {2, 2}, {3, 1}}}});
    part.geometry.lines.push_back({{1, 2}, {3, 4}});
    part.geometry.points.push_back({7, 8});
    feature.parts.push_back(part);
    feature.warnings.push_back({"w", "here", {"中", "en"}});
    return feature;
}

TEST(Fence, HandsTheOutcomeBackBitForBit) {
    const auto out = read_fenced("a", {}, [] {
        ReadOutcome outcome;
        outcome.add(UnreadableFeature{"b", {{"code", "b", {"坏", "bad"}}}});
        outcome.add(sample_feature());
        return outcome;
    });
    ASSERT_EQ(out.order, (std::vector<int>{-1, 0}));
    const Feature& feature = out.features.at(0);
    const Feature expected = sample_feature();
    EXPECT_EQ(feature.parts[0].geometry.polygons[0].shell, expected.parts[0].geometry.polygons[0].shell);
    EXPECT_EQ(feature.parts[0].geometry.polygons[0].holes, expected.parts[0].geometry.polygons[0].holes);
    EXPECT_EQ(feature.parts[0].geometry.lines, expected.parts[0].geometry.lines);
    EXPECT_EQ(feature.attributes.dump(), R"({"z":1,"a":"x"})");
    EXPECT_EQ(feature.declared_area_m2, 12.5);
    EXPECT_EQ(feature.warnings[0].message.zh, "中");
}

TEST(Fence, TurnsACrashIntoAProblemThatNamesTheFile) {
    const auto out = read_fenced("bad.shp", {}, []() -> ReadOutcome {
        ::raise(SIGKILL);
        return {};
    });
    ASSERT_TRUE(made::refused_with(out, "reader-crashed"));
    EXPECT_EQ(out.unreadable[0].source, "bad.shp");
}

TEST(Fence, EndsAReaderThatHangsAndReportsOneThatThrows) {
    FenceLimits limits;
    limits.deadline = std::chrono::seconds(1);
    const auto hung = read_fenced("a", limits, []() -> ReadOutcome {
        while (true) {
            ::pause();
        }
    });
    EXPECT_TRUE(made::refused_with(hung, "reader-crashed"));
    const auto threw = read_fenced("a", {}, []() -> ReadOutcome { throw std::runtime_error("odd"); });
    EXPECT_TRUE(made::refused_with(threw, "reader-failed"));
}

TEST(Fence, EndsAReaderThatEatsTheProcessor) {
    FenceLimits limits;
    limits.cpu = std::chrono::seconds(1);
    const auto busy = read_fenced("a", limits, []() -> ReadOutcome {
        for (volatile unsigned turns = 0;; turns = turns + 1) {
        }
    });
    EXPECT_TRUE(made::refused_with(busy, "reader-crashed"));
}

TEST(Fence, EndsAReaderThatAsksForMoreMemoryThanItMayHave) {
    if (!fence_limits_memory()) {
        return; // a sanitizer's shadow memory is larger than any limit
    }
    FenceLimits limits;
    limits.memory_bytes = 64u << 20;
    const auto greedy = read_fenced("a", limits, []() -> ReadOutcome {
        std::vector<std::string> held;
        while (true) {
            held.emplace_back(16u << 20, 'x');
        }
    });
    EXPECT_TRUE(made::refused_with(greedy, "reader-failed")) << made::words_of(greedy);
}

TEST(Fence, LetsAReaderWriteNoFile) {
    const auto out = read_fenced("a", {}, [] {
        std::FILE* file = std::tmpfile();
        const bool wrote = file != nullptr && std::fputs("x", file) >= 0 && std::fflush(file) == 0;
        ReadOutcome outcome;
        outcome.add(UnreadableFeature{"a", {{wrote ? "written" : "kept", "a", {"甲", "a"}}}});
        return outcome;
    });
    EXPECT_TRUE(made::refused_with(out, "kept"));
}

} // namespace
} // namespace liangxian::intake
