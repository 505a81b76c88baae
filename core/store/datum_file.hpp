// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/store/registers.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace liangxian::store {

// The parameters of registered datums stand beside an embedded store, in a file that only its owner may read:
// whoever is handed the GeoPackage is not handed them.

/// `STORE.gpkg` → `STORE.gpkg.datums.json`, beside the file itself where the path leads through a link.
std::filesystem::path datum_file_of(const std::filesystem::path& store);

/// The parameters of a datum; nothing when they are not there.
/// \throws base::FileError when others may read the file, or it is damaged
std::optional<std::string> read_datum_secret(const std::filesystem::path& store, const std::string& datum_id);

/// Adds to the file in one step. \throws base::FileError
void add_datum_secrets(const std::filesystem::path& store, const std::vector<DatumSecret>& secrets);

/// For a copy of the store; nothing when there is no such file. \throws base::FileError, also when there is
/// one at \p to
void copy_datum_file(const std::filesystem::path& from, const std::filesystem::path& to);

} // namespace liangxian::store
