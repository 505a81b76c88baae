// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/http/message.hpp"

#include <nlohmann/json.hpp>

namespace liangxian::ogcapi {

constexpr const char* kOpenApi = "application/vnd.oai.openapi+json;version=3.0";

/// The interface under `/ogcapi` as an OpenAPI 3.0 document: every path, parameter and answer there is.
nlohmann::ordered_json openapi(const http::Request& request);

} // namespace liangxian::ogcapi
