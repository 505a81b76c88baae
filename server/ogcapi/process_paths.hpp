// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace liangxian::ogcapi {

/// The paths of OGC API Processes in the OpenAPI document, all of which need a sign-in.
void add_process_paths(nlohmann::ordered_json& paths);

} // namespace liangxian::ogcapi
