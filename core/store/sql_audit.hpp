// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/store/audit_chain.hpp"
#include "core/store/sql.hpp"

#include <functional>
#include <string>

namespace liangxian::store {

// The chain of acts in table audit.

/// Puts an entry behind the last one, dated now. \pre a write transaction is open
void append_audit(const Connection& connection, const std::string& actor, const std::string& action,
                  const std::string& object, const std::string& detail);

/// Every entry in order. Streams.
void visit_audit(const Connection& connection, const std::function<void(const AuditEntry&)>& visit);

} // namespace liangxian::store
