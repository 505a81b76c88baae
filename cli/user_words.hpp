// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/ops/ops_store.hpp"

#include <memory>
#include <string>

namespace liangxian::cli {

// What the commands about accounts have in common.

/// \throws base::StoreError when it is no store of ours
void look_at_store(const std::string& store);

/// The accounts of a store. \throws base::InputError `no-accounts` when it has none
std::unique_ptr<ops::OpsStore> open_accounts(const std::string& store);

} // namespace liangxian::cli
