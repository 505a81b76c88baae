// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace liangxian::ogcapi {

/// The paths of OGC API Tiles in the OpenAPI document, with the operation ids that 20-057 asks for.
void add_tile_paths(nlohmann::ordered_json& paths);

} // namespace liangxian::ogcapi
