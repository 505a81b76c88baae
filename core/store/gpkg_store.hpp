// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/store/sql_store.hpp"
#include "core/store/sqlite.hpp"

#include <filesystem>

namespace liangxian::store {

/// The embedded store: one GeoPackage file that any GIS opens. Journal mode DELETE, never WAL, so that
/// QGIS never finds it empty; the write lock is held only for a transaction.
class GpkgStore : public SqlStore {
public:
    GpkgStore(const std::filesystem::path& file, Access access);

    std::string location() const override { return m_connection.file().string(); }
    /// Names no instant that is not over: another program may still record something in the same millisecond.
    zone::Snapshot fetch_snapshot(const zone::SnapshotQuery& query) const override;
    zone::ContentMark wait_for_change(const zone::ContentMark& known,
                                      std::chrono::milliseconds patience) const override;
    std::optional<std::string> datum_secret(const std::string& datum_id) const override;

protected:
    const Connection& connection() const override { return m_connection; }
    void keep_secrets(const std::vector<DatumSecret>& secrets) override;

private:
    SqliteConnection m_connection;
};

} // namespace liangxian::store
