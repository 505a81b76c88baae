// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/accounts/secret.hpp"

#include <gtest/gtest.h>

#include <set>

namespace liangxian::accounts {
namespace {

TEST(Secret, IsThirtyTwoRandomBytesThatSayWhatTheyAre) {
    std::set<std::string> seen;
    for (int i = 0; i < 100; ++i) {
        const Secret one = new_secret(kTokenPrefix);
        EXPECT_EQ(one.text.size(), kTokenPrefix.size() + 43); // 32 bytes in base64
        EXPECT_EQ(one.text.rfind(kTokenPrefix, 0), 0U);
        EXPECT_EQ(
            one.text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"),
            std::string::npos);
        EXPECT_TRUE(seen.insert(one.text).second);
    }
}

TEST(Secret, IsKeptAsItsDigestAlone) {
    const Secret one = new_secret(kSessionPrefix);
    EXPECT_EQ(one.hash, hash_of_secret(one.text));
    EXPECT_EQ(one.hash.size(), 64U);
    EXPECT_EQ(hash_of_secret("abc"),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"); // FIPS 180-4
}

TEST(Secret, IsTakenOutOfWhatIsLogged) {
    const Secret one = new_secret(kTokenPrefix);
    EXPECT_EQ(without_secrets("/x?token=" + one.text + "&y=1"), "/x?token=lxt_***&y=1");
    EXPECT_EQ(without_secrets("lxs_" + one.text), "lxs_***");
    EXPECT_EQ(without_secrets("lxf_a 令牌 lxt_"), "lxf_*** 令牌 lxt_***");
    for (const char* other : {"", "lx", "/tiles/a/1/2/3.mvt?x=lxa_b", "LXT_a"}) {
        EXPECT_EQ(without_secrets(other), other);
    }
}

TEST(Secret, IsTheSameOnlyWhenAllOfItIs) {
    EXPECT_TRUE(is_same_secret("lxt_abc", "lxt_abc"));
    EXPECT_FALSE(is_same_secret("lxt_abc", "lxt_abd"));
    EXPECT_FALSE(is_same_secret("lxt_abc", "lxt_abcd"));
    EXPECT_FALSE(is_same_secret("", "lxt_abc"));
}

} // namespace
} // namespace liangxian::accounts
