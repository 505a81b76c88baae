// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/auth/first_sign_in.hpp"
#include "server/auth/gate.hpp"
#include "server/auth/peers.hpp"
#include "server/auth/rate_limit.hpp"
#include "server/auth/session_service.hpp"

#include <functional>
#include <string>
#include <vector>

namespace liangxian::auth {

struct DoorOptions {
    std::string store;
    std::vector<std::string> trusted_proxies;
    bool is_for_proxies_only = false; ///< nobody else may come
    RateLimits limits;
    bool is_demonstration = false; ///< of the store: its first account may look around
};

/// The one way in: who comes, how often, who they are, and what that lets them reach. Any thread.
class Door {
public:
    using Route = std::function<http::Response(const http::Request&)>;
    /// \param fault  is told when the accounts cannot be asked
    Door(const DoorOptions& options, Gate::Fault fault);

    /// At once, for every request, before anything else is done for it: names the client, and turns away who
    /// asks too much.
    std::optional<http::Response> greet(http::Request& request);
    /// Finds out who asks, of a request whose header alone was read: whether its body is worth reading. May
    /// wait for the accounts. \returns the answer when it is turned away
    std::optional<http::Response> admit(http::Request& request) const;
    /// Whether answer() has to wait for the accounts.
    bool may_wait(const http::Request& request) const;
    /// Finds out who asks, and lets them to what they may reach.
    http::Response answer(http::Request& request, const Route& route);

    void add_routes(http::Router& router, http::ApiDescription& api);
    /// The secret for the first account; empty when there is an account already.
    std::string open_first_sign_in() { return m_first.open(); }

    OpsAccess& ops() { return m_ops; }

private:
    OpsAccess m_ops;
    Identities m_identities;
    Gate m_gate;
    Peers m_peers;
    mutable RateLimit m_limit; ///< its counts are nobody else's
    SessionService m_sessions;
    FirstSignIn m_first;
};

} // namespace liangxian::auth
