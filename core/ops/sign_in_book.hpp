// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/accounts/lockout.hpp"
#include "core/ops/book.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace liangxian::ops {

/// How long a sign-in lasts.
struct SessionRules {
    std::chrono::minutes idle{30};       ///< it ends when nothing came for so long
    std::chrono::hours longest{12};      ///< and after so long in any case
    std::size_t most_of_an_account = 20; ///< the oldest ends when there would be more
};

/// A session as its holder has it.
struct Session {
    accounts::Account account;
    base::Timestamp expires_at; ///< at the latest
};

/// A session just begun: its text is told once.
struct BegunSession {
    Session session;
    std::string text;
};

/// Sign-ins by password: attempts, and the sessions they begin.
///
/// An attempt is counted as a failure before the password is looked at, and taken back when it was the right
/// one: however many come at once, no more are looked at than the rules allow.
class SignInBook : public Book {
public:
    SignInBook(const store::Connection& connection, const Clock& clock, accounts::LockoutRules lockout = {},
               SessionRules sessions = {})
        : Book(connection, clock), m_lockout(lockout), m_sessions(sessions) {}

    /// Begins an attempt. \returns how long to wait instead; zero: go on
    std::chrono::seconds attempt(const std::string& name, const std::string& peer) const;
    /// The password was wrong, or no password could be right.
    void failed(const std::string& name, const std::string& peer) const;
    /// It was the right one: the attempt no longer counts, and a session begins.
    /// \returns nothing when the account was disabled meanwhile
    std::optional<BegunSession> succeeded(const std::string& name, const std::string& peer) const;

    /// Whose session a text is; notes that something came. \returns nothing for any other text
    std::optional<Session> session_of(const std::string& text) const;
    void end(const std::string& text, const Actor& actor) const;

private:
    struct Counted {
        const char* kind;
        std::string subject;
        const accounts::LockoutRule* rule;
    };
    std::vector<Counted> counted_of(const std::string& name, const std::string& peer) const;
    accounts::Failures failures_of(const Counted& counted) const;
    void put(const Counted& counted, const accounts::Failures& failures) const;
    void forgive(const Counted& counted) const;
    bool is_known_peer(const std::string& name, const std::string& peer) const;
    void know_peer(const accounts::Account& account, const std::string& peer) const;
    BegunSession begin(const accounts::Account& account, const std::string& peer) const;
    void note_seen(const std::string& hash) const;
    void clear_what_is_over() const;

    accounts::LockoutRules m_lockout;
    SessionRules m_sessions;
};

} // namespace liangxian::ops
