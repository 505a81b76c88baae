// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/contract/ops_contract.hpp"

#include <algorithm>

namespace liangxian::ops {
namespace {

using accounts::Role;

template <typename Factory>
class AccountsContract : public OpsContract<Factory> {};
TYPED_TEST_SUITE(AccountsContract, OpsFactories);

TYPED_TEST(AccountsContract, KeepsAnAccountAsItWasMade) {
    const auto made = this->m_ops->accounts().add(
        {"李承办", Role::planner, {"140623", "140600"}, "$argon2id$x"}, {"root", ""});
    this->m_ops = OpsStore::open(this->m_factory.location(), this->clock());
    const auto found = this->m_ops->accounts().get("李承办");
    EXPECT_EQ(found.id, made.id);
    EXPECT_EQ(found.role, Role::planner);
    EXPECT_EQ(found.regions, (std::vector<std::string>{"140623", "140600"}));
    EXPECT_TRUE(found.has_password);
    EXPECT_FALSE(found.is_disabled);
    EXPECT_EQ(found.created_by, "root");
    EXPECT_EQ(found.created_at.to_string(), "2026-11-27T08:00:00.000Z");
    EXPECT_EQ(this->m_ops->accounts().password_hash("李承办"), "$argon2id$x");
    EXPECT_EQ(this->m_ops->accounts().password_hash("wang"), "");
}

TYPED_TEST(AccountsContract, ListsAccountsByNameInOneOrder) {
    for (const char* name : {"b", "B", "a", "王", "10", "9"}) {
        this->add(name);
    }
    std::vector<std::string> names;
    for (const auto& account : this->m_ops->accounts().all()) {
        names.push_back(account.name);
    }
    EXPECT_EQ(names, (std::vector<std::string>{"10", "9", "B", "a", "b", "王"}));
}

TYPED_TEST(AccountsContract, TakesANameOnceAndKnowsNoOthers) {
    this->add("li");
    const auto accounts = this->m_ops->accounts();
    EXPECT_EQ(this->code_of([&] { this->add("li", Role::audit); }), "account-exists");
    EXPECT_EQ(this->code_of([&] { accounts.get("LI"); }), "account-unknown");
    EXPECT_EQ(this->code_of([&] { accounts.disable("x' OR '1'='1", this->kActor); }), "account-unknown");
    EXPECT_EQ(this->code_of([&] {
        accounts.add({"a b", Role::officer, {"x"}, {}}, this->kActor);
    }),
              "account-name-wrong");
    EXPECT_EQ(accounts.all().size(), 1U);
}

TYPED_TEST(AccountsContract, MakesAFirstAccountOnlyWhereThereIsNone) {
    EXPECT_TRUE(this->m_ops->accounts().is_empty());
    EXPECT_TRUE(this->m_ops->accounts().add_first({"a", Role::security, {}, {}}, this->kActor).has_value());
    EXPECT_FALSE(this->m_ops->accounts().add_first({"b", Role::security, {}, {}}, this->kActor).has_value());
    EXPECT_FALSE(this->m_ops->accounts().is_empty());
    EXPECT_EQ(this->m_ops->accounts().all().size(), 1U);
}

TYPED_TEST(AccountsContract, EntersWhatHappensOnceAndLetsNobodyChangeIt) {
    this->add("li");
    this->m_ops->accounts().disable("li", {"wang", "192.0.2.1"});
    this->m_ops->accounts().disable("li", {"wang", "192.0.2.1"});
    this->m_ops->accounts().enable("li", this->kActor);
    this->m_ops->accounts().put_password("li", "h", this->kActor);
    EXPECT_EQ(this->events(),
              (std::vector<std::string>{"password-changed li root", "account-enabled li root",
                                        "account-disabled li wang", "account-added li root"}));
    EXPECT_EQ(this->m_ops->accounts().events(3).back().peer, "192.0.2.1");
    for (const char* sql : {"UPDATE events SET action = 'x'", "DELETE FROM events", "DELETE FROM accounts",
                            "UPDATE accounts SET role = 'security'", "UPDATE accounts SET name = 'x'"}) {
        EXPECT_NE(this->m_factory.ops_sql(sql), "") << sql;
    }
    EXPECT_EQ(this->events().size(), 4U);
}

TYPED_TEST(AccountsContract, IsMadeOnceWhoeverAsks) {
    this->add("li");
    EXPECT_EQ(OpsStore::open_or_create(this->m_factory.location(), this->clock())->accounts().all().size(),
              1U);
}

TYPED_TEST(AccountsContract, IsNotOpenedWhenANewerProgramMadeIt) {
    this->m_factory.ops_sql("UPDATE meta SET value = '99' WHERE key = 'schema_version'");
    EXPECT_EQ(this->code_of([&] { OpsStore::open(this->m_factory.location()); }), "store-newer");
    this->m_factory.ops_sql("UPDATE meta SET value = 'x' WHERE key = 'product'");
    EXPECT_EQ(this->code_of([&] { OpsStore::open(this->m_factory.location()); }), "store-not-ours");
}

template <typename Factory>
class TokensContract : public OpsContract<Factory> {};
TYPED_TEST_SUITE(TokensContract, OpsFactories);

TYPED_TEST(TokensContract, ProvesItsAccountAndNothingElseDoes) {
    this->add("li");
    const std::string token = this->issue("li");
    EXPECT_EQ(this->m_ops->tokens().account_of(token)->name, "li");
    for (const std::string& other :
         {std::string(), token + "x", token.substr(0, token.size() - 1), std::string("lxt_"),
          std::string("' OR 1=1 --"), this->m_factory.ops_text("SELECT secret_hash FROM tokens")}) {
        EXPECT_FALSE(this->holds(other)) << other;
    }
}

TYPED_TEST(TokensContract, HoldsToTheMillisecondOfItsLastDay) {
    this->add("li");
    const std::string token = this->issue("li", 2);
    this->pass(2 * this->kDayMs - 1);
    EXPECT_TRUE(this->holds(token));
    this->pass(1);
    EXPECT_FALSE(this->holds(token));
}

TYPED_TEST(TokensContract, EndsWhenItIsRevokedAndOtherTokensDoNot) {
    this->add("li");
    const auto first = this->m_ops->tokens().issue("li", 30, "", this->kActor);
    const std::string second = this->issue("li");
    this->m_ops->tokens().revoke(first.token.id, this->kActor);
    this->m_ops->tokens().revoke(first.token.id, this->kActor); // again: nothing more
    EXPECT_FALSE(this->holds(first.text));
    EXPECT_TRUE(this->holds(second));
    EXPECT_EQ(this->code_of([&] { this->m_ops->tokens().revoke(999, this->kActor); }), "token-unknown");
    const auto all = this->m_ops->tokens().all("li");
    ASSERT_EQ(all.size(), 2U);
    EXPECT_TRUE(all[1].is_revoked);
    EXPECT_FALSE(all[0].is_revoked);
    EXPECT_EQ(this->events().size(), 4U);
}

TYPED_TEST(TokensContract, DoesNothingWhileItsAccountIsDisabled) {
    this->add("li");
    const std::string token = this->issue("li");
    this->m_ops->accounts().disable("li", this->kActor);
    EXPECT_FALSE(this->holds(token));
    EXPECT_EQ(this->code_of([&] { this->issue("li"); }), "account-disabled");
    this->m_ops->accounts().enable("li", this->kActor);
    EXPECT_TRUE(this->holds(token));
}

TYPED_TEST(TokensContract, IsNeverOfThoseWhoKeepAccountsOrLogs) {
    for (const Role role : {Role::security, Role::audit}) {
        const std::string name(accounts::code_of(role));
        this->add(name, role);
        EXPECT_EQ(this->code_of([&] { this->issue(name); }), "token-not-for-role");
    }
    EXPECT_EQ(this->m_ops->tokens().all().size(), 0U);
}

TYPED_TEST(TokensContract, NotesTheDayItWasLastUsed) {
    this->add("li");
    const std::string token = this->issue("li");
    EXPECT_EQ(this->m_ops->tokens().all()[0].last_used_on, std::nullopt);
    for (const char* day : {"2026-11-27", "2026-11-28"}) {
        EXPECT_TRUE(this->holds(token));
        EXPECT_EQ(this->m_ops->tokens().all()[0].last_used_on->to_string(), day);
        this->pass(this->kDayMs);
    }
}

TYPED_TEST(TokensContract, RefusesDaysAndLabelsThatAreNone) {
    this->add("li");
    for (const int days : {0, -1, kLongestTokenDays + 1}) {
        EXPECT_EQ(this->code_of([&] { this->issue("li", days); }), "token-days");
    }
    EXPECT_EQ(
        this->code_of([&] { this->m_ops->tokens().issue("li", 1, std::string(201, 'x'), this->kActor); }),
        "token-label");
    EXPECT_EQ(this->code_of([&] { this->issue("wang"); }), "account-unknown");
}

} // namespace
} // namespace liangxian::ops
