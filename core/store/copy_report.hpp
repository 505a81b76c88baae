// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/text.hpp"
#include "core/store/audit_chain.hpp"
#include "core/store/sql.hpp"

#include <cstdint>
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

/// \throws base::StoreError `audit-broken`
ChainReport walk_whole_audit(const Connection& connection);

/// Looks at everything. \throws base::StoreError `audit-broken`
CopyReport read_copy_report(const Connection& connection);

/// Enters a copy into the audit of a store. \param object  the file
void enter_copy(const Connection& connection, const std::string& action, const std::string& object,
                const CopyReport& report);

} // namespace liangxian::store
