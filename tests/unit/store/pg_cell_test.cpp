// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/pg_cell.hpp"

#include <gtest/gtest.h>

namespace liangxian::store {
namespace {

using namespace std::string_view_literals;

TEST(PgCell, ReadsNumbersWithTheirHighestByteFirst) {
    EXPECT_EQ(pg_integer(21, "\xff\xfe"sv), -2);
    EXPECT_EQ(pg_integer(23, "\x00\x00\x01\x02"sv), 258);
    EXPECT_EQ(pg_integer(20, "\xff\xff\xff\xff\xff\xff\xff\xff"sv), -1);
    EXPECT_EQ(pg_integer(16, "\x01"sv), 1);
    EXPECT_EQ(pg_real(701, "\xbf\xf8\x00\x00\x00\x00\x00\x00"sv), -1.5);
    EXPECT_EQ(pg_real(700, "\x3f\x00\x00\x00"sv), 0.5);
}

TEST(PgCell, WritesDaysAndInstantsAsTheContractDoes) {
    EXPECT_EQ(pg_text(1082, "\x00\x00\x00\x00"sv), "2000-01-01");
    EXPECT_EQ(pg_text(1082, "\xff\xff\xff\xff"sv), "1999-12-31");
    EXPECT_EQ(pg_text(1082, "\x7f\xff\xff\xff"sv), "infinity");
    EXPECT_EQ(pg_text(1184, "\x00\x00\x00\x00\x00\x00\x00\x00"sv), "2000-01-01T00:00:00.000Z");
    EXPECT_EQ(pg_text(1184, "\x00\x00\x00\x00\x00\x0f\x42\x40"sv), "2000-01-01T00:00:01.000Z");
    EXPECT_EQ(pg_text(1184, "\xff\xff\xff\xff\xff\xff\xff\xff"sv), "1999-12-31T23:59:59.999Z");
    EXPECT_EQ(pg_text(1184, "\x80\x00\x00\x00\x00\x00\x00\x00"sv), "-infinity");
}

TEST(PgCell, LeavesTextsAsTheyStand) {
    EXPECT_TRUE(is_pg_text(25));
    EXPECT_FALSE(is_pg_text(1082));
    EXPECT_EQ(pg_text(25, "木塔"), "木塔");
    EXPECT_EQ(pg_type_of(17), CellType::blob);
}

} // namespace
} // namespace liangxian::store
