// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/auth/identities.hpp"
#include "server/http/api_description.hpp"
#include "server/http/router.hpp"

namespace liangxian::auth {

/// Signing in and out: `/api/v1/session`. A name that is nobody's, a wrong password and a disabled account
/// get the same answer after the same work.
class SessionService {
public:
    SessionService(OpsAccess& access, Identities& identities) : m_access(access), m_identities(identities) {}

    /// Whether a request is answered slowly: by the hash of a password.
    static bool is_slow(const http::Request& request);
    void add_routes(http::Router& router, http::ApiDescription& api) const;

    /// The answer to a sign-in that succeeded: who it is, and the cookie.
    http::Response welcome(const http::Request& request, const ops::BegunSession& begun) const;
    /// 503: the accounts cannot be asked.
    static http::Response unreachable(const http::Request& request);

private:
    http::Response sign_in(const http::Request& request) const;
    http::Response who(const http::Request& request) const;
    http::Response sign_out(const http::Request& request) const;

    OpsAccess& m_access;
    Identities& m_identities;
};

} // namespace liangxian::auth
