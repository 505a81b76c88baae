// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/accounts/role.hpp"
#include "core/base/text.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace liangxian::http {

/// A request that passed the gate (parse_target(), the limits of ServerOptions).
struct Request {
    std::string method;                                     ///< GET (HEAD, too), POST, …
    std::string target;                                     ///< as it came, for the log
    std::string path;                                       ///< decoded, begins with a slash
    std::vector<std::pair<std::string, std::string>> query; ///< decoded, in order
    std::map<std::string, std::string> headers;             ///< names in lower case
    std::string body;
    std::string peer; ///< address of the client
    /// Where clients find this server, for links: `https://map.example`, without a slash at its end.
    std::string origin;
    /// Who asks, when somebody proved it by a token or a session; nothing: anybody.
    std::optional<accounts::Principal> principal;

    std::string header(const std::string& name) const {
        const auto found = headers.find(name);
        return found == headers.end() ? std::string() : found->second;
    }
    /// The language asked for: Chinese unless English is named first.
    base::Language language() const;
};

/// Words found in a path by the names of a pattern (Router).
using PathWords = std::map<std::string, std::string>;

/// Bytes that several answers share, plain and compressed.
struct Body {
    std::string plain;
    std::string gzip; ///< empty: not compressed beforehand
};

struct Response {
    unsigned status = 200;
    std::string content_type;
    std::shared_ptr<const Body> body;
    std::vector<std::pair<std::string, std::string>> headers;

    static Response of(std::string content_type, std::string body, unsigned status = 200);
    Response& with(std::string name, std::string value) {
        headers.emplace_back(std::move(name), std::move(value));
        return *this;
    }
};

/// How an answer of the map may be kept: clients ask again every time and mostly hear 304, since what was
/// published must show at once. What not everybody may see is kept by its client alone, and shown to no other
/// page. \param is_private  made for somebody who signed in
Response for_view(Response response, bool is_private);

/// What went wrong, as `application/problem+json` (RFC 9457): `code` is stable, `detail` in the language
/// of the request, `messages` in both.
Response problem(const Request& request, unsigned status, const std::string& code, const base::Text& detail);

} // namespace liangxian::http
