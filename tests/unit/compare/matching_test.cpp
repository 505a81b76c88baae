// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/compare/matching.hpp"

#include "tests/support/shapes.hpp"

#include <gtest/gtest.h>

namespace liangxian::tests {
namespace {

using compare::Line;
using compare::match_lines;
using compare::Matching;

Line a_line(const std::string& zone_id, geo::Geometry geometry) {
    Line line;
    line.zone_id = zone_id;
    line.geometry = std::move(geometry);
    return line;
}

TEST(Matching, GoesByIdBeforePlace) {
    const std::vector<Line> a{a_line("Z1", rectangle(0, 0, 100, 100)),
                              a_line("Z2", rectangle(500, 0, 100, 100))};
    const std::vector<Line> b{a_line("Z2", rectangle(0, 0, 100, 100)),
                              a_line("Z1", rectangle(500, 0, 100, 100))};
    const Matching found = match_lines(a, b);
    ASSERT_EQ(found.matches.size(), 2u);
    EXPECT_EQ(found.matches[0].b, 1u);
    EXPECT_EQ(found.matches[0].by, "zone");
}

TEST(Matching, GoesByPlaceWhereNothingIsNamed) {
    const std::vector<Line> a{a_line("Z1", rectangle(0, 0, 100, 100)),
                              a_line("Z2", rectangle(500, 0, 100, 100))};
    const std::vector<Line> b{a_line("", rectangle(505, 0, 100, 100)), a_line("", rectangle(3, 0, 100, 100)),
                              a_line("", rectangle(9000, 0, 40, 400))};
    const Matching found = match_lines(a, b);
    ASSERT_EQ(found.matches.size(), 2u);
    EXPECT_EQ(found.matches[0].b, 1u);
    EXPECT_EQ(found.matches[1].b, 0u);
    EXPECT_EQ(found.only_b, (std::vector<std::size_t>{2}));
}

TEST(Matching, ListsWhatNobodyCanTellApart) {
    const std::vector<Line> a{a_line("Z1", rectangle(0, 0, 100, 100)),
                              a_line("Z2", rectangle(0, 0, 100, 100))};
    const std::vector<Line> b{a_line("", rectangle(1, 0, 100, 100)), a_line("", rectangle(0, 1, 100, 100))};
    const Matching found = match_lines(a, b);
    EXPECT_TRUE(found.matches.empty());
    ASSERT_EQ(found.ambiguous.size(), 1u);
    EXPECT_EQ(found.ambiguous[0].a.size(), 2u);
    EXPECT_EQ(found.ambiguous[0].b.size(), 2u);
    EXPECT_TRUE(found.only_a.empty());
}

TEST(Matching, NeverPairsTwoDifferentZonesThatLieInOnePlace) {
    const std::vector<Line> a{a_line("Z1", rectangle(0, 0, 100, 100)),
                              a_line("Z2", rectangle(900, 0, 100, 100))};
    const std::vector<Line> b{a_line("Z8", rectangle(0, 0, 100, 100)),
                              a_line("Z2", rectangle(900, 0, 100, 100))};
    const Matching found = match_lines(a, b);
    EXPECT_EQ(found.matches.size(), 1u);
    EXPECT_EQ(found.only_a, (std::vector<std::size_t>{0}));
    EXPECT_EQ(found.only_b, (std::vector<std::size_t>{0}));
}

TEST(Matching, TellsTheClassesOfOneUnitApartByPlace) {
    std::vector<Line> a{a_line("Z1", rectangle(0, 0, 100, 100)),
                        a_line("Z2", rectangle(-200, -200, 500, 500))};
    std::vector<Line> b{a_line("", rectangle(-200, -201, 500, 500)), a_line("", rectangle(0, 1, 100, 100))};
    for (auto* side : {&a, &b}) {
        for (Line& line : *side) {
            line.site_name = "木塔";
            line.kind = zone::ZoneKind::control;
        }
    }
    const Matching found = match_lines(a, b);
    ASSERT_EQ(found.matches.size(), 2u);
    EXPECT_EQ(found.matches[0].b, 1u);
}

TEST(Matching, FindsALineThatStandsWholeZonesAway) {
    const std::vector<Line> a{a_line("Z1", rectangle(0, 0, 100, 100)),
                              a_line("Z2", rectangle(900, 0, 100, 100))};
    const std::vector<Line> b{a_line("", compare::moved_by_zones(rectangle(0, 0, 100, 100), 1)),
                              a_line("", compare::turned(rectangle(900, 0, 100, 100)))};
    const Matching found = match_lines(a, b);
    ASSERT_EQ(found.matches.size(), 2u);
    EXPECT_EQ(found.matches[0].b, 0u);
    EXPECT_EQ(found.matches[1].b, 1u);
}

} // namespace
} // namespace liangxian::tests
