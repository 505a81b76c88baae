// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/store/pg_location.hpp"
#include "core/store/postgres.hpp"
#include "core/store/store.hpp"

#include <memory>
#include <string>

namespace liangxian::store {

/// The schema this program writes and the newest it reads.
constexpr int kPgSchemaVersion = 4;

/// Makes the schema of a new store, whole or not at all, and PostGIS in the database when it is not there
/// yet. \throws base::StoreError `store-exists`, `store-no-postgis`, `store-forbidden`, `store-unreachable`
void create_pg_schema(const PgLocation& location, const Settings& settings);

/// Connects and makes sure the schema is a store of ours and not newer than this program. Where its owner
/// opens it to be written, a schema of an older program becomes ours.
/// \throws base::StoreError `store-not-found`, `store-not-ours`, `store-newer`, `store-unreachable`
std::unique_ptr<PostgresConnection> open_pg_schema(const PgLocation& location, PostgresConnection::Mode mode);

/// \name For a restored copy
/// @{
/// Makes sure the schema is not there and PostGIS is. \returns the address of the server that can be written
/// \throws base::StoreError as create_pg_schema()
std::string prepare_pg_restore(const PgLocation& location);
/// Gives the roles, which belong to the server, their rights again.
void finish_pg_restore(const PostgresConnection& connection);
/// Of a copy that turned out to be no good.
void drop_pg_schema(const PgLocation& location);
/// @}

} // namespace liangxian::store
