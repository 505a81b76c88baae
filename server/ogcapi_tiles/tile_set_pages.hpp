// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/onemap/map_layer.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace liangxian::ogcapi_tiles {

// The documents of OGC API Tiles as people read them; links are those of the documents.

std::string matrix_sets_page(const nlohmann::ordered_json& sets, base::Language language);
std::string matrix_set_page(const nlohmann::ordered_json& set, base::Language language);
std::string tile_sets_page(const nlohmann::ordered_json& sets, const onemap::LayerDescription& layer,
                           base::Language language);
std::string tile_set_page(const nlohmann::ordered_json& set, const onemap::LayerDescription& layer,
                          base::Language language);

} // namespace liangxian::ogcapi_tiles
