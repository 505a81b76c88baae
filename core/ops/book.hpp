// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/accounts/account.hpp"
#include "core/base/timestamp.hpp"
#include "core/store/sql.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace liangxian::ops {

using Clock = std::function<base::Timestamp()>;

/// Who does something: a login at the command line, or an account over the network.
struct Actor {
    std::string name;
    std::string peer; ///< address; empty at the command line
};

/// What the books of accounts, tokens and sign-ins have in common: where they write, and what time it is.
class Book {
public:
    Book(const store::Connection& connection, const Clock& clock)
        : m_connection(connection), m_clock(clock) {}

protected:
    const store::Connection& connection() const { return m_connection; }
    base::Timestamp now() const { return m_clock(); }
    /// \pre a write transaction is open
    void enter(std::string_view action, std::string_view account, const Actor& actor,
               std::string_view detail = {}) const;

private:
    const store::Connection& m_connection;
    const Clock& m_clock;
};

/// Columns `account_id, name, role, regions, disabled_at, password_hash IS NOT NULL, created_at, created_by`
/// of the table accounts, called `a`.
constexpr std::string_view kAccountColumns =
    "a.account_id, a.name, a.role, a.regions, CASE WHEN a.disabled_at IS NULL THEN 0 ELSE 1 END, "
    "CASE WHEN a.password_hash IS NULL THEN 0 ELSE 1 END, a.created_at, a.created_by";
constexpr int kAccountColumnCount = 8;
accounts::Account account_in(const store::Statement& row);

/// An instant in a cell; the epoch when there is none.
base::Timestamp instant_in(const store::Statement& row, int column);

} // namespace liangxian::ops
