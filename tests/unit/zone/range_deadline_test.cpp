// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/zone/range_deadline.hpp"

#include "core/zone/stated_day.hpp"

#include <gtest/gtest.h>

namespace liangxian::zone {
namespace {

using base::Date;

const StatedLevel kCounty{Level::county, "1990-01-01"};
const StatedLevel kProvincial{Level::provincial, "2004-06-10"};

Level level_of(const std::vector<StatedLevel>& recorded, const Date& day) {
    const auto then = level_on(recorded, day);
    return then ? then->stated.level : Level::ungraded;
}

TEST(StatedDay, MayBeAMonthOrAYear) {
    for (const char* text : {"2012-06-05", "2012/6/5", "20120605", "2012年6月5日"}) {
        EXPECT_EQ(parse_stated_day(text).value().first, Date(2012, 6, 5)) << text;
        EXPECT_EQ(parse_stated_day(text).value().last, Date(2012, 6, 5)) << text;
    }
    for (const char* text : {"2012-02", "2012/2", "2012年2月", "2012年02月"}) {
        EXPECT_EQ(parse_stated_day(text).value().first, Date(2012, 2, 1)) << text;
        EXPECT_EQ(parse_stated_day(text).value().last, Date(2012, 2, 29)) << text;
    }
    for (const char* text : {"2012", "2012年"}) {
        EXPECT_EQ(parse_stated_day(text).value().first, Date(2012, 1, 1)) << text;
        EXPECT_EQ(parse_stated_day(text).value().last, Date(2012, 12, 31)) << text;
    }
    EXPECT_EQ(parse_stated_day("2012-12").value().last, Date(2012, 12, 31));
}

TEST(StatedDay, IsNothingOfAnyOtherText) {
    for (const char* text : {"", "soon", "12年", "2012年13月", "2012-02-30", "2012年6", "2012.6", "20126",
                             "0000", "2012年，第五批", "12012"}) {
        EXPECT_EQ(parse_stated_day(text).has_value(), false) << text;
    }
    EXPECT_EQ(stated_day_at_start("2012年，第五批").value().last, Date(2012, 12, 31));
    EXPECT_FALSE(stated_day_at_start("第五批"));
    EXPECT_FALSE(stated_day_at_start("20126"));
}

TEST(Levels, FollowEachOtherByTheirAnnouncements) {
    const std::vector<StatedLevel> recorded{kCounty, kProvincial};
    EXPECT_EQ(level_of(recorded, {1989, 12, 31}), Level::ungraded);
    EXPECT_EQ(level_of(recorded, {2004, 6, 9}), Level::county);
    EXPECT_EQ(level_of(recorded, {2004, 6, 10}), Level::provincial);
    EXPECT_FALSE(level_on(recorded, {2004, 6, 9})->has_risen);
    EXPECT_TRUE(level_on(recorded, {2004, 6, 10})->has_risen);
    EXPECT_TRUE(last_level(recorded).has_risen);
}

TEST(Levels, OfARecordThatWasCorrectedAreGone) {
    // Another day of the same announcement.
    EXPECT_EQ(level_of({kProvincial, {Level::provincial, "2014-06-10"}}, {2010, 1, 1}), Level::ungraded);
    // Never provincial: it is the county's, and was since 1990.
    EXPECT_EQ(level_of({kCounty, kProvincial, kCounty}, {2010, 1, 1}), Level::county);
    EXPECT_FALSE(last_level({kCounty, kProvincial, kCounty}).has_risen);
    // Never a unit.
    EXPECT_EQ(level_of({kCounty, {Level::ungraded, ""}}, {2010, 1, 1}), Level::ungraded);
    // Two edits of one rise.
    const std::vector<StatedLevel> edits{kCounty, {Level::provincial, "1990-01-01"}, kProvincial};
    EXPECT_EQ(level_of(edits, {2000, 1, 1}), Level::county);
    EXPECT_EQ(level_of(edits, {2010, 1, 1}), Level::provincial);
}

TEST(Levels, MayFallAndStandAgain) {
    const std::vector<StatedLevel> recorded{
        kCounty, {Level::ungraded, "2000-01-01"}, {Level::county, "2010"}};
    EXPECT_EQ(level_of(recorded, {1999, 12, 31}), Level::county);
    EXPECT_EQ(level_of(recorded, {2009, 12, 31}), Level::ungraded);
    EXPECT_EQ(level_of(recorded, {2010, 1, 1}), Level::county);
}

TEST(RangeDeadline, IsAYearAfterTheAnnouncement) {
    EXPECT_EQ(range_deadline({kCounty, false}, false, {})->due, Date(1991, 1, 1));
    EXPECT_EQ(range_deadline({{Level::county, "2024-02-29"}, false}, false, {})->due, Date(2025, 2, 28));
    EXPECT_FALSE(range_deadline({kCounty, false}, true, {}));
}

TEST(RangeDeadline, OfAYearOrAMonthCountsFromItsLastDay) {
    EXPECT_EQ(range_deadline({{Level::county, "2012年"}, false}, false, {})->due, Date(2013, 12, 31));
    EXPECT_EQ(range_deadline({{Level::county, "2012年2月"}, false}, false, {})->due, Date(2013, 2, 28));
}

TEST(RangeDeadline, IsNoneForAnUngradedRelicOrAnUnknownAnnouncement) {
    EXPECT_FALSE(range_deadline({{Level::ungraded, "2012-06-05"}, false}, false, {}));
    EXPECT_FALSE(range_deadline({{Level::county, ""}, false}, false, {}));
    EXPECT_FALSE(range_deadline({{Level::county, "第五批"}, false}, false, {}));
}

TEST(RangeDeadline, BeginsAnewWhenAUnitRises) {
    const LevelThen risen{kProvincial, true};
    const auto of_before = range_deadline(risen, true, Date(1992, 1, 1));
    ASSERT_TRUE(of_before);
    EXPECT_TRUE(of_before->is_of_before);
    EXPECT_EQ(of_before->due, Date(2005, 6, 10));
    EXPECT_FALSE(range_deadline(risen, true, Date(2004, 6, 10)));
    EXPECT_TRUE(range_deadline(risen, true, {})->is_of_before) << "nobody stated when it was drawn";
    EXPECT_FALSE(range_deadline(risen, false, {})->is_of_before);
    EXPECT_FALSE(range_deadline({{Level::provincial, "2004年"}, true}, true, Date(2004, 3, 1)))
        << "it may be of after the announcement";
}

TEST(RangeDeadline, TakesTheDayOfTheNoticeOfALine) {
    Zone line;
    line.valid.from = Date(2005, 1, 1);
    EXPECT_EQ(announced_day(line), Date(2005, 1, 1));
    line.document_date = "2004年";
    EXPECT_EQ(announced_day(line), Date(2004, 12, 31));
}

} // namespace
} // namespace liangxian::zone
