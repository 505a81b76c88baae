// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/date.hpp"
#include "core/base/timestamp.hpp"

#include <gtest/gtest.h>

namespace liangxian::base {
namespace {

TEST(Date, ReadsTheFormsOfficesWrite) {
    for (const char* text : {"2025-03-01", "2025-3-1", "2025/3/1", "20250301", "2025年3月1日", "2025.3.1"}) {
        const auto date = Date::parse(text);
        ASSERT_TRUE(date) << text;
        EXPECT_EQ(date->to_string(), "2025-03-01") << text;
    }
}

TEST(Date, RefusesDaysThatDoNotExist) {
    for (const char* text :
         {"2025-02-29", "2025-13-01", "2025-04-31", "2025-00-10", "25-03-01", "2025-03", "", "2025-03-01x"}) {
        EXPECT_FALSE(Date::parse(text)) << text;
    }
    EXPECT_TRUE(Date::parse("2024-02-29"));
}

TEST(Date, CountsDaysAcrossCenturies) {
    EXPECT_EQ(Date(1970, 1, 1).days_since_epoch(), 0);
    EXPECT_EQ(Date(2000, 3, 1).days_since_epoch(), 11017);
    for (std::int64_t day = -200000; day < 200000; day += 37) {
        const Date date = Date().plus_days(day);
        EXPECT_EQ(Date(date.year(), date.month(), date.day()).days_since_epoch(), day);
    }
    EXPECT_EQ(Date(2026, 11, 25).weekday(), 3u);
}

TEST(DateSpan, IsOpenWhereNothingIsSaid) {
    const Date day(2025, 3, 1);
    EXPECT_TRUE((DateSpan{}.contains(day)));
    EXPECT_TRUE((DateSpan{day, day}.contains(day)));
    EXPECT_FALSE((DateSpan{day.plus_days(1), std::nullopt}.contains(day)));
}

TEST(Timestamp, ReadsIso8601AndPrintsMilliseconds) {
    EXPECT_EQ(Timestamp::parse("2025-03-01T08:00:00.120Z")->to_string(), "2025-03-01T08:00:00.120Z");
    EXPECT_EQ(Timestamp::parse("2025-03-01T08:00:00+08:00")->to_string(), "2025-03-01T00:00:00.000Z");
    EXPECT_EQ(Timestamp::parse("2025-03-01 08:00")->to_string(), "2025-03-01T08:00:00.000Z");
    EXPECT_EQ(Timestamp::parse("2025-03-01")->to_string(), "2025-03-01T23:59:59.999Z");
    EXPECT_EQ(Timestamp::parse("1969-12-31T23:59:59.999Z")->milliseconds(), -1);
    for (const char* bad : {"", "2025-03-01T", "2025-03-01T25:00:00Z", "2025-03-01T08:00:00X", "now"}) {
        EXPECT_FALSE(Timestamp::parse(bad)) << bad;
    }
}

} // namespace
} // namespace liangxian::base
