// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/copy_report.hpp"

#include "core/base/canonical_json.hpp"
#include "core/base/error.hpp"
#include "core/store/meta.hpp"
#include "core/store/sql_audit.hpp"
#include "core/store/sql_digest.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace liangxian::store {

ChainReport walk_whole_audit(const Connection& connection) {
    ChainWalk chain({});
    visit_audit(connection, [&chain](const AuditEntry& entry) { chain.take(entry); });
    if (chain.report().broken_at) {
        throw base::StoreError(
            "audit-broken",
            {fmt::format("操作记录链在第 {} 条断开", *chain.report().broken_at),
             fmt::format("the chain of acts is broken at entry {}", *chain.report().broken_at)});
    }
    return chain.report();
}

CopyReport read_copy_report(const Connection& connection) {
    CopyReport out;
    out.audit = walk_whole_audit(connection);
    out.revision = read_revision(connection);
    out.digest = compute_content_digest(connection, std::nullopt);
    return out;
}

void enter_copy(const Connection& connection, const std::string& action, const std::string& object,
                const CopyReport& report) {
    Transaction all(connection, Transaction::Kind::write);
    append_audit(connection, connection.account(), action, object,
                 base::canonical_json({{"digest", report.digest},
                                       {"revision", report.revision},
                                       {"count", report.audit.count},
                                       {"head", report.audit.head}}));
    all.commit();
}

} // namespace liangxian::store
