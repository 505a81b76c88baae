// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/rules/workdays.hpp"
#include "tests/unit/rules/rule_case.hpp"

#include <gtest/gtest.h>

namespace liangxian::rules {
namespace {

const WorkdayTable& table() {
    static const WorkdayTable loaded =
        WorkdayTable::load(tests::source_directory() / "data" / "law" / "workdays.json");
    return loaded;
}

TEST(Workdays, SkipWeekendsAndHolidaysAndCountMakeUpDays) {
    // 2025-01-26 is a working Sunday; 28 January to 4 February are the Spring Festival.
    const DueDate due = table().add_workdays(base::Date(2025, 1, 24), 3);
    EXPECT_EQ(due.date.to_string(), "2025-02-05");
    EXPECT_FALSE(due.provisional);
    EXPECT_FALSE(table().is_workday(base::Date(2025, 10, 1)));
    EXPECT_TRUE(table().is_workday(base::Date(2025, 10, 11)));
    EXPECT_FALSE(table().is_workday(base::Date(2025, 10, 12)));
}

TEST(Workdays, BeyondTheTableAreProvisional) {
    EXPECT_TRUE(table().add_workdays(base::Date(2025, 12, 30), 5).provisional);
    EXPECT_FALSE(table().add_workdays(base::Date(2025, 12, 1), 20).provisional);
    EXPECT_EQ(table().add_workdays(base::Date(2025, 3, 1), 0).date, base::Date(2025, 3, 1));
}

} // namespace
} // namespace liangxian::rules
