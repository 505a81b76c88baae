// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/store/copy_report.hpp"

#include <filesystem>
#include <string>

namespace liangxian::store {

/// Copies a store in one of its states while other programs go on using it, and looks at the copy before it
/// is put in place: whole, its audit in order. Writers of an embedded store wait while the
/// pages are read; of a shared one the copy is what pg_dump makes, and nobody waits. \throws
/// base::StoreError `store-exists`, `store-damaged`, `audit-broken`, `copy-failed`, and what opening and
/// writing throws
CopyReport backup_store(const std::string& location, const std::filesystem::path& out);

/// Makes a store of a backup; the first thing in its audit after what the backup held is that it was
/// restored. \throws as backup_store()
CopyReport restore_store(const std::filesystem::path& backup, const std::string& location);

} // namespace liangxian::store
