// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/gpkg_store.hpp"

#include "core/store/datum_file.hpp"
#include "core/store/gpkg_schema.hpp"
#include "core/store/sql_touched_rows.hpp"

#include <algorithm>
#include <thread>

namespace liangxian::store {
namespace {

/// A file tells nobody that it was changed: it is looked at this often.
constexpr std::chrono::milliseconds kBetweenLooks{100};

SqliteConnection::Mode mode_of(Access access) {
    return access == Access::read_only ? SqliteConnection::Mode::read_only
                                       : SqliteConnection::Mode::read_write;
}

} // namespace

GpkgStore::GpkgStore(const std::filesystem::path& file, Access access)
    : m_connection(open_gpkg_file(file, mode_of(access))) {}

zone::Snapshot GpkgStore::fetch_snapshot(const zone::SnapshotQuery& query) const {
    constexpr std::int64_t kLongestWaitMs = 5; // what was recorded for a day to come is not waited for
    while (true) {
        const std::int64_t start_ms = base::Timestamp::now().milliseconds();
        zone::Snapshot out = SqlStore::fetch_snapshot(query);
        const std::int64_t left_ms = out.known_at.milliseconds() - start_ms;
        if (query.known_at || left_ms < 0 || left_ms > kLongestWaitMs) {
            return out;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(left_ms + 1));
    }
}

zone::ContentMark GpkgStore::wait_for_change(const zone::ContentMark& known,
                                             std::chrono::milliseconds patience) const {
    const auto end = std::chrono::steady_clock::now() + patience;
    zone::ContentMark mark = content_mark();
    while (mark == known && std::chrono::steady_clock::now() < end) {
        std::this_thread::sleep_for(kBetweenLooks);
        mark = content_mark();
    }
    return mark;
}

std::optional<std::string> GpkgStore::datum_secret(const std::string& datum_id) const {
    return read_datum_secret(m_connection.file(), datum_id);
}

void GpkgStore::keep_secrets(const std::vector<DatumSecret>& secrets) {
    add_datum_secrets(m_connection.file(), secrets);
}

} // namespace liangxian::store
