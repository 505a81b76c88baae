// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/backup.hpp"

#include "core/base/account.hpp"
#include "core/base/canonical_json.hpp"
#include "core/base/error.hpp"
#include "core/store/file_in_the_making.hpp"
#include "core/store/gpkg_audit.hpp"
#include "core/store/gpkg_digest.hpp"
#include "core/store/gpkg_schema.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sqlite3.h>

#include <memory>

namespace liangxian::store {
namespace {

constexpr int kBusyTimeoutMs = 30000;

/// All pages at once: between two portions another program could write, and the copy begin again for ever.
void copy_pages(const Connection& from, const Connection& to) {
    const auto finish = [](sqlite3_backup* copy) { sqlite3_backup_finish(copy); };
    sqlite3_busy_timeout(from.handle(), kBusyTimeoutMs);
    std::unique_ptr<sqlite3_backup, decltype(finish)> copy(
        sqlite3_backup_init(to.handle(), "main", from.handle(), "main"), finish);
    if (copy == nullptr) {
        to.fail(sqlite3_errcode(to.handle()));
    }
    int code = SQLITE_OK;
    for (int waited_ms = 0; waited_ms < kBusyTimeoutMs; waited_ms += 100) {
        code = sqlite3_backup_step(copy.get(), -1);
        if (code != SQLITE_BUSY && code != SQLITE_LOCKED) {
            break;
        }
        sqlite3_sleep(100);
    }
    if (code != SQLITE_DONE) {
        to.fail(code);
    }
}

void refuse_damaged(const Connection& copy) {
    Statement look = copy.prepare("PRAGMA quick_check(1)");
    const std::string found = look.step() ? std::string(look.text(0)) : "no answer";
    if (found != "ok") {
        throw base::StoreError("store-damaged", {fmt::format("库已损坏：{}", found),
                                                 fmt::format("the store is damaged: {}", found)});
    }
}

ChainReport walk_audit(const Connection& connection) {
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

CopyReport look_at(const Connection& copy) {
    refuse_damaged(copy);
    CopyReport out;
    out.audit = walk_audit(copy);
    Statement revision = copy.prepare("SELECT value FROM meta WHERE key = 'revision'");
    out.revision = revision.step() ? revision.integer(0) : 0;
    out.digest = compute_content_digest(copy, std::nullopt);
    return out;
}

void enter(const Connection& connection, const std::string& action, const std::filesystem::path& object,
           const CopyReport& report) {
    Transaction all(connection, Transaction::Kind::write);
    append_audit(connection, base::account_name(), action, object.filename().string(),
                 base::canonical_json({{"digest", report.digest},
                                       {"revision", report.revision},
                                       {"count", report.audit.count},
                                       {"head", report.audit.head}}));
    all.commit();
}

} // namespace

CopyReport backup_store(const std::string& location, const std::filesystem::path& out) {
    const FileInTheMaking making(out);
    CopyReport report;
    {
        const Connection from = open_gpkg_file(location, Connection::Mode::read_only);
        const Connection to(making.path(), Connection::Mode::read_write, kBusyTimeoutMs);
        copy_pages(from, to);
        report = look_at(to);
    }
    making.put_in_place();
    try {
        enter(open_gpkg_file(location, Connection::Mode::read_write), "backup", out, report);
    } catch (const base::StoreError& error) { // a full disk, a read-only one: just when a backup is wanted
        report.not_in_audit = error.message();
    }
    return report;
}

CopyReport restore_store(const std::filesystem::path& backup, const std::string& location) {
    const FileInTheMaking making(location);
    CopyReport report;
    {
        const Connection from = open_gpkg_file(backup, Connection::Mode::read_only);
        const Connection to(making.path(), Connection::Mode::read_write, kBusyTimeoutMs);
        copy_pages(from, to);
    }
    {
        const Connection restored = open_gpkg_file(making.path(), Connection::Mode::read_write);
        report = look_at(restored);
        enter(restored, "restore", backup, report);
        report.audit = walk_audit(restored);
    }
    making.put_in_place();
    return report;
}

} // namespace liangxian::store
