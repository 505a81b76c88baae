// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/zone/site_on_day.hpp"

#include <gtest/gtest.h>

#include <random>

namespace liangxian::zone {
namespace {

Site record(Level level, const char* announced_on) {
    Site out;
    out.site_id = "S1";
    out.level = level;
    out.announced_on = announced_on;
    return out;
}

TEST(SiteThroughTime, AUnitThatNeverChangedIsOneSpan) {
    std::vector<Site> recorded{record(Level::county, "2000-01-01")};
    recorded[0].valid.from = base::Date(1999, 1, 1);
    const std::vector<Site> found = site_through_time(recorded);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].valid.from, base::Date(1999, 1, 1));
    EXPECT_FALSE(found[0].valid.to);
}

TEST(SiteThroughTime, ARiseEndsOneSpanAndBeginsTheNext) {
    const std::vector<Site> found =
        site_through_time({record(Level::county, "2000-01-01"), record(Level::national, "2019年10月")});
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].level, Level::county);
    EXPECT_EQ(found[0].valid.to, base::Date(2019, 9, 30));
    EXPECT_EQ(found[1].level, Level::national);
    EXPECT_EQ(found[1].valid.from, base::Date(2019, 10, 1));
}

TEST(SiteThroughTime, EveryDayIsAsSiteOnDayHasIt) {
    std::mt19937 random(20261127);
    const base::Date begin(2020, 1, 1);
    const Level levels[] = {Level::national, Level::provincial, Level::city, Level::county, Level::ungraded};
    for (int round = 0; round < 1000; ++round) {
        std::vector<Site> recorded;
        const std::size_t count = 1 + random() % 5;
        for (std::size_t i = 0; i < count; ++i) {
            const std::string day = begin.plus_days(static_cast<std::int64_t>(random() % 20)).to_string();
            recorded.push_back(record(levels[random() % 5], random() % 6 == 0 ? "" : day.c_str()));
        }
        if (random() % 2 == 0) {
            recorded.back().valid = {begin.plus_days(static_cast<std::int64_t>(random() % 8)),
                                     begin.plus_days(8 + static_cast<std::int64_t>(random() % 8))};
        }
        const std::vector<Site> found = site_through_time(recorded);
        for (int i = -2; i < 23; ++i) {
            const base::Date day = begin.plus_days(i);
            std::vector<Level> there;
            for (const Site& span : found) {
                if (span.valid.contains(day)) {
                    there.push_back(span.level);
                }
            }
            const Site expected = site_on_day(recorded, day);
            ASSERT_EQ(there, expected.valid.contains(day) ? std::vector<Level>{expected.level}
                                                          : std::vector<Level>{})
                << "round " << round << " " << day.to_string();
        }
    }
}

} // namespace
} // namespace liangxian::zone
