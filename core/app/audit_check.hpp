// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/store/audit_chain.hpp"
#include "core/store/store.hpp"

#include <cstddef>
#include <string>

namespace liangxian::app {

/// What a walk along the audit found, beside what stands in the store.
struct AuditReport {
    store::ChainReport chain;
    /// There is no entry, but there are records: it was emptied.
    bool is_emptied = false;
    /// Recorded checks and steps that no entry speaks of: entries were cut off, or another program wrote
    /// them.
    std::size_t without_entry = 0;
    std::string first_without_entry; ///< the digest of a check, or `Z1@2` of a step

    bool is_intact() const { return !chain.broken_at && chain.has_hash && !is_emptied && without_entry == 0; }
};

/// Walks the audit and asks it for every recorded check and step. A store of before schema 2, whose audit
/// begins with its migration, is not asked for what was recorded before that. Cost: one walk over the audit;
/// memory grows with the checks and steps. \param noted_head  a hash to look for; empty: none
AuditReport check_audit(const store::Store& store, const std::string& noted_head);

} // namespace liangxian::app
