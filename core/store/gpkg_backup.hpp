// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/store/copy_report.hpp"

#include <filesystem>

namespace liangxian::store {

// Copies of the embedded store, page by page: backup.hpp.

CopyReport backup_gpkg(const std::filesystem::path& store, const std::filesystem::path& out);
CopyReport restore_gpkg(const std::filesystem::path& backup, const std::filesystem::path& store);

} // namespace liangxian::store
