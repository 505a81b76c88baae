// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/store/audit_chain.hpp"
#include "core/store/sql.hpp"
#include "core/store/store.hpp"

#include <functional>
#include <string>
#include <vector>

namespace liangxian::store {

// The chain of acts in table audit.

/// Puts an entry behind the last one, dated now. \pre a write transaction is open
void append_audit(const Connection& connection, const std::string& actor, const std::string& action,
                  const std::string& object, const std::string& detail);

/// Every recorded check and step, each kind in the order it was recorded.
std::vector<RecordedAct> read_recorded_acts(const Connection& connection);

/// Every entry in order. Streams.
void visit_audit(const Connection& connection, const std::function<void(const AuditEntry&)>& visit);

} // namespace liangxian::store
