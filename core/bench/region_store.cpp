// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/bench/region_store.hpp"

#include "core/geo/wkb.hpp"
#include "core/store/gpkg_blob.hpp"
#include "core/store/gpkg_schema.hpp"
#include "core/store/sql_digest.hpp"
#include "core/store/sql_rows.hpp"

#include <fmt/format.h>

#include <unistd.h>

#include <memory>
#include <utility>

namespace liangxian::bench {
namespace {

constexpr int kBusyTimeoutMs = 5000;
constexpr std::size_t kRowsBetweenReports = 1000;

/// Puts records of one kind in, one at a time.
template <typename Record>
class RecordWriter {
public:
    RecordWriter(const store::Connection& connection, const store::Layer<Record>& layer)
        : m_layer(layer), m_rows(connection.insert_into(layer.table, store::columns_of(layer))) {}

    void write(const Record& record) {
        m_rows->write(record.geometry, store::values_of(m_layer, record, m_now));
    }
    void finish() { m_rows->finish(); }

private:
    const store::Layer<Record>& m_layer;
    std::unique_ptr<store::RowWriter> m_rows;
    base::Timestamp m_now = base::Timestamp::now();
};

/// Counts rows for whoever watches, and ends the work when asked to.
class RowCount {
public:
    RowCount(const base::CancelToken& cancel, const base::Progress& progress, std::size_t total)
        : m_cancel(cancel), m_progress(progress), m_total(total) {}

    void add_one() {
        if (++m_done % kRowsBetweenReports == 0 || m_done == m_total) {
            m_cancel.throw_if_cancelled();
            if (m_progress) {
                m_progress(m_done, m_total);
            }
        }
    }

private:
    const base::CancelToken& m_cancel;
    const base::Progress& m_progress;
    std::size_t m_total;
    std::size_t m_done = 0;
};

/// A store nobody knows yet: removed when it is not kept, so it needs no journal and no flushing.
class StoreInTheMaking {
public:
    explicit StoreInTheMaking(const std::filesystem::path& target)
        : m_target(target), m_path(target.string() + fmt::format(".{}.part", ::getpid())) {
        remove();
        store::create_gpkg_file(m_path, {});
        m_connection = std::make_unique<store::SqliteConnection>(
            m_path, store::SqliteConnection::Mode::read_write, kBusyTimeoutMs);
        m_connection->execute(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536");
        m_connection->begin_writing();
    }
    ~StoreInTheMaking() {
        m_connection.reset();
        remove();
    }
    StoreInTheMaking(const StoreInTheMaking&) = delete;
    StoreInTheMaking& operator=(const StoreInTheMaking&) = delete;

    const store::Connection& connection() const { return *m_connection; }

    void put_in_place() {
        store::cache_content_digest(*m_connection);
        m_connection->commit();
        m_connection.reset();
        std::filesystem::rename(m_path, m_target);
    }

private:
    void remove() const {
        std::error_code ignored;
        std::filesystem::remove(m_path, ignored);
    }

    std::filesystem::path m_target;
    std::filesystem::path m_path;
    std::unique_ptr<store::SqliteConnection> m_connection;
};

} // namespace

void write_region_store(const Generator& generator, const std::filesystem::path& file,
                        const base::CancelToken& cancel, const base::Progress& progress) {
    StoreInTheMaking making(file);
    RowCount count(cancel, progress, generator.zone_count() / 2 * 3);
    RecordWriter<zone::Site> sites(making.connection(), store::site_layer());
    generator.for_each_site([&](const zone::Site& site) {
        sites.write(site);
        count.add_one();
    });
    sites.finish();
    RecordWriter<zone::Zone> zones(making.connection(), store::zone_layer());
    generator.for_each_zone([&](const zone::Zone& zone) {
        zones.write(zone);
        count.add_one();
    });
    zones.finish();
    making.put_in_place();
}

void write_zone_store(const std::vector<zone::Zone>& zones, const std::filesystem::path& file) {
    StoreInTheMaking making(file);
    RecordWriter<zone::Zone> writer(making.connection(), store::zone_layer());
    for (const zone::Zone& zone : zones) {
        writer.write(zone);
    }
    writer.finish();
    making.put_in_place();
}

void for_each_zone_wkb(const std::filesystem::path& store,
                       const std::function<void(std::string_view zone_id, std::string_view wkb)>& visit) {
    const store::SqliteConnection connection =
        store::open_gpkg_file(store, store::SqliteConnection::Mode::read_only);
    store::Statement rows = connection.prepare("SELECT zone_id, geom FROM zones ORDER BY fid");
    while (rows.step()) {
        const std::string_view blob = rows.blob(1);
        visit(rows.text(0), blob.substr(store::read_gpkg_header(blob).wkb_offset));
    }
}

struct ZoneGeometries::Query {
    explicit Query(const std::filesystem::path& file)
        : connection(store::open_gpkg_file(file, store::SqliteConnection::Mode::read_only)),
          row(connection.prepare("SELECT geom FROM zones WHERE zone_id = ?1")) {}

    store::SqliteConnection connection;
    store::Statement row;
};

ZoneGeometries::ZoneGeometries(const std::filesystem::path& store)
    : m_query(std::make_unique<Query>(store)) {}
ZoneGeometries::~ZoneGeometries() = default;

std::optional<geo::Geometry> ZoneGeometries::find(std::string_view zone_id) {
    m_query->row.reset();
    m_query->row.bind(1, zone_id);
    if (!m_query->row.step()) {
        return std::nullopt;
    }
    return store::from_gpkg_blob(m_query->row.blob(0));
}

} // namespace liangxian::bench
