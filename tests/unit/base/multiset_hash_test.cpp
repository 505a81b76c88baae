// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/multiset_hash.hpp"

#include <gtest/gtest.h>

#include <set>

namespace liangxian::base {
namespace {

std::string hash_of(const std::vector<std::string>& things) {
    MultisetHash hash;
    for (const std::string& thing : things) {
        hash.add(thing);
    }
    return hash.hex();
}

TEST(MultisetHash, DoesNotDependOnTheOrder) { EXPECT_EQ(hash_of({"a", "b", "c"}), hash_of({"c", "a", "b"})); }

TEST(MultisetHash, CountsHowOftenAThingIsThere) {
    std::set<std::string> seen;
    std::vector<std::string> things;
    for (int i = 0; i < 300; ++i) {
        EXPECT_TRUE(seen.insert(hash_of(things)).second) << i;
        things.emplace_back("a");
    }
}

TEST(MultisetHash, ForgetsWhatIsTakenOut) {
    MultisetHash hash;
    hash.add("a");
    hash.add("b");
    hash.remove("a");
    EXPECT_EQ(hash.hex(), hash_of({"b"}));
    hash.remove("b");
    EXPECT_EQ(hash.state(), std::string(MultisetHash::kStateBytes, '\0'));
}

TEST(MultisetHash, GoesOnFromItsState) {
    MultisetHash first;
    first.add("a");
    MultisetHash second;
    ASSERT_TRUE(second.restore(first.state()));
    second.add("b");
    EXPECT_EQ(second.hex(), hash_of({"a", "b"}));
    EXPECT_FALSE(second.restore(""));
    EXPECT_EQ(second.hex(), hash_of({"a", "b"}));
}

/// The same on every machine and in every version: stored results hold it. The stream was checked with an
/// independent ChaCha20.
TEST(MultisetHash, IsTheSameEverywhere) {
    MultisetHash hash;
    hash.add("site\tS1\t0");
    EXPECT_EQ(hash.hex(), "7da9577dfd73b3969c4b723dfc64df53243ea874c295bd75c9f44d8a6831279f");
}

} // namespace
} // namespace liangxian::base
