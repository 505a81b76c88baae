// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/guard_words.hpp"

#include <gtest/gtest.h>

namespace liangxian::store {
namespace {

TEST(GuardWords, AreFoundInWhatADatabaseSays) {
    const auto words = guard_words_in("ERROR:  LX001 不能修改 / cannot be changed\nCONTEXT: x");
    ASSERT_TRUE(words);
    EXPECT_EQ(words->code, "LX001");
    EXPECT_EQ(words->reason.zh, "不能修改");
    EXPECT_EQ(words->reason.en, "cannot be changed");
}

TEST(GuardWords, AreNotSeenWhereThereAreNone) {
    EXPECT_FALSE(guard_words_in("UNIQUE constraint failed: zones.zone_id"));
    EXPECT_FALSE(guard_words_in("LX001 only one language"));
    EXPECT_FALSE(guard_words_in("LX0 / x"));
    EXPECT_FALSE(guard_words_in(""));
}

} // namespace
} // namespace liangxian::store
