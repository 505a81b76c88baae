// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/ops/account_book.hpp"

#include "core/base/error.hpp"
#include "core/store/json_list.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace liangxian::ops {
namespace {

using store::Statement;
using store::Transaction;

void refuse_faults(const NewAccount& account) {
    base::Problems faults = accounts::faults_of_name(account.name);
    for (const std::string& region : account.regions) {
        const base::Problems more = accounts::faults_of_region(region);
        faults.insert(faults.end(), more.begin(), more.end());
    }
    if (!faults.empty()) {
        throw base::InputError(std::move(faults));
    }
}

} // namespace

accounts::Account AccountBook::put(const NewAccount& account, const Actor& actor) const {
    Statement insert = connection().prepare(
        "INSERT INTO accounts (name, role, regions, password_hash, created_at, created_by) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
    insert.bind(1, std::string_view(account.name))
        .bind(2, accounts::code_of(account.role))
        .bind(3, std::string_view(store::json_list(account.regions)))
        .bind_stated(4, account.password_hash)
        .bind(5, std::string_view(now().to_string()))
        .bind(6, std::string_view(actor.name));
    insert.run();
    enter("account-added", account.name, actor,
          fmt::format("{}{}{}", accounts::code_of(account.role), account.regions.empty() ? "" : " ",
                      fmt::join(account.regions, " ")));
    return get(account.name);
}

accounts::Account AccountBook::add(const NewAccount& account, const Actor& actor) const {
    refuse_faults(account);
    Transaction all(connection(), Transaction::Kind::write);
    if (find(account.name)) {
        throw base::InputError(
            {{"account-exists",
              account.name,
              {"已有这个账户；停用的账户也保留其名", "there is an account of that name already; a "
                                                     "disabled one keeps its name"}}});
    }
    accounts::Account out = put(account, actor);
    all.commit();
    return out;
}

std::optional<accounts::Account> AccountBook::add_first(const NewAccount& account, const Actor& actor) const {
    refuse_faults(account);
    Transaction all(connection(), Transaction::Kind::write);
    if (!is_empty()) {
        return std::nullopt;
    }
    accounts::Account out = put(account, actor);
    all.commit();
    return out;
}

bool AccountBook::is_empty() const {
    Statement any = connection().prepare("SELECT 1 FROM accounts LIMIT 1");
    return !any.step();
}

std::vector<accounts::Account> AccountBook::all() const {
    std::vector<accounts::Account> out;
    Statement row =
        connection().prepare(fmt::format("SELECT {} FROM accounts a ORDER BY a.name", kAccountColumns));
    while (row.step()) {
        out.push_back(account_in(row));
    }
    return out;
}

std::optional<accounts::Account> AccountBook::find(const std::string& name) const {
    Statement row =
        connection().prepare(fmt::format("SELECT {} FROM accounts a WHERE a.name = ?1", kAccountColumns));
    row.bind(1, std::string_view(name));
    return row.step() ? std::optional(account_in(row)) : std::nullopt;
}

accounts::Account AccountBook::get(const std::string& name) const {
    auto found = find(name);
    if (!found) {
        throw base::InputError({{"account-unknown", name, {"没有这个账户", "there is no such account"}}});
    }
    return *std::move(found);
}

std::string AccountBook::password_hash(const std::string& name) const {
    Statement row = connection().prepare("SELECT password_hash FROM accounts WHERE name = ?1");
    row.bind(1, std::string_view(name));
    return row.step() ? std::string(row.text(0)) : std::string();
}

void AccountBook::end_sessions(const accounts::Account& account) const {
    connection().prepare("DELETE FROM sessions WHERE account_id = ?1").bind(1, account.id).run();
}

void AccountBook::disable(const std::string& name, const Actor& actor) const {
    Transaction all(connection(), Transaction::Kind::write);
    const accounts::Account account = get(name);
    if (!account.is_disabled) {
        connection()
            .prepare("UPDATE accounts SET disabled_at = ?2 WHERE account_id = ?1")
            .bind(1, account.id)
            .bind(2, std::string_view(now().to_string()))
            .run();
        end_sessions(account);
        enter("account-disabled", name, actor);
    }
    all.commit();
}

void AccountBook::enable(const std::string& name, const Actor& actor) const {
    Transaction all(connection(), Transaction::Kind::write);
    const accounts::Account account = get(name);
    if (account.is_disabled) {
        connection()
            .prepare("UPDATE accounts SET disabled_at = NULL WHERE account_id = ?1")
            .bind(1, account.id)
            .run();
        enter("account-enabled", name, actor);
    }
    all.commit();
}

void AccountBook::put_password(const std::string& name, const std::string& hash, const Actor& actor) const {
    Transaction all(connection(), Transaction::Kind::write);
    const accounts::Account account = get(name);
    connection()
        .prepare("UPDATE accounts SET password_hash = ?2 WHERE account_id = ?1")
        .bind(1, account.id)
        .bind(2, std::string_view(hash))
        .run();
    end_sessions(account);
    enter("password-changed", name, actor);
    all.commit();
}

std::vector<accounts::Event> AccountBook::events(int most) const {
    std::vector<accounts::Event> out;
    Statement row = connection().prepare(
        "SELECT at, action, account, actor, peer, detail FROM events ORDER BY event_id DESC LIMIT ?1");
    row.bind(1, std::int64_t{most});
    while (row.step()) {
        const auto text = [&row](int column) { return std::string(row.text(column)); };
        out.push_back({instant_in(row, 0), text(1), text(2), text(3), text(4), text(5)});
    }
    return out;
}

} // namespace liangxian::ops
