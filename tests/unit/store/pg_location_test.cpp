// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/pg_location.hpp"

#include "core/base/error.hpp"

#include <gtest/gtest.h>

namespace liangxian::store {
namespace {

TEST(PgLocation, KeepsItsSchemaFromLibpq) {
    const PgLocation location = PgLocation::parse(
        "postgresql://u@h1:5432,h2:5433/db?connect_timeout=3&schema=%E4%B8%A4%E7%BA%BF&sslmode=require");
    EXPECT_EQ(location.schema, "两线");
    EXPECT_EQ(location.address, "postgresql://u@h1:5432,h2:5433/db?connect_timeout=3&sslmode=require");
}

TEST(PgLocation, HasASchemaOfOurNameWhenNoneIsGiven) {
    const PgLocation location = PgLocation::parse("postgres://h/db");
    EXPECT_EQ(location.schema, "liangxian");
    EXPECT_EQ(location.address, "postgres://h/db");
}

TEST(PgLocation, AddsASettingUnlessItIsGiven) {
    EXPECT_EQ(PgLocation::parse("postgresql://h/db").address_with("target_session_attrs", "any"),
              "postgresql://h/db?target_session_attrs=any");
    EXPECT_EQ(PgLocation::parse("postgresql://h/db?a=b").address_with("c", "d"), "postgresql://h/db?a=b&c=d");
    EXPECT_EQ(PgLocation::parse("postgresql://h/db?c=x").address_with("c", "d"), "postgresql://h/db?c=x");
}

TEST(PgLocation, RefusesAPasswordAndASchemaThatIsNone) {
    for (const char* wrong : {"postgresql://u:p@h/db", "postgresql://u@h/db?password=p",
                              "postgresql://h/db?schema=", "postgresql://h/db?schema=pg_catalog"}) {
        EXPECT_THROW(PgLocation::parse(wrong), base::StoreError) << wrong;
    }
}

TEST(PgLocation, QuotesWhatGoesIntoSql) {
    EXPECT_EQ(quoted_name("a\"b"), "\"a\"\"b\"");
    EXPECT_EQ(quoted_text("it's"), "'it''s'");
}

} // namespace
} // namespace liangxian::store
