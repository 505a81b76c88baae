// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/accounts/account.hpp"

#include <gtest/gtest.h>

namespace liangxian::accounts {
namespace {

constexpr Role kAll[] = {Role::officer, Role::reviewer, Role::planner,  Role::member,
                         Role::partner, Role::system,   Role::security, Role::audit};

TEST(Role, HasTheWordsOfTheContractAndNoOthers) {
    for (const Role role : kAll) {
        EXPECT_EQ(role_of(code_of(role)), role);
    }
    EXPECT_EQ(role_of("admin"), std::nullopt);
    EXPECT_EQ(role_of(""), std::nullopt);
    EXPECT_EQ(role_of("Officer"), std::nullopt);
}

TEST(Role, OfSecurityOrAuditSeesNoDataAndHoldsNoToken) {
    for (const Role role : kAll) {
        const bool is_apart = role == Role::security || role == Role::audit;
        EXPECT_EQ(sees_exact(role), !is_apart);
        EXPECT_EQ(may_check(role), !is_apart);
        EXPECT_EQ(may_hold_tokens(role), !is_apart);
    }
}

TEST(Role, OfAnotherDepartmentDoesNotSeeHiddenRecords) {
    for (const Role role : {Role::member, Role::partner, Role::system, Role::security, Role::audit}) {
        EXPECT_FALSE(sees_hidden(role));
    }
    EXPECT_TRUE(sees_hidden(Role::officer));
}

TEST(AccountName, MayBeChineseOrAnAddress) {
    for (const char* name : {"li", "李承办", "li.wei@example.cn", "OA-1", "x"}) {
        EXPECT_TRUE(faults_of_name(name).empty()) << name;
    }
}

TEST(AccountName, NeverLooksLikeAnotherNameOrAnOption) {
    for (const char* name : {"", " li", "li ", "a b", "-rf", "li\n", "l\u0456", "li\u200b", "li\u202e",
                             "\xff", "a/b", "a\"b", "<b>"}) {
        const auto faults = faults_of_name(name);
        ASSERT_EQ(faults.size(), 1U) << name;
        EXPECT_EQ(faults[0].code, "account-name-wrong");
    }
    EXPECT_TRUE(faults_of_name(std::string(kLongestName, 'a')).empty());
    EXPECT_FALSE(faults_of_name(std::string(kLongestName + 1, 'a')).empty());
}

TEST(Region, HasSixDigits) {
    EXPECT_TRUE(faults_of_region("140623").empty());
    for (const char* region : {"", "14062", "1406230", "14062x", "应县00"}) {
        EXPECT_FALSE(faults_of_region(region).empty()) << region;
    }
}

} // namespace
} // namespace liangxian::accounts
