// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/backup.hpp"

#include "core/base/error.hpp"
#include "core/store/gpkg_backup.hpp"
#include "core/store/pg_backup.hpp"
#include "core/store/pg_location.hpp"

#include <fmt/format.h>

namespace liangxian::store {

CopyReport backup_store(const std::string& location, const std::filesystem::path& out) {
    return PgLocation::is_one(location) ? backup_pg(PgLocation::parse(location), out)
                                        : backup_gpkg(location, out);
}

CopyReport restore_store(const std::filesystem::path& backup, const std::string& location) {
    if (!std::filesystem::exists(backup)) {
        throw base::StoreError("store-not-found", {fmt::format("“{}”不存在", backup.string()),
                                                   fmt::format("'{}' does not exist", backup.string())});
    }
    const bool is_shared = PgLocation::is_one(location);
    if (is_pg_dump(backup) != is_shared) {
        throw base::StoreError(
            "backup-other-kind",
            {fmt::format("“{}”不是这种库的备份：嵌入式库（file.gpkg）和共享库（postgresql://）的备份不能互换",
                         backup.string()),
             fmt::format(
                 "'{}' is no backup of this kind of store: those of an embedded store (file.gpkg) and of a "
                 "shared one (postgresql://) do not become each other",
                 backup.string())});
    }
    return is_shared ? restore_pg(backup, PgLocation::parse(location)) : restore_gpkg(backup, location);
}

} // namespace liangxian::store
