// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/bench/peers.hpp"

#include "core/base/file.hpp"
#include "core/bench/cpu_clock.hpp"
#include "core/bench/interior_contact.hpp"
#include "core/bench/region_store.hpp"
#include "core/geo/wkb.hpp"

#include <sqlite3.h>

namespace liangxian::bench {
namespace {

struct Closer {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
};
struct Finalizer {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Query = std::unique_ptr<sqlite3_stmt, Finalizer>;

/// A database file of its own with mod_spatialite loaded; the store's own functions stay out of it.
class SpatialitePeer : public Contender {
public:
    SpatialitePeer() { open_new_file(); }

    std::string name() const override { return "spatialite"; }
    std::string version() const override {
        const Query row =
            query("SELECT 'SQLite ' || sqlite_version() || ', SpatiaLite ' || spatialite_version() || "
                  "', GEOS ' || geos_version()");
        must(sqlite3_step(row.get()) == SQLITE_ROW);
        return reinterpret_cast<const char*>(sqlite3_column_text(row.get(), 0));
    }
    EdgeModel edges() const override { return EdgeModel::strips; }

    LoadFigures load(const std::filesystem::path& store) override {
        LoadFigures figures;
        m_store = store;
        open_new_file();
        const ThreadStopwatch reading;
        execute("CREATE TABLE zones (id INTEGER PRIMARY KEY, zone_id TEXT); "
                "SELECT AddGeometryColumn('zones', 'geom', 4490, 'MULTIPOLYGON', 'XY')");
        {
            const Query insert = query("INSERT INTO zones (zone_id, geom) VALUES (?1, "
                                       "CastToMultiPolygon(GeomFromWKB(?2, 4490)))");
            execute("BEGIN");
            for_each_zone_wkb(m_store, [&](std::string_view id, std::string_view wkb) {
                sqlite3_bind_text(insert.get(), 1, id.data(), static_cast<int>(id.size()), SQLITE_STATIC);
                put(insert, wkb);
            });
            execute("COMMIT");
        }
        figures.read_cpu_s = reading.cpu_s();
        const ThreadStopwatch building;
        execute("SELECT CreateSpatialIndex('zones', 'geom')");
        figures.index_cpu_s = building.cpu_s();
        return figures;
    }

    Outcome run(const std::vector<geo::Geometry>& applications) override {
        put(applications);
        Outcome out;
        const ThreadStopwatch working;
        const Query rows = query(
            "SELECT a.number, z.zone_id, ST_Area(CollectionExtract(ST_Intersection(a.geom, z.geom), 3), 1) "
            "FROM applications a JOIN idx_zones_geom i ON i.xmin <= MbrMaxX(a.geom) AND i.xmax >= MbrMinX(a.geom) "
            "AND i.ymin <= MbrMaxY(a.geom) AND i.ymax >= MbrMinY(a.geom) "
            "JOIN zones z ON z.rowid = i.pkid WHERE ST_Intersects(a.geom, z.geom) = 1");
        int code = SQLITE_ROW;
        while ((code = sqlite3_step(rows.get())) == SQLITE_ROW) {
            out.pairs.push_back({static_cast<std::uint32_t>(sqlite3_column_int64(rows.get(), 0)),
                                 reinterpret_cast<const char*>(sqlite3_column_text(rows.get(), 1)),
                                 sqlite3_column_double(rows.get(), 2)});
        }
        must(code == SQLITE_DONE);
        out.cpu_s = working.cpu_s();
        keep_interior_contacts(applications, m_store, out.pairs);
        return out;
    }

private:
    void must(bool went_well) const {
        if (!went_well) {
            throw failed_peer("spatialite", sqlite3_errmsg(m_handle.get()));
        }
    }
    void execute(const std::string& sql) const {
        must(sqlite3_exec(m_handle.get(), sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
    }
    Query query(const std::string& sql) const {
        sqlite3_stmt* statement = nullptr;
        must(sqlite3_prepare_v2(m_handle.get(), sql.c_str(), -1, &statement, nullptr) == SQLITE_OK);
        return Query(statement);
    }

    void open_new_file() {
        m_handle.reset();
        const std::filesystem::path file = m_folder.path() / "peer.sqlite";
        std::filesystem::remove(file);
        sqlite3* handle = nullptr;
        const int code = sqlite3_open(file.c_str(), &handle);
        m_handle.reset(handle);
        must(code == SQLITE_OK);
        sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 1, nullptr);
        if (sqlite3_load_extension(handle, "mod_spatialite", nullptr, nullptr) != SQLITE_OK) {
            throw missing_peer("spatialite", "libsqlite3-mod-spatialite");
        }
        execute("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -524288");
        execute("SELECT InitSpatialMetaDataFull(1)");
    }

    /// \param insert  waits for WKB as its second value
    void put(const Query& insert, std::string_view wkb) const {
        sqlite3_bind_blob64(insert.get(), 2, wkb.data(), wkb.size(), SQLITE_STATIC);
        must(sqlite3_step(insert.get()) == SQLITE_DONE);
        sqlite3_reset(insert.get());
    }

    void put(const std::vector<geo::Geometry>& applications) const {
        execute("DROP TABLE IF EXISTS applications; CREATE TABLE applications (number INTEGER, geom BLOB)");
        const Query insert = query("INSERT INTO applications VALUES (?1, GeomFromWKB(?2, 4490))");
        execute("BEGIN");
        for (std::size_t i = 0; i < applications.size(); ++i) {
            sqlite3_bind_int64(insert.get(), 1, static_cast<sqlite3_int64>(i));
            put(insert, geo::to_wkb(applications[i]));
        }
        execute("COMMIT");
    }

    base::TemporaryDirectory m_folder;
    std::unique_ptr<sqlite3, Closer> m_handle;
    std::filesystem::path m_store;
};

} // namespace

std::unique_ptr<Contender> make_spatialite_peer() { return std::make_unique<SpatialitePeer>(); }

} // namespace liangxian::bench
