// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/http/message.hpp"

#include <optional>
#include <string>
#include <vector>

namespace liangxian::auth {

/// Whether an address is this machine's own (127.0.0.0/8, ::1).
bool is_of_this_machine(const std::string& address);

/// Whether a request says that somebody passed it on, whoever says so.
bool says_it_was_passed_on(const http::Request& request);

/// Who a request comes from, where proxies stand in front. `X-Forwarded-For` is believed of configured
/// proxies only, and of it the last address that is none of theirs: the rest anybody can write.
class Peers {
public:
    /// \param trusted  addresses of proxies
    /// \param is_closed  whether nobody else may come, but from this machine
    /// \pre each is an address
    Peers(const std::vector<std::string>& trusted, bool is_closed);

    /// Names the client (Request::peer). \returns the answer to who must not come directly
    std::optional<http::Response> look_at(http::Request& request) const;

private:
    bool is_trusted(const std::string& address) const;

    std::vector<std::string> m_trusted; ///< as the system writes them
    bool m_is_closed;
};

/// An address as the system writes it, an IPv4 one inside IPv6 as IPv4; nothing for what is none.
std::optional<std::string> as_address(const std::string& text);

} // namespace liangxian::auth
