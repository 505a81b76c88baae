// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/store/sql.hpp"
#include "core/store/store.hpp"

namespace liangxian::store {

// What was recorded beside versions of zones: repairs that imports made, documents with their titles.

/// As Store::repairs_of().
std::vector<StoredRepair> read_repairs(const Connection& connection,
                                       const std::vector<std::string>& zone_ids);
/// As Store::documents_of().
std::vector<StoredDocument> read_documents(const Connection& connection,
                                           const std::vector<std::string>& numbers);

} // namespace liangxian::store
