// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/compare/matching.hpp"

#include "tests/support/shapes.hpp"

#include <gtest/gtest.h>

#include <algorithm>

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

Line of_unit(const std::string& bsm, const std::string& name, geo::Geometry geometry) {
    Line line;
    line.bsm = bsm;
    line.site_name = name;
    line.kind = zone::ZoneKind::protection;
    line.geometry = std::move(geometry);
    return line;
}

TEST(Matching, DoesNotGoByNumbersThatWereExchangedBetweenUnits) {
    const std::vector<Line> a{of_unit("1", "木塔", rectangle(0, 0, 100, 100)),
                              of_unit("2", "文庙", rectangle(5000, 0, 300, 100))};
    const std::vector<Line> b{of_unit("2", "木塔", rectangle(0, 0, 100, 100)),
                              of_unit("1", "文庙", rectangle(5000, 0, 300, 100))};
    const Matching found = match_lines(a, b);
    ASSERT_EQ(found.matches.size(), 2u);
    EXPECT_EQ(found.matches[0].b, 0u);
    EXPECT_EQ(found.matches[0].by, "unit");
    EXPECT_EQ(found.misnumbered_a, (std::vector<std::size_t>{0, 1}));
    EXPECT_EQ(found.misnumbered_b, (std::vector<std::size_t>{0, 1}));
}

TEST(Matching, GoesByTheVersionBeforeABsmThatWasUsedAgain) {
    std::vector<Line> a{of_unit("1", "", rectangle(0, 0, 100, 100)),
                        of_unit("2", "", rectangle(5000, 0, 300, 100))};
    std::vector<Line> b{of_unit("2", "", rectangle(0, 0, 100, 100)),
                        of_unit("1", "", rectangle(5000, 0, 300, 100))};
    for (auto* side : {&a, &b}) {
        (*side)[0].version = "Z1@1";
        (*side)[1].version = "Z2@1";
    }
    const Matching found = match_lines(a, b);
    ASSERT_EQ(found.matches.size(), 2u);
    EXPECT_EQ(found.matches[0].b, 0u);
    EXPECT_EQ(found.matches[0].by, "version");
}

TEST(Matching, KeepsANumberWhoseUnitWasRenamedWhereItStands) {
    const std::vector<Line> a{of_unit("1", "木塔", rectangle(0, 0, 100, 100)),
                              of_unit("2", "文庙", rectangle(5000, 0, 300, 100))};
    const std::vector<Line> b{of_unit("1", "释迦塔", rectangle(2, 0, 100, 100)),
                              of_unit("2", "文庙", rectangle(5000, 0, 300, 100))};
    const Matching found = match_lines(a, b);
    ASSERT_EQ(found.matches.size(), 2u);
    EXPECT_EQ(found.matches[0].by, "bsm");
    EXPECT_TRUE(found.misnumbered_a.empty());
}

TEST(Matching, DoesNotPairTwoSingleLinesOfDifferentUnits) {
    const std::vector<Line> a{of_unit("", "木塔", rectangle(0, 0, 100, 100))};
    const std::vector<Line> b{of_unit("", "文庙", rectangle(5000, 0, 300, 100))};
    const Matching found = match_lines(a, b);
    EXPECT_TRUE(found.matches.empty());
    EXPECT_EQ(found.only_a.size(), 1u);
    EXPECT_EQ(found.only_b.size(), 1u);
    EXPECT_EQ(match_lines(a, b, {}, compare::Pairing::as_asked).matches.size(), 1u);
}

TEST(Matching, PairsThousandsOfNamelessLotsOfOneTown) {
    std::vector<Line> a;
    std::vector<Line> b;
    for (int row = 0; row < 60; ++row) {
        for (int column = 0; column < 60; ++column) {
            a.push_back(a_line("", rectangle(30.0 * column, 30.0 * row, 25, 25)));
            b.push_back(a_line("", rectangle(30.0 * column + 2, 30.0 * row - 1, 25, 25)));
        }
    }
    std::reverse(b.begin(), b.end());
    const Matching found = match_lines(a, b);
    ASSERT_EQ(found.matches.size(), a.size());
    for (const compare::Match& match : found.matches) {
        ASSERT_EQ(match.b, b.size() - 1 - match.a);
    }
}

TEST(Matching, SeesALineOnceItsNeighbourIsPaired) {
    const std::vector<Line> a{a_line("", rectangle(0, 0, 100, 100)), a_line("", rectangle(0, 30, 100, 100))};
    // The second of b lies between both of a; the first is plainly the first.
    const std::vector<Line> b{a_line("", rectangle(0, 1, 100, 100)), a_line("", rectangle(0, 18, 100, 100))};
    const Matching found = match_lines(a, b);
    ASSERT_EQ(found.matches.size(), 2u);
    EXPECT_EQ(found.matches[0].b, 0u);
    EXPECT_EQ(found.matches[1].b, 1u);
}

TEST(Matching, CanBeCancelled) {
    base::CancelToken cancel;
    cancel.cancel();
    const std::vector<Line> lines{a_line("", rectangle(0, 0, 100, 100)),
                                  a_line("", rectangle(500, 0, 100, 100))};
    EXPECT_THROW(match_lines(lines, lines, cancel), base::Cancelled);
}

} // namespace
} // namespace liangxian::tests
