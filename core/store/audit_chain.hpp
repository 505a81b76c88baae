// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/timestamp.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace liangxian::store {

/// One act on a store, as table `audit` keeps it: each sealed with the hash of the one before, so that none
/// can be changed or taken out without breaking the chain behind it.
struct AuditEntry {
    std::int64_t number = 0; ///< from 1, without gaps
    base::Timestamp at;
    std::string actor;
    std::string action; ///< `init`, `import`, `check`, `submit`, `publish` …
    std::string object; ///< what it was done to: `Z1@2`, a digest, a file; may be empty
    std::string detail; ///< canonical JSON object
    std::string previous_hash;
    std::string hash;
};

/// What the first entry has for the hash of the one before.
std::string first_previous_hash();

/// SHA-256 of the RFC 8785 form of everything but the hash itself, 64 hexadecimal characters.
std::string hash_of(const AuditEntry& entry);

/// What a walk along the chain found.
struct ChainReport {
    std::int64_t count = 0; ///< entries that are in order
    std::string head;       ///< hash of the last of them
    /// Number of the first entry that is not: changed, out of its place, or after a gap.
    std::optional<std::int64_t> broken_at;
    /// The hash looked for is that of an entry; a chain whose end was cut off no longer has it.
    bool has_hash = false;
};

/// Walks a chain entry by entry. Memory does not grow with it.
class ChainWalk {
public:
    /// \param hash  to look for; empty: the beginning, which every chain has
    explicit ChainWalk(std::string hash);
    void take(const AuditEntry& entry);
    const ChainReport& report() const { return m_report; }

private:
    std::string m_looked_for;
    ChainReport m_report;
};

} // namespace liangxian::store
