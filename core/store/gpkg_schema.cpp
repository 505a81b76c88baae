// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/gpkg_schema.hpp"

#include "core/base/canonical_json.hpp"
#include "core/base/data_files.hpp"
#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/store/file_in_the_making.hpp"
#include "core/store/meta.hpp"
#include "core/store/sql_audit.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>

namespace liangxian::store {
namespace {

constexpr std::size_t kLargestSchema = 1u << 20;
constexpr int kBusyTimeoutMs = 5000;
/// The script that brings a store from the schema before to the next one, from 1 on.
constexpr std::array<const char*, kGpkgSchemaVersion> kScripts{"0001-initial.sql", "0002-life-cycle.sql",
                                                               "0003-guards.sql", "0004-registers.sql",
                                                               "0005-open-to-drafts-only.sql"};

[[noreturn]] void fail_open(const char* code, const std::filesystem::path& file, const char* zh,
                            const char* en) {
    throw base::StoreError(
        code, {fmt::format("“{}”{}", file.string(), zh), fmt::format("'{}' {}", file.string(), en)});
}

/// Runs the scripts behind a schema, and leaves the guards open. \pre a write transaction is open
void bring_up_to_date(const Connection& connection, int from_version) {
    const auto folder = base::data_directory() / "schema" / "gpkg";
    for (std::size_t i = static_cast<std::size_t>(from_version); i < kScripts.size(); ++i) {
        connection.execute(base::read_file(folder / kScripts.at(i), kLargestSchema));
    }
    connection.execute("UPDATE meta SET value = 1 WHERE key = 'acting'");
}

std::int64_t schema_version(const Connection& connection) {
    Statement ours = connection.prepare("SELECT value FROM meta WHERE key = 'schema_version'");
    return ours.step() ? ours.integer(0) : -1;
}

/// A store of an older program, opened to be written: its schema becomes ours, whole or not at all.
void migrate(const Connection& connection) {
    Transaction all(connection, Transaction::Kind::write);
    const std::int64_t version = schema_version(connection); // another program may have been faster
    if (version < kGpkgSchemaVersion) {
        bring_up_to_date(connection, static_cast<int>(version));
        append_audit(connection, connection.account(), "migrate", {},
                     base::canonical_json({{"from", version}, {"to", kGpkgSchemaVersion}}));
        all.commit();
    }
}

/// Takes back what a program that was interrupted had begun to write: a reader may not, and would find
/// nothing.
void roll_back_interrupted(const std::filesystem::path& file) {
    const SqliteConnection writer(file, SqliteConnection::Mode::read_write, kBusyTimeoutMs);
    writer.prepare("SELECT count(*) FROM sqlite_master").step();
}

/// Another program may have left the file in WAL mode, where it is three files instead of one.
void leave_write_ahead_logging(const Connection& connection) {
    try {
        connection.execute("PRAGMA journal_mode = DELETE");
    } catch (const base::StoreError& error) {
        if (error.code() != "store-locked") { // that program is still there; both modes can be shared
            throw;
        }
    }
}

/// A layer that another program dropped and made anew (`ogr2ogr -overwrite`) counts nothing and forgets what
/// it said: its answers could not be repeated.
void refuse_replaced_layers(const Connection& connection, const std::filesystem::path& file) {
    Statement triggers = connection.prepare(
        "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name IN ('sites_inserted', 'sites_updated', "
        "'sites_deleted', 'zones_inserted', 'zones_updated', 'zones_deleted', 'areas_inserted', 'areas_updated', "
        "'areas_deleted')");
    constexpr std::int64_t kTriggers = 9;
    if (triggers.step() && triggers.integer(0) != kTriggers) {
        fail_open(
            "store-altered", file,
            "的图层被其他程序整体替换过，修订记录和历史已中断；请从备份恢复，或建新库后导入",
            "had a layer replaced as a whole by another program, and its revisions and its past are cut off; "
            "restore a backup, or import the layers into a new store");
    }
}

} // namespace

void create_gpkg_file(const std::filesystem::path& file, const Settings& settings) {
    const FileInTheMaking making(file);
    {
        const SqliteConnection connection(making.path(), SqliteConnection::Mode::read_write, kBusyTimeoutMs);
        connection.execute("BEGIN IMMEDIATE"); // a file that is no store yet
        bring_up_to_date(connection, 0);
        write_settings(connection, settings);
        append_audit(connection, connection.account(), "init", {},
                     base::canonical_json({{"schema", kGpkgSchemaVersion}}));
        connection.execute("UPDATE meta SET value = 0 WHERE key = 'acting'");
        connection.commit();
    }
    making.put_in_place();
}

SqliteConnection open_gpkg_file(const std::filesystem::path& file, SqliteConnection::Mode mode) {
    if (!std::filesystem::exists(file)) {
        fail_open("store-not-found", file, "不存在；可用 liangxian init 建库",
                  "does not exist; make it with liangxian init");
    }
    SqliteConnection connection(file, mode, kBusyTimeoutMs);
    std::int64_t version = -1;
    try {
        version = schema_version(connection);
    } catch (const base::StoreError& error) {
        if (error.code() == "store-interrupted") {
            roll_back_interrupted(file);
            version = schema_version(connection);
        } else if (error.code() == "store-locked") {
            throw;
        }
    }
    if (version < 1) {
        fail_open("store-not-ours", file, "不是两线的库；可用 liangxian init 建库后导入",
                  "is no Liangxian store; make one with liangxian init and import the file");
    }
    if (version > kGpkgSchemaVersion) {
        fail_open("store-newer", file, "由较新版本的程序建立；请升级程序",
                  "was made by a newer program; update this one");
    }
    refuse_replaced_layers(connection, file);
    if (mode == SqliteConnection::Mode::read_write) {
        leave_write_ahead_logging(connection);
        if (version < kGpkgSchemaVersion) {
            migrate(connection);
        }
    }
    return connection;
}

} // namespace liangxian::store
