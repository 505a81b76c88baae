// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/ops/sign_in_book.hpp"

#include "core/accounts/secret.hpp"
#include "core/base/digest.hpp"
#include "core/base/error.hpp"
#include "core/ops/account_book.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace liangxian::ops {
namespace {

using accounts::Failures;
using std::chrono::milliseconds;
using store::Statement;
using store::Transaction;

/// Failures that are kept at most, whoever guesses at whatever; then the oldest go.
constexpr std::int64_t kMostFailures = 20000;
/// A session is not written for each request of it.
constexpr milliseconds kBetweenNotes{60000};

std::string instant(base::Timestamp at) { return at.to_string(); }

base::Timestamp earlier(base::Timestamp at, milliseconds by) {
    return base::Timestamp(at.milliseconds() - by.count());
}

} // namespace

std::vector<SignInBook::Counted> SignInBook::counted_of(const std::string& name,
                                                        const std::string& peer) const {
    const std::string group = accounts::peer_group(peer);
    std::vector<Counted> out{{"at-peer", base::sha256_hex(name + '\n' + group), &m_lockout.at_peer},
                             {"of-peer", group, &m_lockout.of_peer}};
    if (!is_known_peer(name, group)) {
        out.push_back({"of-account", base::sha256_hex(name), &m_lockout.of_account});
    }
    return out;
}

Failures SignInBook::failures_of(const Counted& counted) const {
    Statement row =
        connection().prepare("SELECT count, last_at FROM failures WHERE kind = ?1 AND subject = ?2");
    row.bind(1, std::string_view(counted.kind)).bind(2, std::string_view(counted.subject));
    if (!row.step()) {
        return {};
    }
    // A clock that was put back makes nobody wait until it catches up.
    return {static_cast<int>(row.integer(0)), std::min(instant_in(row, 1), now())};
}

void SignInBook::put(const Counted& counted, const Failures& failures) const {
    connection()
        .prepare(
            "INSERT INTO failures (kind, subject, count, last_at) VALUES (?1, ?2, ?3, ?4) "
            "ON CONFLICT (kind, subject) DO UPDATE SET count = excluded.count, last_at = excluded.last_at")
        .bind(1, std::string_view(counted.kind))
        .bind(2, std::string_view(counted.subject))
        .bind(3, std::int64_t{failures.count})
        .bind(4, std::string_view(instant(failures.last)))
        .run();
}

std::chrono::seconds SignInBook::attempt(const std::string& name, const std::string& peer) const {
    Transaction all(connection(), Transaction::Kind::write);
    const base::Timestamp at = now();
    const auto counted = counted_of(name, peer);
    std::vector<Failures> after;
    milliseconds wait{0};
    for (const Counted& one : counted) {
        const Failures before = failures_of(one);
        const base::Timestamp open = accounts::open_again(*one.rule, before);
        wait = std::max(wait, milliseconds(open.milliseconds() - at.milliseconds()));
        after.push_back(accounts::after_failure(*one.rule, before, at));
    }
    if (wait.count() > 0) {
        return std::chrono::ceil<std::chrono::seconds>(
            wait); // not counted: who hammers does not make it longer
    }
    for (std::size_t i = 0; i < counted.size(); ++i) {
        put(counted[i], after[i]);
    }
    clear_what_is_over();
    all.commit();
    return std::chrono::seconds(0);
}

void SignInBook::failed(const std::string& name, const std::string& peer) const {
    Transaction all(connection(), Transaction::Kind::write);
    // A name that is nobody's may be a password in the wrong place: it is not entered.
    const bool is_somebody = AccountBook(*this).find(name).has_value();
    enter("sign-in-failed", is_somebody ? name : "", {"", peer}, is_somebody ? "" : "no such account");
    all.commit();
}

/// The attempt that was right is not a failure; those before it at other places stay.
void SignInBook::forgive(const Counted& counted) const {
    const Failures before = failures_of(counted);
    if (counted.kind == std::string_view("at-peer") || before.count <= 1) {
        connection()
            .prepare("DELETE FROM failures WHERE kind = ?1 AND subject = ?2")
            .bind(1, std::string_view(counted.kind))
            .bind(2, std::string_view(counted.subject))
            .run();
    } else {
        put(counted, {before.count - 1, before.last});
    }
}

std::optional<BegunSession> SignInBook::succeeded(const std::string& name, const std::string& peer) const {
    Transaction all(connection(), Transaction::Kind::write);
    const auto account = AccountBook(*this).find(name);
    if (!account || account->is_disabled) {
        enter("sign-in-failed", account ? name : "", {"", peer}, "disabled");
        all.commit();
        return std::nullopt;
    }
    for (const Counted& one : counted_of(name, peer)) {
        forgive(one);
    }
    know_peer(*account, accounts::peer_group(peer));
    BegunSession out = begin(*account, peer);
    enter("signed-in", name, {name, peer});
    all.commit();
    return out;
}

bool SignInBook::is_known_peer(const std::string& name, const std::string& peer) const {
    Statement row = connection().prepare("SELECT 1 FROM known_peers k JOIN accounts a USING (account_id) "
                                         "WHERE a.name = ?1 AND k.peer = ?2 AND k.last_at > ?3");
    row.bind(1, std::string_view(name))
        .bind(2, std::string_view(peer))
        .bind(3, std::string_view(instant(earlier(now(), m_lockout.known_peer))));
    return row.step();
}

void SignInBook::know_peer(const accounts::Account& account, const std::string& peer) const {
    connection()
        .prepare("INSERT INTO known_peers (account_id, peer, last_at) VALUES (?1, ?2, ?3) "
                 "ON CONFLICT (account_id, peer) DO UPDATE SET last_at = excluded.last_at")
        .bind(1, account.id)
        .bind(2, std::string_view(peer))
        .bind(3, std::string_view(instant(now())))
        .run();
}

BegunSession SignInBook::begin(const accounts::Account& account, const std::string& peer) const {
    // Room for this one.
    connection()
        .prepare(
            "DELETE FROM sessions WHERE account_id = ?1 AND secret_hash NOT IN (SELECT secret_hash FROM sessions "
            "WHERE account_id = ?1 ORDER BY created_at DESC, secret_hash LIMIT ?2)")
        .bind(1, account.id)
        .bind(2, static_cast<std::int64_t>(m_sessions.most_of_an_account - 1))
        .run();
    accounts::Secret secret = accounts::new_secret(accounts::kSessionPrefix);
    const base::Timestamp until(now().milliseconds() + milliseconds(m_sessions.longest).count());
    connection()
        .prepare("INSERT INTO sessions (secret_hash, account_id, created_at, last_seen_at, expires_at, peer) "
                 "VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
        .bind(1, std::string_view(secret.hash))
        .bind(2, account.id)
        .bind(3, std::string_view(instant(now())))
        .bind(4, std::string_view(instant(now())))
        .bind(5, std::string_view(instant(until)))
        .bind(6, std::string_view(peer))
        .run();
    return {{account, until}, std::move(secret.text)};
}

std::optional<Session> SignInBook::session_of(const std::string& text) const {
    const base::Timestamp at = now();
    const std::string hash = accounts::hash_of_secret(text);
    Statement row = connection().prepare(fmt::format(
        "SELECT {}, s.expires_at, s.last_seen_at FROM sessions s JOIN accounts a USING (account_id) "
        "WHERE s.secret_hash = ?1 AND s.expires_at > ?2 AND s.last_seen_at > ?3 AND a.disabled_at IS NULL",
        kAccountColumns));
    row.bind(1, std::string_view(hash))
        .bind(2, std::string_view(instant(at)))
        .bind(3, std::string_view(instant(earlier(at, m_sessions.idle))));
    if (!row.step()) {
        return std::nullopt;
    }
    Session out{account_in(row), instant_in(row, kAccountColumnCount)};
    const base::Timestamp seen = instant_in(row, kAccountColumnCount + 1);
    row.reset();
    if (at.milliseconds() - seen.milliseconds() >= kBetweenNotes.count()) {
        note_seen(hash);
    }
    return out;
}

/// What could not be noted is no reason to turn somebody away.
void SignInBook::note_seen(const std::string& hash) const {
    try {
        connection()
            .prepare("UPDATE sessions SET last_seen_at = ?2 WHERE secret_hash = ?1")
            .bind(1, std::string_view(hash))
            .bind(2, std::string_view(instant(now())))
            .run();
    } catch (const base::StoreError&) { // the next request tries again
    }
}

void SignInBook::end(const std::string& text, const Actor& actor) const {
    const std::string hash = accounts::hash_of_secret(text);
    Transaction all(connection(), Transaction::Kind::write);
    connection().prepare("DELETE FROM sessions WHERE secret_hash = ?1").bind(1, std::string_view(hash)).run();
    enter("signed-out", actor.name, actor);
    all.commit();
}

/// Sessions that have ended, places long ago, and failures that no longer count, or are too many.
void SignInBook::clear_what_is_over() const {
    const auto clear = [this](const char* sql, base::Timestamp before) {
        connection().prepare(sql).bind(1, std::string_view(instant(before))).run();
    };
    clear("DELETE FROM sessions WHERE expires_at <= ?1", now());
    clear("DELETE FROM sessions WHERE last_seen_at <= ?1", earlier(now(), m_sessions.idle));
    clear("DELETE FROM known_peers WHERE last_at <= ?1", earlier(now(), m_lockout.known_peer));
    const auto forgotten =
        std::max({m_lockout.at_peer.forgotten, m_lockout.of_peer.forgotten, m_lockout.of_account.forgotten});
    clear("DELETE FROM failures WHERE last_at < ?1", earlier(now(), forgotten));
    Statement count = connection().prepare("SELECT count(*) FROM failures");
    if (count.step() && count.integer(0) > kMostFailures) {
        count.reset();
        connection()
            .prepare(
                "DELETE FROM failures WHERE last_at <= (SELECT last_at FROM failures ORDER BY last_at LIMIT 1 "
                "OFFSET ?1)")
            .bind(1, kMostFailures / 10)
            .run();
    }
}

} // namespace liangxian::ops
