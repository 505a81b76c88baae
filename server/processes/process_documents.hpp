// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/http/message.hpp"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>

namespace liangxian::processes {

constexpr const char* kOverlapCheck = "overlap-check";

/// `/ogcapi/processes`: what can be executed, in the language of the request.
nlohmann::ordered_json process_list(const http::Request& request, std::size_t limit);

/// `/ogcapi/processes/overlap-check`: inputs and outputs with their schemas (OGC process description).
nlohmann::ordered_json process_description(const http::Request& request);

} // namespace liangxian::processes
