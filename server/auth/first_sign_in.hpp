// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/auth/session_service.hpp"

#include <mutex>
#include <string>

namespace liangxian::auth {

/// The first account of a store, made by whoever sits at the terminal where the server was started: by a
/// secret that is shown there, once, holds ten minutes, and is worth nothing from another machine or once
/// there is an account. `POST /api/v1/first-sign-in` {secret, name, password}.
class FirstSignIn {
public:
    /// \param role  of the account that is made
    FirstSignIn(OpsAccess& access, const SessionService& sessions, accounts::Role role)
        : m_access(access), m_sessions(sessions), m_role(role) {}

    /// Makes the secret. \returns empty when there is an account, or nobody can tell
    std::string open();
    void add_routes(http::Router& router, http::ApiDescription& api);

private:
    enum class Trial { right, wrong, closed };

    Trial try_secret(const std::string& secret);
    void close();
    http::Response redeem(const http::Request& request);
    http::Response make(const http::Request& request, const std::string& name, const std::string& password);

    OpsAccess& m_access;
    const SessionService& m_sessions;
    accounts::Role m_role;
    std::mutex m_mutex;
    std::string m_hash; ///< of the secret; empty: closed
    base::Timestamp m_until;
    int m_tries_left = 0;
};

} // namespace liangxian::auth
