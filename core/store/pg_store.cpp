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

} // namespace liangxian::store
