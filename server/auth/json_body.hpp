// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/http/message.hpp"

#include <map>
#include <string>
#include <variant>
#include <vector>

namespace liangxian::auth {

using Words = std::map<std::string, std::string>;

/// Reads a body that is a JSON object of texts, with exactly these names.
/// \returns its texts, or the answer to what is none: 415 `json-expected`, 400 `bad-body`
std::variant<Words, http::Response> read_words(const http::Request& request,
                                               const std::vector<std::string>& names);

} // namespace liangxian::auth
