// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/http/message.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace liangxian::uploads {

/// A file as it came by HTTP.
struct SentFile {
    std::string name;       ///< without folders; empty: none was given
    std::string_view bytes; ///< of the request's body
};

/// The file of a request: its body, named by the parameter `name` or by `Content-Disposition`; or the first
/// file of `multipart/form-data` (RFC 7578). Names may come as `filename*=UTF-8''…` (RFC 8187). \returns
/// nothing for a multipart body without a file, or broken
std::optional<SentFile> sent_file(const http::Request& request);
std::optional<SentFile> sent_file(http::Request&& request) = delete; ///< its bytes would be gone

/// What of a name may be a file's: its last part, without control characters, 200 bytes at most.
std::string plain_name(std::string_view name);

} // namespace liangxian::uploads
