// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/store/sql.hpp"

#include <filesystem>
#include <memory>
#include <string>

namespace liangxian::ops {

// What stands apart from a store's zones: whoever is handed a GeoPackage is handed no password hashes, and
// what is written all day does not keep QGIS from committing. Beside an embedded store it is a file that only
// its owner reads; in a shared one a schema of its own.

/// The schema this program writes and the newest it reads.
constexpr int kOpsSchemaVersion = 1;

/// `STORE.gpkg` → `STORE.gpkg.ops.sqlite`, beside the file itself where the path leads through a link.
std::filesystem::path ops_file_of(const std::filesystem::path& store);

/// The schema beside a shared store's. \throws base::StoreError `location-wrong` when its name is too long
/// for that
std::string ops_schema_of(const std::string& schema);

/// Tells one file from another that took its place; empty when there is none, and for a shared store.
std::string ops_mark(const std::string& store);

/// Opens it to be written; an older schema becomes ours. \returns nullptr when nobody made it yet
/// \throws base::StoreError as store::Connection, `store-newer`; base::FileError `ops-file-open` when others
/// may read the file
std::unique_ptr<store::Connection> open_ops(const std::string& store);

/// The same, made where it is not there yet.
std::unique_ptr<store::Connection> open_or_create_ops(const std::string& store);

} // namespace liangxian::ops
