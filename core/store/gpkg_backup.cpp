// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/gpkg_backup.hpp"

#include "core/base/error.hpp"
#include "core/store/datum_file.hpp"
#include "core/store/file_in_the_making.hpp"
#include "core/store/gpkg_schema.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <memory>

namespace liangxian::store {
namespace {

constexpr int kBusyTimeoutMs = 30000;

/// All pages at once: between two portions another program could write, and the copy begin again for ever.
void copy_pages(const SqliteConnection& from, const SqliteConnection& to) {
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

CopyReport look_at(const SqliteConnection& copy) {
    refuse_damaged(copy);
    return read_copy_report(copy);
}

} // namespace

CopyReport backup_gpkg(const std::filesystem::path& store, const std::filesystem::path& out) {
    const FileInTheMaking making(out);
    CopyReport report;
    {
        const SqliteConnection from = open_gpkg_file(store, SqliteConnection::Mode::read_only);
        const SqliteConnection to(making.path(), SqliteConnection::Mode::read_write, kBusyTimeoutMs);
        copy_pages(from, to);
        report = look_at(to);
    }
    copy_datum_file(store, out);
    making.put_in_place();
    try {
        enter_copy(open_gpkg_file(store, SqliteConnection::Mode::read_write), "backup",
                   out.filename().string(), report);
    } catch (const base::StoreError& error) { // a full disk, a read-only one: just when a backup is wanted
        report.not_in_audit = error.message();
    }
    return report;
}

CopyReport restore_gpkg(const std::filesystem::path& backup, const std::filesystem::path& store) {
    const FileInTheMaking making(store);
    CopyReport report;
    {
        const SqliteConnection from = open_gpkg_file(backup, SqliteConnection::Mode::read_only);
        const SqliteConnection to(making.path(), SqliteConnection::Mode::read_write, kBusyTimeoutMs);
        copy_pages(from, to);
    }
    {
        const SqliteConnection restored = open_gpkg_file(making.path(), SqliteConnection::Mode::read_write);
        report = look_at(restored);
        enter_copy(restored, "restore", backup.filename().string(), report);
        report.audit = walk_whole_audit(restored);
    }
    copy_datum_file(backup, store);
    making.put_in_place();
    return report;
}

} // namespace liangxian::store
