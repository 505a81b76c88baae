// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/audit_chain.hpp"

#include "core/base/canonical_json.hpp"
#include "core/base/digest.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace liangxian::store {

std::string first_previous_hash() { return std::string(64, '0'); }

std::string hash_of(const AuditEntry& entry) {
    return base::sha256_hex(base::canonical_json({{"number", entry.number},
                                                  {"at", entry.at.to_string()},
                                                  {"actor", entry.actor},
                                                  {"action", entry.action},
                                                  {"object", entry.object},
                                                  {"detail", entry.detail},
                                                  {"previous_hash", entry.previous_hash}}));
}

ChainWalk::ChainWalk(std::string hash) : m_looked_for(std::move(hash)) {
    m_report.head = first_previous_hash();
    m_report.has_hash = m_looked_for.empty() || m_looked_for == m_report.head;
}

void ChainWalk::take(const AuditEntry& entry) {
    if (m_report.broken_at) {
        return; // what stands behind a break proves nothing
    }
    const bool is_next = entry.number == m_report.count + 1 && entry.previous_hash == m_report.head;
    if (!is_next || hash_of(entry) != entry.hash) {
        m_report.broken_at = entry.number;
        return;
    }
    ++m_report.count;
    m_report.head = entry.hash;
    m_report.has_hash = m_report.has_hash || entry.hash == m_looked_for;
}

} // namespace liangxian::store
