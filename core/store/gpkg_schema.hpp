// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/store/sqlite.hpp"
#include "core/store/store.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace liangxian::store {

/// The schema this program writes and the newest it reads.
constexpr int kGpkgSchemaVersion = 5;

/// Makes a new store without records: built in a file beside \p file, which then takes its place in one step,
/// so that a half-made store never stands there.
/// \throws base::StoreError `store-exists`, `store-failed`
void create_gpkg_file(const std::filesystem::path& file, const Settings& settings);

/// Opens a store and makes sure it is one of ours and not newer than this program.
/// \throws base::StoreError `store-not-found`, `store-not-ours`, `store-newer`, `store-altered`
SqliteConnection open_gpkg_file(const std::filesystem::path& file, SqliteConnection::Mode mode);

} // namespace liangxian::store
