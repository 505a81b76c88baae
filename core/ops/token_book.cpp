// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/ops/token_book.hpp"

#include "core/accounts/secret.hpp"
#include "core/base/error.hpp"
#include "core/ops/account_book.hpp"

#include <fmt/format.h>

namespace liangxian::ops {
namespace {

using store::Statement;
using store::Transaction;

constexpr std::int64_t kDayMs = 86400000;

/// The UTC day of an instant, as the table has it.
std::string day_of(base::Timestamp instant) { return instant.to_string().substr(0, 10); }

void refuse_wrong(const accounts::Account& account, int days, const std::string& label) {
    base::Problems faults;
    if (!accounts::may_hold_tokens(account.role)) {
        faults.push_back(
            {"token-not-for-role",
             account.name,
             {"安全管理员和审计员不用令牌，只能登录", "accounts of security and audit hold no tokens; they "
                                                      "sign in"}});
    }
    if (account.is_disabled) {
        faults.push_back({"account-disabled", account.name, {"账户已停用", "the account is disabled"}});
    }
    if (days < 1 || days > kLongestTokenDays) {
        faults.push_back({"token-days",
                          std::to_string(days),
                          {fmt::format("有效期应为 1 到 {} 天", kLongestTokenDays),
                           fmt::format("a token holds from 1 to {} days", kLongestTokenDays)}});
    }
    if (label.size() > accounts::kLongestLabel) {
        faults.push_back({"token-label", "", {"说明太长", "the label is too long"}});
    }
    if (!faults.empty()) {
        throw base::InputError(std::move(faults));
    }
}

} // namespace

IssuedToken TokenBook::issue(const std::string& account, int days, const std::string& label,
                             const Actor& actor) const {
    accounts::Secret secret = accounts::new_secret(accounts::kTokenPrefix);
    Transaction all(connection(), Transaction::Kind::write);
    const accounts::Account holder = AccountBook(*this).get(account);
    refuse_wrong(holder, days, label);
    const base::Timestamp from = now();
    const base::Timestamp until(from.milliseconds() + days * kDayMs);
    Statement insert = connection().prepare(
        "INSERT INTO tokens (account_id, secret_hash, label, created_at, created_by, expires_at) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6) RETURNING token_id");
    insert.bind(1, holder.id)
        .bind(2, std::string_view(secret.hash))
        .bind(3, std::string_view(label))
        .bind(4, std::string_view(from.to_string()))
        .bind(5, std::string_view(actor.name))
        .bind(6, std::string_view(until.to_string()));
    insert.step();
    const std::int64_t id = insert.integer(0);
    insert.reset();
    enter("token-issued", account, actor, fmt::format("{} until {}", id, day_of(until)));
    all.commit();
    return {{id, account, label, from, until, {}, false}, std::move(secret.text)};
}

std::vector<accounts::Token> TokenBook::all(const std::optional<std::string>& account) const {
    std::vector<accounts::Token> out;
    Statement row = connection().prepare(fmt::format(
        "SELECT t.token_id, a.name, t.label, t.created_at, t.expires_at, t.last_used_on, "
        "CASE WHEN t.revoked_at IS NULL THEN 0 ELSE 1 END FROM tokens t JOIN accounts a USING (account_id) {}"
        "ORDER BY t.token_id DESC",
        account ? "WHERE a.name = ?1 " : ""));
    if (account) {
        row.bind(1, std::string_view(*account));
    }
    while (row.step()) {
        out.push_back({row.integer(0), std::string(row.text(1)), std::string(row.text(2)), instant_in(row, 3),
                       instant_in(row, 4), base::Date::parse(row.text(5)), row.integer(6) != 0});
    }
    return out;
}

void TokenBook::revoke(std::int64_t id, const Actor& actor) const {
    Transaction all(connection(), Transaction::Kind::write);
    Statement row =
        connection().prepare("SELECT a.name, CASE WHEN t.revoked_at IS NULL THEN 0 ELSE 1 END "
                             "FROM tokens t JOIN accounts a USING (account_id) WHERE t.token_id = ?1");
    if (!row.bind(1, id).step()) {
        throw base::InputError({{"token-unknown",
                                 std::to_string(id),
                                 {"没有这个编号的令牌", "there is no token of that number"}}});
    }
    const std::string account(row.text(0));
    const bool is_over = row.integer(1) != 0;
    row.reset();
    if (!is_over) {
        connection()
            .prepare("UPDATE tokens SET revoked_at = ?2 WHERE token_id = ?1")
            .bind(1, id)
            .bind(2, std::string_view(now().to_string()))
            .run();
        enter("token-revoked", account, actor, std::to_string(id));
    }
    all.commit();
}

std::optional<accounts::Account> TokenBook::account_of(const std::string& text) const {
    const base::Timestamp at = now();
    Statement row = connection().prepare(fmt::format(
        "SELECT {}, t.token_id, t.last_used_on FROM tokens t JOIN accounts a USING (account_id) "
        "WHERE t.secret_hash = ?1 AND t.revoked_at IS NULL AND t.expires_at > ?2 AND a.disabled_at IS NULL",
        kAccountColumns));
    row.bind(1, std::string_view(accounts::hash_of_secret(text))).bind(2, std::string_view(at.to_string()));
    if (!row.step()) {
        return std::nullopt;
    }
    accounts::Account out = account_in(row);
    const std::int64_t id = row.integer(kAccountColumnCount);
    const bool is_noted = row.text(kAccountColumnCount + 1) == day_of(at);
    row.reset();
    if (!accounts::may_hold_tokens(out.role)) {
        return std::nullopt;
    }
    if (!is_noted) {
        note_use(id);
    }
    return out;
}

/// A day that could not be noted is no reason to turn somebody away.
void TokenBook::note_use(std::int64_t id) const {
    try {
        connection()
            .prepare("UPDATE tokens SET last_used_on = ?2 WHERE token_id = ?1")
            .bind(1, id)
            .bind(2, std::string_view(day_of(now())))
            .run();
    } catch (const base::StoreError&) { // the next use tries again
    }
}

} // namespace liangxian::ops
