// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/auth/identities.hpp"

#include "core/base/file.hpp"
#include "core/ops/ops_database.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <thread>
#include <vector>

namespace liangxian::auth {
namespace {

using Kind = Credentials::Kind;

class IdentitiesTest : public testing::Test {
protected:
    std::string store() const { return (m_folder.path() / "s.gpkg").string(); }
    /// Another program's view.
    std::unique_ptr<ops::OpsStore> ops() const { return ops::OpsStore::open_or_create(store()); }
    Credentials token_of(const std::string& name) const {
        const auto other = ops();
        if (!other->accounts().find(name)) {
            other->accounts().add({name, accounts::Role::officer, {"140623"}, {}}, {"root", ""});
        }
        return {Kind::token, other->tokens().issue(name, 30, "", {"root", ""}).text};
    }

    base::TemporaryDirectory m_folder;
    OpsAccess m_access{store()};
    Identities m_identities{m_access};
};

TEST_F(IdentitiesTest, KnowNobodyWhereThereAreNoAccounts) {
    EXPECT_EQ(m_identities.of({Kind::token, "lxt_x"}), std::nullopt);
    EXPECT_FALSE(std::filesystem::exists(ops::ops_file_of(store()))) << "asking makes none";
}

TEST_F(IdentitiesTest, AreThoseOfATokenAsATokenOnly) {
    const Credentials token = token_of("li");
    const auto known = m_identities.of(token);
    ASSERT_TRUE(known);
    EXPECT_EQ(known->name, "li");
    EXPECT_EQ(known->role, accounts::Role::officer);
    EXPECT_EQ(known->regions, std::vector<std::string>{"140623"});
    EXPECT_FALSE(m_identities.of({Kind::session, token.text}));
    EXPECT_FALSE(m_identities.of({Kind::unknown, token.text}));
    EXPECT_FALSE(m_identities.of({Kind::none, {}}));
}

TEST_F(IdentitiesTest, AreAtHandOnceTheyWereAskedFor) {
    const Credentials token = token_of("li");
    const Credentials wrong{Kind::token, "lxt_x"};
    EXPECT_TRUE(m_identities.is_at_hand({Kind::none, {}}));
    EXPECT_FALSE(m_identities.is_at_hand(token));
    EXPECT_FALSE(m_identities.is_at_hand(wrong));
    m_identities.of(token);
    m_identities.forget(token);
    EXPECT_FALSE(m_identities.is_at_hand(token));
}

TEST_F(IdentitiesTest, AreAskedAnewAfterTheyWereForgotten) {
    const Credentials token = token_of("li");
    EXPECT_TRUE(m_identities.of(token));
    ops()->accounts().disable("li", {"root", ""});
    m_identities.forget(token);
    EXPECT_FALSE(m_identities.of(token));
}

TEST_F(IdentitiesTest, AreThoseOfTheFileThatIsThere) {
    const Credentials token = token_of("li");
    EXPECT_TRUE(m_identities.of(token));
    const auto file = ops::ops_file_of(store());
    std::filesystem::rename(file, file.string() + ".away");
    m_identities.forget(token);
    EXPECT_FALSE(m_identities.of(token));
    const Credentials other = token_of("wang"); // makes another file
    m_identities.forget(token);
    EXPECT_FALSE(m_identities.of(token));
    EXPECT_TRUE(m_identities.of(other));
}

TEST_F(IdentitiesTest, AreNeverMixedUpBetweenThreads) {
    const Credentials li = token_of("li");
    const Credentials wang = token_of("wang");
    std::atomic<int> mistakes{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 6; ++i) {
        threads.emplace_back([&, i] {
            const Credentials& mine = i % 2 == 0 ? li : wang;
            for (int n = 0; n < 100; ++n) {
                const auto known = m_identities.of(mine);
                mistakes += known && known->name == (i % 2 == 0 ? "li" : "wang") ? 0 : 1;
                mistakes += m_identities.of({Kind::token, "lxt_" + std::to_string(n)}) ? 1 : 0;
                if (n % 10 == 0) {
                    m_identities.forget(mine);
                }
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    EXPECT_EQ(mistakes, 0);
}

} // namespace
} // namespace liangxian::auth
