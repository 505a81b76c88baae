// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include <string>

namespace liangxian::store {

/// A list as both databases take it: Dialect::texts_in_1 and the like.
template <typename List>
std::string json_list(const List& list) {
    return nlohmann::json(list).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace liangxian::store
