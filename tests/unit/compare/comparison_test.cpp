// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/compare/comparison.hpp"

#include "tests/support/shapes.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <utility>

namespace liangxian::tests {
namespace {

using compare::Comparison;
using compare::Line;
using compare::LineStatus;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Line a_line(int number, double east_m, double north_m) {
    Line line;
    line.zone_id = "Z" + std::to_string(number);
    line.accuracy_m = 1;
    line.geometry = rectangle(2000.0 * number + east_m, north_m, 300, 200);
    return line;
}

std::vector<Line> lines(int count, double east_m = 0, double north_m = 0) {
    std::vector<Line> out;
    for (int i = 0; i < count; ++i) {
        out.push_back(a_line(i, east_m, north_m));
    }
    return out;
}

TEST(Comparison, TellsTheFiveApartEachWithItsMetres) {
    const std::vector<Line> a = lines(6);
    std::vector<Line> b = lines(7);
    b[0] = a_line(0, 0.6, 0.8);
    b[1] = a_line(1, 30, 40);
    b[2].geometry = compare::turned(b[2].geometry);
    b[3].geometry = compare::moved_by_zones(b[3].geometry, -1);
    b.erase(b.begin() + 4);
    const Comparison found = compare::compare(a, b);
    ASSERT_EQ(found.lines.size(), 7u);
    EXPECT_EQ(found.lines[0].status, LineStatus::within_accuracy);
    EXPECT_NEAR(found.lines[0].figures->farthest.distance_m, 1, 1e-3);
    EXPECT_EQ(found.lines[1].status, LineStatus::shifted);
    EXPECT_NEAR(found.lines[1].figures->farthest.distance_m, 50, 0.01);
    EXPECT_NEAR(found.lines[1].figures->shift.east_m, 30, 0.01);
    EXPECT_NEAR(found.lines[1].figures->shift.north_m, 40, 0.01);
    EXPECT_EQ(found.lines[2].status, LineStatus::datum_suspect);
    EXPECT_THAT(found.lines[2].reasons, ElementsAre("swapped-axis"));
    EXPECT_NEAR(found.lines[2].figures->corrected->distance_m, 0, 1e-3);
    EXPECT_GT(found.lines[2].figures->farthest.distance_m, 1e6);
    EXPECT_THAT(found.lines[3].reasons, ElementsAre("wrong-zone"));
    EXPECT_EQ(found.lines[3].figures->zones, -1);
    // 3° of longitude at 39.56° N: 3 × 85,956 m along the parallel, a little less along the geodesic.
    EXPECT_NEAR(found.lines[3].figures->farthest.distance_m, 257800, 300);
    EXPECT_NEAR(found.lines[3].figures->shift.east_m, -257870, 300);
    EXPECT_EQ(found.lines[4].status, LineStatus::missing);
    EXPECT_EQ(found.lines[5].status, LineStatus::same);
    EXPECT_EQ(found.lines[6].status, LineStatus::extra);
    EXPECT_THAT(found.counts, ElementsAre(1u, 1u, 1u, 1u, 1u, 2u));
}

TEST(Comparison, SuspectsTheDatumWhenManyLinesMovedAsOne) {
    const Comparison found = compare::compare(lines(5), lines(5, 70, -45));
    for (const auto& line : found.lines) {
        EXPECT_EQ(line.status, LineStatus::datum_suspect);
        EXPECT_THAT(line.reasons, ElementsAre("xian80-or-beijing54-suspect"));
    }
}

TEST(Comparison, DoesNotSuspectTheDatumForOneLineAmongMany) {
    std::vector<Line> b = lines(5);
    b[2] = a_line(2, 70, -45);
    EXPECT_EQ(compare::compare(lines(5), b).lines[2].status, LineStatus::shifted);
}

TEST(Comparison, SuspectsAWebMapEvenForOneLine) {
    std::vector<Line> b = lines(3);
    const compare::Shift gcj = compare::gcj02_shift(at_m(2000, 0));
    b[1] = a_line(1, gcj.east_m, gcj.north_m);
    const Comparison found = compare::compare(lines(3), b);
    EXPECT_THAT(found.lines[1].reasons, ElementsAre("gcj02-suspect"));
}

TEST(Comparison, SuspectsAWebMapOfALineSoLongThatItsShiftChanges) {
    // A wall 60 km long: its copy is drawn corner by corner on a web map, whose shift changes by metres.
    std::vector<Line> a = lines(2);
    a[0].geometry = rectangle(0, 0, 60000, 100);
    a[1].geometry = rectangle(0, 9000, 60000, 100);
    std::vector<Line> b = a;
    b[0].geometry.for_each_position([](geo::Position& p) {
        const compare::Shift shift = compare::gcj02_shift(p);
        const geo::MetresPerDegree scale = geo::metres_per_degree(p.y);
        p = {p.x + shift.east_m / scale.lon, p.y + shift.north_m / scale.lat};
    });
    b[1].geometry = rectangle(590, 9130, 60080, 100); // by hand
    const Comparison found = compare::compare(a, b);
    EXPECT_EQ(found.lines[0].status, LineStatus::datum_suspect);
    EXPECT_THAT(found.lines[0].reasons, ElementsAre("gcj02-suspect"));
    EXPECT_GT(found.lines[0].figures->residual_m, 2.5);
    EXPECT_EQ(found.lines[1].status, LineStatus::shifted);
    EXPECT_EQ(compare::compare(b, a).lines[0].status, LineStatus::datum_suspect);
}

TEST(Comparison, OfEditedCopiesNamesTheirCorners) {
    std::vector<Line> b = lines(2);
    b[0].geometry.polygons[0].shell[1] = at_m(310, 0);
    const Comparison found = compare::compare(lines(2), b);
    EXPECT_EQ(found.lines[0].status, LineStatus::shifted);
    EXPECT_THAT(found.lines[0].reasons, ElementsAre("vertices-edited"));
    EXPECT_EQ(found.lines[0].figures->edits->moved.size(), 1u);
    EXPECT_NEAR(found.lines[0].figures->shift.east_m, 2.5, 0.01) << "10 m of one of four corners";
    EXPECT_THAT(found.lines[1].reasons, IsEmpty());
}

TEST(Comparison, IsTheSameOnSeveralThreads) {
    const std::vector<Line> a = lines(40);
    const std::vector<Line> b = lines(40, 1, 2);
    const Comparison one = compare::compare(a, b, {}, 1);
    const Comparison four = compare::compare(a, b, {}, 4);
    for (std::size_t i = 0; i < one.lines.size(); ++i) {
        EXPECT_EQ(one.lines[i].figures->farthest.distance_m, four.lines[i].figures->farthest.distance_m);
    }
}

TEST(Comparison, SaysOfALinePutOnAnotherThatItStandsThere) {
    const std::vector<Line> a = lines(3);
    std::vector<Line> b = lines(3);
    std::swap(b[0].geometry, b[2].geometry);
    const Comparison found = compare::compare(a, b);
    EXPECT_EQ(found.lines[0].status, LineStatus::shifted);
    EXPECT_THAT(found.lines[0].reasons, ElementsAre("stands-on-another"));
    EXPECT_THAT(found.lines[1].reasons, IsEmpty());
    EXPECT_THAT(found.lines[2].reasons, ElementsAre("stands-on-another"));
}

TEST(Comparison, SaysWhichLinesBearTheNumberOfAnother) {
    std::vector<Line> a = lines(2);
    std::vector<Line> b = lines(2);
    a[0].site_name = b[1].site_name = "木塔";
    a[1].site_name = b[0].site_name = "文庙";
    for (auto* side : {&a, &b}) {
        (*side)[0].kind = (*side)[1].kind = zone::ZoneKind::protection;
    }
    std::swap(b[0].geometry, b[1].geometry);
    const Comparison found = compare::compare(a, b);
    ASSERT_EQ(found.lines.size(), 2u);
    for (const compare::ComparedLine& line : found.lines) {
        EXPECT_EQ(line.status, LineStatus::same);
        EXPECT_THAT(line.reasons, ElementsAre("number-of-another"));
    }
}

TEST(Comparison, CountsTheAccuracyOfTwoCopiesOfOneVersionOnce) {
    std::vector<Line> a = lines(1);
    std::vector<Line> b = lines(1);
    a[0].is_accuracy_of_store = b[0].is_accuracy_of_store = true;
    EXPECT_DOUBLE_EQ(compare::compare(a, b).lines[0].accuracy_m.value(), 1);
    b[0].is_accuracy_of_store = false;
    EXPECT_DOUBLE_EQ(compare::compare(a, b).lines[0].accuracy_m.value(), std::sqrt(2));
}

} // namespace
} // namespace liangxian::tests
