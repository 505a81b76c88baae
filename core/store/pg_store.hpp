// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/store/postgres.hpp"
#include "core/store/sql_store.hpp"

#include <memory>

namespace liangxian::store {

/// The shared store: a schema of PostgreSQL with PostGIS. Writers come one after another; readers never wait.
class PgStore : public SqlStore {
public:
    PgStore(const PgLocation& location, Access access);

    std::string location() const override { return m_connection->location().given; }
    /// Once more when the connection was lost in the middle.
    zone::Snapshot fetch_snapshot(const zone::SnapshotQuery& query) const override;
    zone::ContentMark wait_for_change(const zone::ContentMark& known,
                                      std::chrono::milliseconds patience) const override;
    std::optional<std::string> datum_secret(const std::string& datum_id) const override;

protected:
    const Connection& connection() const override { return *m_connection; }
    void keep_secrets(const std::vector<DatumSecret>& secrets) override;

private:
    std::unique_ptr<PostgresConnection> m_connection;
};

} // namespace liangxian::store
