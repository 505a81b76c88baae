// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/pg_schema.hpp"

#include "core/base/canonical_json.hpp"
#include "core/base/data_files.hpp"
#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/store/meta.hpp"
#include "core/store/sql_audit.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>

namespace liangxian::store {
namespace {

constexpr std::size_t kLargestSchema = 1U << 20U;
/// The script that brings a store from the schema before to the next one, from 1 on.
constexpr std::array<const char*, kPgSchemaVersion> kScripts{"0001-initial.sql", "0002-roles.sql",
                                                             "0003-registers.sql", "0004-acts.sql"};
constexpr std::size_t kFirstWithRoles = 1; ///< it and those behind it can be run again

[[noreturn]] void refuse(const char* code, const PgLocation& location, const char* zh, const char* en) {
    throw base::StoreError(code,
                           {fmt::format("库“{}”（模式 {}）{}", location.given, location.schema, zh),
                            fmt::format("store '{}' (schema {}) {}", location.given, location.schema, en)});
}

void require_postgis(const PostgresConnection& connection) {
    Statement installed = connection.prepare("SELECT 1 FROM pg_extension WHERE extname = 'postgis'");
    if (installed.step()) {
        return;
    }
    try {
        // Not into the schema of a store, with which it would go away.
        connection.execute("CREATE EXTENSION postgis SCHEMA public");
        connection.find_postgis();
    } catch (const base::StoreError& error) {
        throw base::StoreError(
            "store-no-postgis",
            {error.message().zh + "；该数据库没有 PostGIS：请管理员执行 CREATE EXTENSION postgis",
             error.message().en + "; the database has no PostGIS: ask an administrator for CREATE EXTENSION "
                                  "postgis"});
    }
}

std::string script(std::size_t number) {
    return base::read_file(base::data_directory() / "schema" / "postgis" / kScripts.at(number),
                           kLargestSchema);
}

/// \pre a write transaction is open
void bring_up_to_date(const Connection& connection, int from_version) {
    for (std::size_t i = static_cast<std::size_t>(from_version); i < kScripts.size(); ++i) {
        connection.execute(script(i));
    }
    put_meta(connection, "schema_version", std::to_string(kPgSchemaVersion));
}

int version_of(const PostgresConnection& connection) {
    if (!connection.has_table(quoted_name(connection.location().schema) + ".meta")) {
        return -1;
    }
    const bool is_ours = meta_text(connection, "product") == "liangxian";
    return is_ours ? std::stoi(meta_text(connection, "schema_version")) : -1;
}

/// Others than the owner go on with the store as it is: what it does not have yet is empty for them.
void migrate(const PostgresConnection& connection) {
    Statement owner = connection.prepare("SELECT is_owner()::integer");
    if (!owner.step() || owner.integer(0) == 0) {
        return;
    }
    Transaction all(connection, Transaction::Kind::write);
    const int version = version_of(connection); // another program may have been faster
    if (version < kPgSchemaVersion) {
        bring_up_to_date(connection, version);
        append_audit(connection, connection.account(), "migrate", {},
                     base::canonical_json({{"from", version}, {"to", kPgSchemaVersion}}));
        all.commit();
    }
}

bool has_schema(const PostgresConnection& connection) {
    Statement look = connection.prepare("SELECT 1 FROM pg_namespace WHERE nspname = ?1");
    return look.bind(1, std::string_view(connection.location().schema)).step();
}

void refuse_existing(const PostgresConnection& connection, bool exists) {
    if (exists) {
        refuse("store-exists", connection.location(), "已经存在；请换一个模式名（?schema=…）",
               "exists already; choose another schema (?schema=…)");
    }
}

} // namespace

void create_pg_schema(const PgLocation& location, const Settings& settings) {
    const PostgresConnection connection(location, PostgresConnection::Mode::read_write);
    refuse_existing(connection, version_of(connection) != -1);
    require_postgis(connection);
    connection.begin_without_turn();
    try {
        if (!has_schema(connection)) {
            connection.execute("CREATE SCHEMA " + quoted_name(location.schema));
        }
        bring_up_to_date(connection, 0);
        connection.take_turn();
        write_settings(connection, settings);
        append_audit(connection, connection.account(), "init", {},
                     base::canonical_json({{"schema", kPgSchemaVersion}}));
        connection.commit();
    } catch (...) {
        connection.roll_back();
        throw;
    }
}

std::unique_ptr<PostgresConnection> open_pg_schema(const PgLocation& location,
                                                   PostgresConnection::Mode mode) {
    auto connection = std::make_unique<PostgresConnection>(location, mode);
    const int version = version_of(*connection);
    if (version == -1 && !has_schema(*connection)) {
        refuse("store-not-found", location, "不存在；可用 liangxian init 建库",
               "does not exist; make it with liangxian init");
    }
    if (version < 1) {
        refuse(
            "store-not-ours", location,
            "不是两线的库，或该账户无权读取；可用 liangxian init 在另一模式中建库",
            "is no Liangxian store, or this account may not read it; make one in another schema with liangxian init");
    }
    if (version > kPgSchemaVersion) {
        refuse("store-newer", location, "由较新版本的程序建立；请升级程序",
               "was made by a newer program; update this one");
    }
    if (version < kPgSchemaVersion && mode == PostgresConnection::Mode::read_write) {
        migrate(*connection);
    }
    return connection;
}

std::string prepare_pg_restore(const PgLocation& location) {
    const PostgresConnection connection(location, PostgresConnection::Mode::read_write);
    refuse_existing(connection, has_schema(connection));
    require_postgis(connection);
    return connection.address_of_server();
}

void finish_pg_restore(const PostgresConnection& connection) {
    for (std::size_t i = kFirstWithRoles; i < kScripts.size(); ++i) {
        connection.execute(script(i));
    }
}

void drop_pg_schema(const PgLocation& location) {
    const PostgresConnection connection(location, PostgresConnection::Mode::read_write);
    connection.execute("SET client_min_messages = error; DROP SCHEMA IF EXISTS " +
                       quoted_name(location.schema) + " CASCADE");
}

} // namespace liangxian::store
