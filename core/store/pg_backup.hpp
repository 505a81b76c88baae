// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/store/copy_report.hpp"
#include "core/store/pg_location.hpp"

#include <filesystem>

namespace liangxian::store {

// Copies of the shared store by pg_dump and pg_restore, which have to be installed: backup.hpp.

/// Whether a file is one that pg_dump made. A file that is not there is not.
bool is_pg_dump(const std::filesystem::path& file);

CopyReport backup_pg(const PgLocation& location, const std::filesystem::path& out);
/// \throws base::StoreError besides `backup-other-schema`
CopyReport restore_pg(const std::filesystem::path& backup, const PgLocation& location);

} // namespace liangxian::store
