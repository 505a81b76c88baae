// SPDX-License-Identifier: GPL-2.0-or-later
// Every text of tests/cases/words: the kind it is, whether it is drawn, how large, how far on each side, and
// what is left to a person.
#include "tests/unit/words/ground.hpp"

#include "core/geo/area.hpp"
#include "core/geo/distance.hpp"
#include "core/geo/geos.hpp"
#include "core/geo/local_plane.hpp"
#include "core/geo/offset.hpp"
#include "core/words/announced_range.hpp"

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <array>
#include <cmath>
#include <fstream>
#include <string>

namespace liangxian::words {
namespace {

using nlohmann::json;
using testing::HasSubstr;

json cases() {
    std::ifstream file(std::string(LIANGXIAN_SOURCE_DIR) + "/tests/cases/words/boundary-texts.json");
    return json::parse(file).at("cases");
}

std::vector<Draft> drafts_of(const std::string& text, const std::string& line, const Ground& on) {
    const Line which = line == "control" ? Line::control : Line::protection;
    return draw(read_boundary_text(text, which, vocabulary()), on, which);
}

std::string all_todo(const std::vector<Draft>& drafts) {
    std::string out;
    for (const Draft& draft : drafts) {
        for (const base::Text& text : draft.reading.todo) {
            out += text.zh + "\n";
        }
    }
    return out;
}

/// How far an outline reaches beyond the body, east, south, west and north.
std::array<double, 4> reach_m(const geo::Geometry& outline, const Ground& on) {
    const geo::LocalPlane plane(on.body);
    const auto inner = geo::extent_along(plane.to_plane(on.body), {});
    const auto outer = geo::extent_along(plane.to_plane(outline), {});
    return {outer.east - inner.east, outer.south - inner.south, outer.west - inner.west,
            outer.north - inner.north};
}

void expect_reach(const json& expected, const geo::Geometry& outline, const Ground& on) {
    const auto found = reach_m(outline, on);
    for (std::size_t i = 0; i < found.size(); ++i) {
        const double metres = expected.at(i);
        EXPECT_GT(found[i], metres - 0.01) << name_of(kSides[i]).en;
        EXPECT_LT(found[i], metres * 1.0015 + 0.01) << name_of(kSides[i]).en;
    }
}

/// A text of the table, by its place.
class BoundaryTexts : public testing::TestWithParam<std::size_t> {};

TEST_P(BoundaryTexts, ComeOutAsExpected) {
    const json expected = cases().at(GetParam());
    const std::string text = expected.at("text");
    SCOPED_TRACE(text);
    const auto drafts = drafts_of(text, expected.at("line"), ground());
    EXPECT_EQ(code_of(drafts.front().reading.kind), expected.at("kind").get<std::string>());
    EXPECT_EQ(code_of(worst_of(drafts)), expected.at("status").get<std::string>()) << all_todo(drafts);
    EXPECT_EQ(drafts.size(), expected.value("outlines", 1U));
    if (expected.contains("area_m2")) {
        const double area_m2 = expected.at("area_m2");
        const double found_m2 = geo::area_geodesic_m2(joined(drafts));
        EXPECT_GT(found_m2, area_m2 * 0.99999) << "never inside the announced distance";
        EXPECT_LT(found_m2, area_m2 * 1.003 + 0.5);
    }
    if (expected.contains("reach_m")) {
        expect_reach(expected.at("reach_m"), joined(drafts), ground());
    }
    if (expected.contains("todo")) {
        EXPECT_THAT(all_todo(drafts), HasSubstr(expected.at("todo").get<std::string>()));
    }
    if (expected.contains("class")) {
        EXPECT_EQ(drafts.front().reading.zone_class, expected.at("class").get<std::string>());
    }
    if (expected.contains("declared_area_m2")) {
        EXPECT_NEAR(drafts.front().reading.declared_area_m2.value_or(0), expected.at("declared_area_m2"),
                    1e-6);
    }
}

INSTANTIATE_TEST_SUITE_P(Table, BoundaryTexts, testing::Range(std::size_t{0}, cases().size()));

TEST(Draft, SaysForEveryOutlineHowAccurateItIs) {
    for (const json& expected : cases()) {
        for (const Draft& draft : drafts_of(expected.at("text"), expected.at("line"), ground())) {
            const bool has_geometry = !draft.geometry.polygons.empty();
            EXPECT_EQ(has_geometry, draft.accuracy_m.has_value()) << expected.at("text");
            EXPECT_EQ(has_geometry, draft.status != DraftStatus::by_hand) << expected.at("text");
            EXPECT_TRUE(draft.status == DraftStatus::drawn || draft.reading.says_none ||
                        !draft.reading.todo.empty())
                << expected.at("text");
        }
    }
}

TEST(Draft, IsNowhereNearerThanAnnounced) {
    const Ground on = ground();
    const auto round = drafts_of("四周各100米", "protection", on);
    EXPECT_GE(geo::nearest_boundaries(round.front().geometry, on.body).distance_m, 100);
    EXPECT_LT(geo::nearest_boundaries(round.front().geometry, on.body).distance_m, 100.01);
    const auto sides = drafts_of("东、南、西、北各100米", "protection", on);
    EXPECT_GE(geo::nearest_boundaries(sides.front().geometry, on.body).distance_m, 100);
    EXPECT_LT(geo::nearest_boundaries(sides.front().geometry, on.body).distance_m, 100.01);
}

TEST(Draft, FollowsABuildingThatStandsAskew) {
    Ground on = ground();
    on.body = rectangle(40, 30, 0.984807753012208, 0.17364817766693033); // 10°
    const auto drafts = drafts_of("东10米，南20米，西30米，北40米", "protection", on);
    ASSERT_EQ(drafts.front().status, DraftStatus::drawn);
    EXPECT_NEAR(geo::area_geodesic_m2(drafts.front().geometry), 80 * 90, 2);
    EXPECT_EQ(drafts.front().geometry.polygons.front().shell.size(), 4U);
}

TEST(Draft, AsksWhichSideIsWhichWhenTheBuildingIsTurnedByHalf) {
    Ground on = ground();
    on.body = rectangle(40, 30, 0.766044443118978, 0.6427876096865393); // 40°
    EXPECT_EQ(drafts_of("东10米，南20米，西30米，北40米", "protection", on).front().status,
              DraftStatus::partly);
}

TEST(Draft, OfAPointSaysThatTheOutlineIsMissing) {
    Ground on = ground();
    on.body = {};
    on.body.points = {{112.9, 39.5}};
    const auto drafts = drafts_of("四周各50米", "protection", on);
    EXPECT_EQ(drafts.front().status, DraftStatus::partly);
    EXPECT_NEAR(geo::area_geodesic_m2(drafts.front().geometry), 7853.98, 10);
    EXPECT_THAT(all_todo(drafts), HasSubstr("只有一个点"));
}

TEST(Draft, TakesTheGeometryGivenForWhateverTheWordsCallIt) {
    Ground on = ground();
    on.body = rectangle(10, 10);
    on.body_is_given = true;
    const auto drafts = drafts_of("以水塔中心为基点，东250米，南200米，西、北各300米以内", "protection", on);
    EXPECT_EQ(drafts.front().status, DraftStatus::drawn) << all_todo(drafts);
}

TEST(Draft, HasNoRangeToMeasureFrom) {
    Ground on = ground();
    on.range = {};
    const auto drafts = drafts_of("保护范围外100米", "control", on);
    EXPECT_EQ(drafts.front().status, DraftStatus::by_hand);
    EXPECT_THAT(all_todo(drafts), HasSubstr("先绘制保护范围"));
}

TEST(Draft, OfAControlLineSaysWhenTheStoredRangeIsNotTheAnnouncedOne) {
    const auto todo_of = [](const std::string& text) {
        auto drafts = drafts_of(text, "control", ground());
        look_at_announced_range(drafts, text, ground(), vocabulary());
        EXPECT_EQ(drafts.front().status == DraftStatus::partly, !drafts.front().reading.todo.empty());
        return all_todo(drafts);
    };
    EXPECT_THAT(todo_of("保护范围：本体四周各40米。建设控制地带：保护范围外50米。"),
                HasSubstr("相差 20.0 米"));
    EXPECT_EQ(todo_of("保护范围：本体四周各20米。建设控制地带：保护范围外50米。"), "");
    EXPECT_EQ(todo_of("东60米，南60米，西60米，北60米"), "") << "says nothing of the range";
    EXPECT_EQ(todo_of("保护范围：本体四周各40米。建设控制地带：本体四周各90米。"), "");
}

TEST(Draft, OfARangeOfUnknownAccuracyIsNotExact) {
    Ground on = ground();
    on.range_accuracy_m.reset();
    for (const std::string text : {"保护范围外50米", "同保护范围"}) {
        const auto drafts = drafts_of(text, "control", on);
        EXPECT_EQ(drafts.front().accuracy_m, 10) << text;
        ASSERT_FALSE(drafts.front().reading.assumed.empty()) << text;
        EXPECT_THAT(drafts.front().reading.assumed.front().zh, HasSubstr("精度和来源未说明")) << text;
    }
}

TEST(Draft, NeverQuotesNothing) {
    const auto drafts = drafts_of("东西60米，南北50米", "protection", ground());
    for (const base::Text& text : drafts.front().reading.assumed) {
        EXPECT_THAT(text.zh, testing::Not(HasSubstr("“”")));
    }
}

TEST(BoundaryText, OfAThousandCornersAndOfHostileLengthIsReadInOneGo) {
    std::string corners = "以下列坐标点为准（2000国家大地坐标系）：";
    for (int i = 0; i < 1000; ++i) {
        const double turn = 2 * 3.14159265358979 * i / 1000;
        corners += "J" + std::to_string(i + 1) + "：X=" + std::to_string(4375000 + 500 * std::sin(turn)) +
                   "，Y=" + std::to_string(38405000 + 500 * std::cos(turn)) + "；";
    }
    const auto drafts = drafts_of(corners, "protection", ground());
    EXPECT_EQ(drafts.front().status, DraftStatus::drawn) << all_todo(drafts);
    EXPECT_EQ(drafts.front().reading.corners.size(), 1000U);
    for (const std::string piece : {"一", "9", "东", "（", "东至", "十零", "约", "，", "J", "第1圈："}) {
        std::string all;
        for (int i = 0; i < 100000; ++i) {
            all += piece;
        }
        EXPECT_EQ(worst_of(drafts_of(all, "protection", ground())), DraftStatus::by_hand) << piece;
        // As many clauses as may be, each as long as may be.
        all.clear();
        while (all.size() < 500000) {
            for (int i = 0; i < 300; ++i) {
                all += piece;
            }
            all += "；";
        }
        EXPECT_EQ(worst_of(drafts_of(all, "protection", ground())), DraftStatus::by_hand) << piece;
    }
}

TEST(BoundaryText, OfGarbageIsLeftToAPerson) {
    for (const std::string text : {"", "\xff\xfe\x80", "（（（（", "）", "东东东东", "米米米",
                                   "一二三四五六七八九十百千万", "以以以为为为"}) {
        const auto drafts = drafts_of(text, "protection", ground());
        EXPECT_EQ(worst_of(drafts), DraftStatus::by_hand) << text;
        EXPECT_FALSE(all_todo(drafts).empty()) << text;
    }
}

} // namespace
} // namespace liangxian::words
