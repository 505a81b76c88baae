// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/onemap/asked_time.hpp"

#include <gtest/gtest.h>

namespace liangxian::onemap {
namespace {

using base::Date;

TEST(AskedTimeTest, ADayIsTenCharactersOfADayThatExists) {
    EXPECT_EQ(parse_day("2024-02-29"), Date(2024, 2, 29));
    for (const char* wrong : {"", "2024", "2024-2-9", "2023-02-29", "20240229", "2024/02/09", "2024年2月9日",
                              "2024-02-09 ", "2024-02-09T00:00:00Z", "2024-02-0'", "-2024-02-09"}) {
        EXPECT_FALSE(parse_day(wrong)) << wrong;
    }
}

TEST(AskedTimeTest, OfAnInstantTheDateCountsAsItIsWritten) {
    for (const char* right : {"2024-05-01", "2024-05-01T00:00:00Z", "2024-05-01T23:59:59.999+08:00",
                              "2024-05-01t08:00:00z", "2024-05-01T23:59:60-00:30"}) {
        EXPECT_EQ(parse_day_or_instant(right), Date(2024, 5, 1)) << right;
    }
    for (const char* wrong : {"2024-05-01T", "2024-05-01junk", "2024-05-01T24:00:00Z", "2024-05-01T08:00:00",
                              "2024-05-01T08:60:00Z", "2024-05-01T08:00:00.Z", "2024-05-01T08:00Z",
                              "2024-05-01 08:00:00Z", "2024-05-01T08:00:00+8", "2024-05-01T08:00:00Z'--"}) {
        EXPECT_FALSE(parse_day_or_instant(wrong)) << wrong;
    }
}

TEST(AskedTimeTest, AnIntervalMayBeOpenAtEitherEnd) {
    const auto both = parse_time("2019-01-01/2020-12-31T00:00:00Z");
    ASSERT_TRUE(both);
    EXPECT_EQ(both->days.from, Date(2019, 1, 1));
    EXPECT_EQ(both->days.to, Date(2020, 12, 31));
    EXPECT_FALSE(both->is_one_day);
    EXPECT_FALSE(parse_time("../2020-12-31")->days.from);
    EXPECT_FALSE(parse_time("2019-01-01/")->days.to);
    EXPECT_TRUE(parse_time("2019-01-01")->is_one_day);
    for (const char* wrong : {"", "/x", "2020-01-01/2019-01-01", "2019-01-01/2020-01-01/2021-01-01", "..",
                              "2019-01-01/P1Y", "2019-01-01,2020-01-01"}) {
        EXPECT_FALSE(parse_time(wrong)) << wrong;
    }
}

} // namespace
} // namespace liangxian::onemap
