// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/accounts/password.hpp"

#include <gtest/gtest.h>
#include <sodium.h>

namespace liangxian::accounts {
namespace {

const HashCost kQuick{1, std::size_t{8} << 10}; // the least there is: what is tested does not depend on it

TEST(Password, IsKeptAsArgon2idWithItsSaltAndNeverTheSameTwice) {
    const std::string hash = hash_password("Correct-Horse-7", kQuick);
    EXPECT_EQ(hash.rfind("$argon2id$", 0), 0U) << hash;
    EXPECT_EQ(hash.find("Correct"), std::string::npos);
    EXPECT_NE(hash, hash_password("Correct-Horse-7", kQuick));
}

TEST(Password, CostsAsMuchAsItSaysByDefault) {
    EXPECT_NE(hash_password("Correct-Horse-7").find("m=65536,t=2,p=1"), std::string::npos);
}

TEST(Password, FitsItsHashAndNoOther) {
    const std::string hash = hash_password("正确的马-7", kQuick);
    EXPECT_TRUE(is_password("正确的马-7", hash));
    EXPECT_FALSE(is_password("正确的马-8", hash));
    EXPECT_FALSE(is_password("", hash));
}

TEST(Password, OfNobodyFitsNothing) {
    EXPECT_FALSE(is_password("", ""));
    EXPECT_FALSE(is_password("x", ""));
    EXPECT_FALSE(is_password("x", "not a hash"));
}

TEST(Password, OfNobodyIsAsMuchWorkAsSomebodys) {
    const std::string hash = hash_of_nobody();
    const HashCost usual;
    EXPECT_EQ(crypto_pwhash_str_needs_rehash(hash.c_str(), usual.passes, usual.bytes), 0) << hash;
    EXPECT_EQ(hash.size(), hash_password("x").size());
    EXPECT_NE(hash, hash_of_nobody());
    EXPECT_FALSE(is_password("x", hash));
}

TEST(Password, IsLongAndOfSeveralKinds) {
    for (const char* good : {"Passw0rdxy", "kuai-le-2026", "正确的马电池订书钉a1", "aaaa bbbb cccc dddd"}) {
        EXPECT_TRUE(faults_of_password(good, "li").empty()) << good;
    }
    for (const char* weak :
         {"", "short-1A", "onlyletters", "1234567890123", "aaaaaaaaaaaaaaaaaaaa", "\xff\xff"}) {
        const auto faults = faults_of_password(weak, "li");
        ASSERT_EQ(faults.size(), 1U) << weak;
        EXPECT_EQ(faults[0].code, "password-weak");
        EXPECT_EQ(faults[0].where, "") << "nothing of it is said";
    }
    EXPECT_FALSE(faults_of_password("Liu.Wei-1234", "Liu.Wei-1234").empty());
    EXPECT_FALSE(faults_of_password(std::string(600, 'a') + std::string(600, 'b') + "cdEF12", "li").empty());
}

} // namespace
} // namespace liangxian::accounts
