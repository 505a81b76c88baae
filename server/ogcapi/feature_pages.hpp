// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/ogcapi/item_choice.hpp"

#include <nlohmann/json.hpp>

#include <string>

namespace liangxian::ogcapi {

// The documents of OGC API Features as people read them; links are those of the documents.

std::string landing_page(const nlohmann::ordered_json& landing, base::Language language);
std::string conformance_page(const nlohmann::ordered_json& conformance, base::Language language);
std::string collections_page(const nlohmann::ordered_json& collections, base::Language language);
std::string collection_page(const nlohmann::ordered_json& collection, const onemap::LayerDescription& layer,
                            base::Language language);
/// A table, with the way to the pages before and after. \pre the query has a time
std::string items_page(const http::Request& request, const onemap::LayerDescription& layer,
                       const ChosenItems& chosen, const ItemQuery& query);
std::string item_page(const onemap::LayerDescription& layer, const onemap::MapFeature& item,
                      base::Language language);

} // namespace liangxian::ogcapi
