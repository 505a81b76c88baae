// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/http/message.hpp"

namespace liangxian::auth {

/// From where a browser says a request comes.
enum class Site {
    own,     ///< a page of this server
    foreign, ///< a page of another one
    unsaid,  ///< no browser, or an old one
};

/// By `Sec-Fetch-Site`, else by `Origin`: pages cannot write either.
Site site_of(const http::Request& request);

/// Whether a method changes nothing (RFC 9110, 9.2.1).
bool is_safe(const std::string& method);

/// 403, for what a page of another server sends in somebody's name.
http::Response refuse_foreign(const http::Request& request);

} // namespace liangxian::auth
