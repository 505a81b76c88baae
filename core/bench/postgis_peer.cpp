// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/bench/peers.hpp"

#include "core/base/hex.hpp"
#include "core/base/number.hpp"
#include "core/bench/cpu_clock.hpp"
#include "core/bench/interior_contact.hpp"
#include "core/bench/pg_connection.hpp"
#include "core/bench/private_postgres.hpp"
#include "core/bench/region_store.hpp"
#include "core/geo/wkb.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace liangxian::bench {
namespace {

/// Memory enough for a province, one process that does all the work, nothing running beside it.
std::vector<std::string> server_settings() {
    const std::size_t buffers_mb = std::min<std::size_t>(2048, memory_bytes() / 4 / (1u << 20));
    return {fmt::format("shared_buffers={}MB", buffers_mb),
            "maintenance_work_mem=512MB",
            "work_mem=256MB",
            "max_wal_size=8GB",
            "autovacuum=off",
            "jit=off",
            "max_parallel_workers_per_gather=0",
            "max_parallel_maintenance_workers=0"};
}

class PostgisPeer : public Contender {
public:
    PostgisPeer() : m_server(server_settings()), m_connection(m_server.connection_string()) {
        const auto row =
            m_connection.query("SELECT current_setting('server_version'), postgis_lib_version(), "
                               "postgis_geos_version()")[0];
        const std::string server = row[0].substr(0, row[0].find(' '));
        m_version = fmt::format("PostgreSQL {}, PostGIS {}, GEOS {}", server, row[1], row[2]);
    }

    std::string name() const override { return "postgis"; }
    std::string version() const override { return m_version; }

    LoadFigures load(const std::filesystem::path& store) override {
        LoadFigures figures;
        m_store = store;
        figures.read_cpu_s = billed([this] {
            m_connection.query("DROP TABLE IF EXISTS zones");
            m_connection.query("CREATE TABLE zones (zone_id text, geom geometry(Geometry, 4490))");
            m_connection.begin_copy("COPY zones FROM STDIN");
            for_each_zone_wkb(m_store, [this](std::string_view id, std::string_view wkb) {
                m_connection.copy(fmt::format("{}\t{}\n", id, base::hex_of(wkb)));
            });
            m_connection.end_copy();
        });
        figures.index_cpu_s = billed([this] {
            m_connection.query("CREATE INDEX ON zones USING gist (geom)");
            m_connection.query("ANALYZE zones");
        });
        return figures;
    }

    Outcome run(const std::vector<geo::Geometry>& applications) override {
        put(applications);
        Outcome out;
        std::vector<std::vector<std::string>> rows;
        out.cpu_s = billed([&] {
            rows = m_connection.query(
                "SELECT a.number, z.zone_id, ST_Area(ST_Intersection(a.geom, z.geom)::geography) "
                "FROM applications a JOIN zones z ON ST_Intersects(a.geom, z.geom)");
        });
        for (std::vector<std::string>& row : rows) {
            const auto number = static_cast<std::uint32_t>(std::strtoul(row[0].c_str(), nullptr, 10));
            out.pairs.push_back({number, std::move(row[1]), base::parse_number(row[2]).value_or(0)});
        }
        keep_interior_contacts(applications, m_store, out.pairs);
        return out;
    }

private:
    /// CPU seconds of the server process that works for us.
    template <typename Work>
    double billed(Work&& work) {
        const double start_s = process_cpu_s(m_connection.backend_pid());
        work();
        return process_cpu_s(m_connection.backend_pid()) - start_s;
    }

    void put(const std::vector<geo::Geometry>& applications) {
        m_connection.query("DROP TABLE IF EXISTS applications");
        m_connection.query("CREATE TABLE applications (number int, geom geometry(Geometry, 4490))");
        m_connection.begin_copy("COPY applications FROM STDIN");
        for (std::size_t i = 0; i < applications.size(); ++i) {
            m_connection.copy(fmt::format("{}\t{}\n", i, base::hex_of(geo::to_wkb(applications[i]))));
        }
        m_connection.end_copy();
        m_connection.query("ANALYZE applications");
    }

    PrivatePostgres m_server;
    PgConnection m_connection;
    std::string m_version;
    std::filesystem::path m_store;
};

} // namespace

std::unique_ptr<Contender> make_postgis_peer() { return std::make_unique<PostgisPeer>(); }

} // namespace liangxian::bench
