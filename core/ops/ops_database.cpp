// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/ops/ops_database.hpp"

#include "core/base/data_files.hpp"
#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/store/file_in_the_making.hpp"
#include "core/store/meta.hpp"
#include "core/store/postgres.hpp"
#include "core/store/sqlite.hpp"

#include <fmt/format.h>

#include <sys/stat.h>

#include <array>
#include <charconv>

namespace liangxian::ops {
namespace {

namespace fs = std::filesystem;
using store::PgLocation;
using store::PostgresConnection;
using store::SqliteConnection;

constexpr std::size_t kLargestSchema = 1U << 20U;
constexpr int kBusyTimeoutMs = 5000;
/// The script that brings it from the schema before to the next one, from 1 on; it says so in meta itself.
constexpr std::array<const char*, kOpsSchemaVersion> kScripts{"0001-accounts.sql"};

void run_scripts(const store::Connection& connection, const char* folder, int from_version) {
    for (auto i = static_cast<std::size_t>(from_version); i < kScripts.size(); ++i) {
        connection.execute(
            base::read_file(base::data_directory() / "schema" / folder / kScripts.at(i), kLargestSchema));
    }
}

/// \throws base::StoreError when it is of somebody else, or of a newer program
int version_of(const store::Connection& connection, const std::string& where) {
    const std::string version = store::meta_text(connection, "schema_version");
    int out = 0;
    std::from_chars(version.data(), version.data() + version.size(), out);
    if (store::meta_text(connection, "product") != "liangxian-ops" || out < 1) {
        throw base::StoreError("store-not-ours", {fmt::format("“{}”不是两线的账户库", where),
                                                  fmt::format("'{}' holds no accounts of Liangxian", where)});
    }
    if (out > kOpsSchemaVersion) {
        throw base::StoreError("store-newer",
                               {fmt::format("“{}”由较新版本的程序建立；请升级程序", where),
                                fmt::format("'{}' was made by a newer program; update this one", where)});
    }
    return out;
}

void bring_up_to_date(const store::Connection& connection, const char* folder, const std::string& where) {
    if (version_of(connection, where) == kOpsSchemaVersion) {
        return;
    }
    store::Transaction all(connection, store::Transaction::Kind::write);
    run_scripts(connection, folder, version_of(connection, where)); // another program may have been faster
    all.commit();
}

// ---- a file --------------------------------------------------------------------------------

constexpr const char* kFileScripts = "ops-sqlite";

void refuse_open_file(const fs::path& file) {
    struct stat facts {};
    constexpr mode_t kOthers = S_IRWXG | S_IRWXO;
    if (::stat(file.c_str(), &facts) != 0 || (facts.st_mode & kOthers) != 0) {
        throw base::FileError(
            "ops-file-open",
            {fmt::format("账户库“{}”可被他人读取；请 chmod 600", file.string()),
             fmt::format("the accounts in '{}' can be read by others; chmod 600 it", file.string())});
    }
}

std::unique_ptr<store::Connection> open_file(const fs::path& file) {
    if (!fs::exists(file)) {
        return nullptr;
    }
    refuse_open_file(file);
    auto out = std::make_unique<SqliteConnection>(file, SqliteConnection::Mode::read_write, kBusyTimeoutMs);
    out->execute("PRAGMA foreign_keys = ON");
    bring_up_to_date(*out, kFileScripts, file.string());
    return out;
}

/// Nobody else reads it, from the first byte on.
void create_file(const fs::path& file) {
    const store::FileInTheMaking making(file);
    fs::permissions(making.path(), fs::perms::owner_read | fs::perms::owner_write);
    {
        const SqliteConnection connection(making.path(), SqliteConnection::Mode::read_write, kBusyTimeoutMs);
        connection.execute("BEGIN IMMEDIATE");
        run_scripts(connection, kFileScripts, 0);
        connection.execute("COMMIT");
    }
    making.put_in_place();
}

// ---- a schema ------------------------------------------------------------------------------

constexpr const char* kSharedScripts = "ops-postgres";

PgLocation ops_location_of(const std::string& store) {
    PgLocation out = PgLocation::parse(store);
    out.schema = ops_schema_of(out.schema);
    return out;
}

std::unique_ptr<store::Connection> open_schema(const PgLocation& location) {
    auto out = std::make_unique<PostgresConnection>(location, PostgresConnection::Mode::read_write);
    if (!out->has_table(store::quoted_name(location.schema) + ".meta")) {
        return nullptr;
    }
    bring_up_to_date(*out, kSharedScripts, location.given);
    return out;
}

void create_schema(const PgLocation& location) {
    const PostgresConnection connection(location, PostgresConnection::Mode::read_write);
    connection.begin_without_turn();
    try {
        connection.execute("CREATE SCHEMA IF NOT EXISTS " + store::quoted_name(location.schema));
        run_scripts(connection, kSharedScripts, 0);
        connection.commit();
    } catch (...) {
        connection.roll_back();
        throw;
    }
}

} // namespace

fs::path ops_file_of(const fs::path& store) {
    std::error_code unknown; // a link, or another way of writing the path, is the same store
    const fs::path one = fs::weakly_canonical(store, unknown);
    return (unknown ? store : one).string() + ".ops.sqlite";
}

std::string ops_schema_of(const std::string& schema) {
    constexpr std::size_t kLongestName = 63; // bytes of an identifier of PostgreSQL
    std::string out = schema + "_ops";
    if (out.size() > kLongestName) {
        throw base::StoreError(
            "location-wrong",
            {fmt::format("模式名“{}”太长，旁边放不下账户的模式", schema),
             fmt::format("the name of the schema '{}' is too long for one beside it", schema)});
    }
    return out;
}

std::string ops_mark(const std::string& store) {
    struct stat facts {};
    return PgLocation::is_one(store) || ::stat(ops_file_of(store).c_str(), &facts) != 0
               ? std::string()
               : fmt::format("{}:{}", facts.st_dev, facts.st_ino);
}

std::unique_ptr<store::Connection> open_ops(const std::string& store) {
    return PgLocation::is_one(store) ? open_schema(ops_location_of(store)) : open_file(ops_file_of(store));
}

std::unique_ptr<store::Connection> open_or_create_ops(const std::string& store) {
    if (auto there = open_ops(store)) {
        return there;
    }
    try {
        PgLocation::is_one(store) ? create_schema(ops_location_of(store)) : create_file(ops_file_of(store));
    } catch (const base::StoreError&) {
        if (auto there = open_ops(store)) { // another program was faster
            return there;
        }
        throw;
    }
    return open_ops(store);
}

} // namespace liangxian::ops
