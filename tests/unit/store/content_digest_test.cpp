// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/content_digest.hpp"

#include "core/base/digest.hpp"

#include <gtest/gtest.h>

namespace liangxian::store {
namespace {

const std::vector<Field<zone::Site>> kTwoFields{{"site_id", FieldType::text, {}, {}},
                                                {"name", FieldType::text, {}, {}}};

std::string digest_of(const std::vector<std::vector<FieldValue>>& rows) {
    ContentDigest digest;
    for (const auto& cells : rows) {
        digest.add("site", text_of(cells.front()), kTwoFields, cells, "");
    }
    return digest.hex();
}

using Cells = std::vector<FieldValue>;

TEST(ContentDigest, IsOfTheDocumentedText) {
    const std::string record = base::sha256_hex("site_id=1:Aname=2:bcwkb=0:");
    base::MultisetHash hash;
    hash.add("site\tA\t" + record);
    EXPECT_EQ(digest_of({Cells{std::string("A"), std::string("bc")}}), hash.hex());
}

TEST(ContentDigest, FollowsAChangeRecordByRecord) {
    const Cells a{std::string("A"), std::string("x")};
    const Cells b{std::string("B"), std::string("y")};
    const Cells changed{std::string("B"), std::string("z")};
    ContentDigest digest;
    digest.add("site", "A", kTwoFields, a, "");
    digest.add("site", "B", kTwoFields, b, "");
    ContentDigest later;
    ASSERT_TRUE(later.restore(digest.state()));
    later.remove("site", "B", kTwoFields, b, "");
    later.add("site", "B", kTwoFields, changed, "");
    EXPECT_EQ(later.hex(), digest_of({changed, a}));
    EXPECT_FALSE(later.restore("short"));
}

TEST(ContentDigest, DoesNotDependOnTheOrderOfRecords) {
    const Cells a{std::string("A"), std::string("x")};
    const Cells b{std::string("B"), std::string("y")};
    EXPECT_EQ(digest_of({a, b}), digest_of({b, a}));
    EXPECT_NE(digest_of({a, b}), digest_of({a}));
}

TEST(ContentDigest, KeepsNeighbouringValuesApart) {
    EXPECT_NE(digest_of({Cells{std::string("A"), std::string("bc")}}),
              digest_of({Cells{std::string("Ab"), std::string("c")}}));
}

TEST(ContentDigest, TakesNullAndEmptyTextAsTheSame) {
    EXPECT_EQ(digest_of({Cells{std::string("A"), std::string()}}), digest_of({Cells{std::string("A"), {}}}));
}

} // namespace
} // namespace liangxian::store
