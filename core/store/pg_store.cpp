// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/pg_store.hpp"

#include "core/base/error.hpp"
#include "core/store/pg_schema.hpp"

#include <algorithm>

namespace liangxian::store {
namespace {

PostgresConnection::Mode mode_of(Access access) {
    return access == Access::read_only ? PostgresConnection::Mode::read_only
                                       : PostgresConnection::Mode::read_write;
}

} // namespace

PgStore::PgStore(const PgLocation& location, Access access)
    : m_connection(open_pg_schema(location, mode_of(access))) {}

zone::Snapshot PgStore::fetch_snapshot(const zone::SnapshotQuery& query) const {
    try {
        return SqlStore::fetch_snapshot(query);
    } catch (const base::StoreError& error) {
        if (error.code() != "store-unreachable") {
            throw;
        }
        return SqlStore::fetch_snapshot(query);
    }
}

zone::ContentMark PgStore::wait_for_change(const zone::ContentMark& known,
                                           std::chrono::milliseconds patience) const {
    const auto end = std::chrono::steady_clock::now() + patience;
    zone::ContentMark mark = content_mark();
    while (mark == known) {
        const auto left = end - std::chrono::steady_clock::now();
        if (left <= std::chrono::steady_clock::duration::zero()) {
            break;
        }
        m_connection->wait_for_notice(std::chrono::ceil<std::chrono::milliseconds>(left));
        mark = content_mark();
    }
    return mark;
}

std::optional<std::string> PgStore::datum_secret(const std::string& datum_id) const {
    if (!m_connection->has_table("datum_secrets")) {
        return std::nullopt;
    }
    Statement row = m_connection->prepare("SELECT parameters FROM datum_secrets WHERE datum_id = ?1");
    row.bind(1, std::string_view(datum_id));
    return row.step() ? std::optional(std::string(row.text(0))) : std::nullopt;
}

void PgStore::keep_secrets(const std::vector<DatumSecret>& secrets) {
    for (const DatumSecret& secret : secrets) {
        Statement insert =
            m_connection->prepare("INSERT INTO datum_secrets (datum_id, parameters) VALUES (?1, ?2)");
        insert.bind(1, std::string_view(secret.datum_id)).bind(2, std::string_view(secret.parameters));
        insert.run();
    }
}

} // namespace liangxian::store
