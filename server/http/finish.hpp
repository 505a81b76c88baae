// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/http/message.hpp"

namespace liangxian::http {

/// What every answer gets whoever made it: compressed when the client takes that and it is worth it, 304
/// when the client has it already (ETag), the headers that keep browsers from guessing.
struct Finished {
    unsigned status = 200;
    std::shared_ptr<const Body> body; ///< nothing: no body
    bool is_gzip = false;
    std::vector<std::pair<std::string, std::string>> headers; ///< Content-Length and Date are not in it

    const std::string& bytes() const;
};

Finished finish(const Request& request, Response response);

/// Whether the client takes gzip: named, and not with a weight of 0 (RFC 9110, 12.5.3).
bool takes_gzip(const Request& request);

/// A strong ETag of these bytes, with its quotes.
std::string etag_of(std::string_view bytes);

/// Compressed by gzip. \param level  of libdeflate: 1 is its quickest, 12 its smallest
std::string gzipped(std::string_view bytes, int level = 1);

} // namespace liangxian::http
