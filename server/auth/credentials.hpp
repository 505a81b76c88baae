// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/http/message.hpp"

#include <string>

namespace liangxian::auth {

/// What a request brings to prove who asks.
struct Credentials {
    enum class Kind {
        none,
        token,   ///< `Authorization: Bearer …` (RFC 6750)
        session, ///< the cookie of a sign-in
        unknown, ///< an Authorization that is no token
    };
    Kind kind = Kind::none;
    std::string text;
};

/// The name of the session's cookie. Where clients come over TLS, browsers take it from nobody else (RFC
/// 6265bis).
std::string cookie_name(bool is_https);

/// A token counts before a cookie. What stands in the address of a request never proves anything.
Credentials credentials_of(const http::Request& request);

/// Whether clients reach this server over TLS: so its public address says.
bool is_https(const http::Request& request);

} // namespace liangxian::auth
