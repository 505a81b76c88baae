// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/auth/identities.hpp"
#include "server/http/message.hpp"

#include <functional>
#include <optional>
#include <string>

namespace liangxian::auth {

/// What stands before every handler: finds out who asks, and turns away who proves it wrongly. Under
/// `/api/v1` nobody gets an answer without a sign-in, whether there is anything or not, but to the
/// description of the interface and the sign-in itself; accounts of security and audit get to what is theirs
/// only.
class Gate {
public:
    using Fault = std::function<void(const base::Error&)>;
    Gate(Identities& identities, Fault fault) : m_identities(identities), m_fault(std::move(fault)) {}

    /// Whether a path is under `/api/v1`.
    static bool is_under_api(const std::string& path);
    /// Whether admit() may have to wait.
    bool may_wait(const http::Request& request) const;
    /// Fills in who asks. \returns the answer when it is turned away
    std::optional<http::Response> admit(http::Request& request) const;

private:
    std::optional<http::Response> refuse_unproved(http::Request& request) const;

    Identities& m_identities;
    Fault m_fault;
};

} // namespace liangxian::auth
