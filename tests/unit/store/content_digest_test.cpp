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
    return digest.finish_hex();
}

using Cells = std::vector<FieldValue>;

TEST(ContentDigest, IsTheDocumentedText) {
    const std::string record = base::sha256_hex("site_id=1:Aname=2:bcwkb=0:");
    EXPECT_EQ(digest_of({Cells{std::string("A"), std::string("bc")}}),
              base::sha256_hex("site\tA\t" + record + "\n"));
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
