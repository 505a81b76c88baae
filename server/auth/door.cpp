// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/auth/door.hpp"

#include <algorithm>
#include <utility>

namespace liangxian::auth {
namespace {

/// What somebody got because of who they are is kept by no cache for others; what stands under `/api/v1` by
/// none.
void keep_to_the_client(const http::Request& request, http::Response& response) {
    auto& headers = response.headers;
    const auto found = std::find_if(headers.begin(), headers.end(),
                                    [](const auto& header) { return header.first == "Cache-Control"; });
    if (found == headers.end()) {
        if (request.principal || Gate::is_under_api(request.path)) {
            response.with("Cache-Control", "no-store");
        }
    } else if (request.principal && found->second.find("no-store") == std::string::npos) {
        found->second = "private, " + found->second;
    }
}

} // namespace

Door::Door(const DoorOptions& options, Gate::Fault fault)
    : m_ops(options.store), m_identities(m_ops), m_gate(m_identities, std::move(fault)),
      m_peers(options.trusted_proxies, options.is_for_proxies_only), m_limit(options.limits),
      m_sessions(m_ops, m_identities),
      m_first(m_ops, m_sessions,
              options.is_demonstration ? accounts::Role::officer : accounts::Role::security) {}

std::optional<http::Response> Door::greet(http::Request& request) {
    auto refused = m_peers.look_at(request);
    return refused ? refused : m_limit.refuse_peer(request, std::chrono::steady_clock::now());
}

std::optional<http::Response> Door::admit(http::Request& request) const {
    auto refused = m_peers.look_at(request);
    if (!refused && m_gate.may_wait(request)) { // who makes the accounts be asked counts for that, too
        refused = m_limit.refuse_peer(request, std::chrono::steady_clock::now());
    }
    return refused ? refused : m_gate.admit(request);
}

bool Door::may_wait(const http::Request& request) const {
    return SessionService::is_slow(request) || m_gate.may_wait(request);
}

http::Response Door::answer(http::Request& request, const Route& route) {
    auto refused = m_gate.admit(request);
    if (!refused) {
        refused = m_limit.refuse_account(request, std::chrono::steady_clock::now());
    }
    http::Response out = refused ? *std::move(refused) : route(request);
    keep_to_the_client(request, out);
    return out;
}

void Door::add_routes(http::Router& router, http::ApiDescription& api) {
    m_sessions.add_routes(router, api);
    m_first.add_routes(router, api);
}

} // namespace liangxian::auth
