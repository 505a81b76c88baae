// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/store/sqlite.hpp"
#include "core/store/store.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace liangxian::store {

/// The schema this program writes and the newest it reads.
constexpr int kSchemaVersion = 2;

/// Makes a new store without records: built in a file beside \p file, which then takes its place in one step,
/// so that a half-made store never stands there.
/// \throws base::StoreError `store-exists`, `store-failed`
void create_gpkg_file(const std::filesystem::path& file, const Settings& settings);

/// The settings in table meta.
void write_settings(const Connection& connection, const Settings& settings);
Settings read_settings(const Connection& connection);

/// A value of table meta as text; empty when it is not there.
std::string meta_text(const Connection& connection, std::string_view key);

/// Opens a store and makes sure it is one of ours and not newer than this program.
/// \throws base::StoreError `store-not-found`, `store-not-ours`, `store-newer`
Connection open_gpkg_file(const std::filesystem::path& file, Connection::Mode mode);

} // namespace liangxian::store
