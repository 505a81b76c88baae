// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/text.hpp"
#include "core/store/audit_chain.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace liangxian::store {

/// What a copy of a store holds.
struct CopyReport {
    std::int64_t revision = 0;
    std::string digest; ///< of its content
    ChainReport audit;  ///< of the copy
    /// Why the act could not be entered into the audit of the store that was copied; the copy is good all the
    /// same.
    std::optional<base::Text> not_in_audit;
};

/// Copies a store in one of its states while other programs go on using it, and looks at the copy before it
/// is put in place: whole, its audit in order. Writers wait while the pages are read. \throws
/// base::StoreError `store-exists`, `store-damaged`, `audit-broken`, and what opening and writing throws
CopyReport backup_store(const std::string& location, const std::filesystem::path& out);

/// Makes a store of a backup; the first thing in its audit after what the backup held is that it was
/// restored. \throws as backup_store()
CopyReport restore_store(const std::filesystem::path& backup, const std::string& location);

} // namespace liangxian::store
