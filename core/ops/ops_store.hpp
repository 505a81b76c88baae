// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/ops/account_book.hpp"
#include "core/ops/sign_in_book.hpp"
#include "core/ops/token_book.hpp"

#include <memory>
#include <string>

namespace liangxian::ops {

/// What stands apart from a store, opened. One thread at a time.
class OpsStore {
public:
    /// \param clock  what time it is
    explicit OpsStore(std::unique_ptr<store::Connection> connection, Clock clock = base::Timestamp::now);
    OpsStore(const OpsStore&) = delete;
    OpsStore& operator=(const OpsStore&) = delete;

    /// \returns nullptr when nobody made it yet \throws as open_ops()
    static std::unique_ptr<OpsStore> open(const std::string& store, Clock clock = base::Timestamp::now);
    static std::unique_ptr<OpsStore> open_or_create(const std::string& store,
                                                    Clock clock = base::Timestamp::now);

    AccountBook accounts() const { return {*m_connection, m_clock}; }
    TokenBook tokens() const { return {*m_connection, m_clock}; }
    SignInBook sign_ins() const { return {*m_connection, m_clock}; }
    /// Who works at the command line: the login of the database, of a file the account this program runs
    /// under.
    Actor usual_actor() const { return {m_connection->account(), {}}; }

private:
    std::unique_ptr<store::Connection> m_connection;
    Clock m_clock;
};

} // namespace liangxian::ops
