// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/words/describe.hpp"

#include "core/compare/farthest.hpp"
#include "tests/unit/words/ground.hpp"

#include <gmock/gmock.h>

namespace liangxian::words {
namespace {

using zone::ZoneKind;

geo::Geometry drawn(const std::string& text, Line line, const Ground& on) {
    return joined(draw(read_boundary_text(text, line, vocabulary()), on, line));
}

/// Words, polygon, words, polygon: the second is the first.
void expect_round_trip(const std::string& text, ZoneKind kind, const std::string& words) {
    SCOPED_TRACE(text);
    const Line line = kind == ZoneKind::control ? Line::control : Line::protection;
    const Ground on = ground();
    const geo::Geometry outline = drawn(text, line, on);
    ASSERT_FALSE(outline.polygons.empty());
    const Description description = describe({outline, kind, ""}, on, vocabulary());
    EXPECT_THAT(description.text, testing::HasSubstr(words));
    ASSERT_TRUE(description.tolerance_m);
    EXPECT_LT(*description.tolerance_m, 0.1);
    EXPECT_LE(compare::farthest(outline, drawn(description.text, line, on)).distance_m,
              *description.tolerance_m);
}

TEST(Describe, FindsTheManner) {
    expect_round_trip("同文物本体", ZoneKind::protection, "同文物本体");
    expect_round_trip("四周各30米", ZoneKind::protection, "四周外延30米");
    expect_round_trip("东11.5米，南20米，西30.25米，北40米", ZoneKind::protection,
                      "东11.5米，南20米，西30.25米，北40米");
    expect_round_trip("同保护范围", ZoneKind::control, "同保护范围");
    expect_round_trip("保护范围外100米", ZoneKind::control, "保护范围外100米以内");
    expect_round_trip("保护范围外80米（含保护范围）", ZoneKind::control, "含保护范围");
    expect_round_trip("东、南、西、北各距保护范围边界30米", ZoneKind::control,
                      "东、南、西、北各距保护范围边界30米");
    expect_round_trip("以保护范围为界，东向外延伸224米，南32米，西4米，北41米", ZoneKind::control,
                      "以保护范围为界，东224米");
}

TEST(Describe, GivesCornersWhereNoMannerFits) {
    const Ground on = ground();
    geo::Geometry outline = rectangle(100, 90);
    outline.polygons.front().shell[2].x += 0.0005; // some 43 m
    outline.polygons.front().holes.push_back(rectangle(20, 10).polygons.front().shell);
    const Description description = describe({outline, ZoneKind::protection, ""}, on, vocabulary());
    EXPECT_EQ(description.kind, TextKind::coord_list);
    EXPECT_THAT(description.text, testing::HasSubstr("扣除第2圈"));
    ASSERT_TRUE(description.tolerance_m);
    EXPECT_LT(*description.tolerance_m, 0.01);
    EXPECT_LE(compare::farthest(outline, drawn(description.text, Line::protection, on)).distance_m,
              *description.tolerance_m);
}

TEST(Describe, DoesNotInventAToleranceForWordsNobodyCanDraw) {
    const Ground on = ground();
    geo::Geometry outline = rectangle(100, 90);
    outline.polygons.front().shell[2].x += 0.0005;
    outline.polygons.front().shell.push_back(
        outline.polygons.front().shell[1]); // the ring meets itself there
    const Description description = describe({outline, ZoneKind::protection, ""}, on, vocabulary());
    EXPECT_EQ(description.kind, TextKind::coord_list);
    EXPECT_FALSE(description.tolerance_m);
}

TEST(Describe, TellsClassesFromTheClassInside) {
    Ground on = ground();
    on.classes["I"] = rectangle(200, 190);
    const auto drafts =
        draw(read_boundary_text("I类建设控制地带外50米为二类建设控制地带", Line::control, vocabulary()), on,
             Line::control);
    const Description description =
        describe({drafts.front().geometry, ZoneKind::control, "II"}, on, vocabulary());
    EXPECT_THAT(description.text, testing::HasSubstr("II类建设控制地带：I类建设控制地带外50米以内"));
}

} // namespace
} // namespace liangxian::words
