// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/bench/peers.hpp"

#include "core/base/file.hpp"
#include "core/base/program_run.hpp"
#include "core/bench/region_store.hpp"
#include "core/geo/area.hpp"
#include "core/store/gpkg_blob.hpp"
#include "core/store/sqlite.hpp"

#include <fmt/format.h>

#include <cstdlib>

namespace liangxian::bench {
namespace {

constexpr int kBusyTimeoutMs = 5000;

/// Ours, so that a number of an application comes back as its place.
std::string application_id(std::size_t number) { return fmt::format("a{:07}", number); }

class QgisPeer : public Contender {
public:
    QgisPeer() {
        // Debian's qgis_process is a script that hands the program an option of QGIS Desktop's, which ends
        // it.
        m_program = base::is_installed("qgis_process.bin") ? "qgis_process.bin" : "qgis_process";
        if (!base::is_installed(m_program)) {
            throw missing_peer(name(), "qgis");
        }
        const base::ProgramRun asked = run_qgis({"--version"});
        const std::size_t at = asked.output.find("QGIS 3");
        m_version =
            at == std::string::npos ? "QGIS" : asked.output.substr(at, asked.output.find('\n', at) - at);
    }

    std::string name() const override { return "qgis"; }
    std::string version() const override { return m_version; }
    /// native:intersection writes polygons only, and none that GEOS rounds to nothing.
    double area_floor_m2() const override { return 1e-6; }

    LoadFigures load(const std::filesystem::path& store) override {
        m_store = std::filesystem::absolute(store);
        return {}; // qgis_process reads and indexes its layers in every run
    }

    Outcome run(const std::vector<geo::Geometry>& applications) override {
        const std::filesystem::path input = m_folder.path() / "applications.gpkg";
        const std::filesystem::path output = m_folder.path() / "overlaps.gpkg";
        std::filesystem::remove(input);
        std::filesystem::remove(output);
        write_application_store(applications, input);
        Outcome out;
        const base::ProgramRun done =
            run_qgis({"run", "native:intersection", "--INPUT=" + input.string() + "|layername=zones",
                      "--OVERLAY=" + m_store.string() + "|layername=zones", "--INPUT_FIELDS=site_id",
                      "--OVERLAY_FIELDS=zone_id", "--OUTPUT=" + output.string()});
        if (!std::filesystem::exists(output)) {
            throw failed_peer(name(), done.output);
        }
        out.cpu_s = done.cpu_s;
        read_pairs(output, out.pairs);
        return out;
    }

private:
    base::ProgramRun run_qgis(const std::vector<std::string>& arguments) const {
        std::vector<std::string> words{m_program};
        words.insert(words.end(), arguments.begin(), arguments.end());
        const std::string profile = m_folder.path().string();
        const base::ProgramRun done = base::run_program(
            words,
            {{"QT_QPA_PLATFORM", "offscreen"}, {"QGIS_CUSTOM_CONFIG_PATH", profile}, {"HOME", profile}});
        if (done.status != 0) {
            throw failed_peer(name(), done.output);
        }
        return done;
    }

    /// As the layer `zones` of a store: the number of an application stands in its site_id.
    static void write_application_store(const std::vector<geo::Geometry>& applications,
                                        const std::filesystem::path& file) {
        std::vector<zone::Zone> rows;
        for (std::size_t i = 0; i < applications.size(); ++i) {
            zone::Zone row;
            row.zone_id = row.site_id = application_id(i);
            row.geometry = applications[i];
            rows.push_back(std::move(row));
        }
        write_zone_store(rows, file);
    }

    static void read_pairs(const std::filesystem::path& file, std::vector<OverlapPair>& out) {
        const store::SqliteConnection connection(file, store::SqliteConnection::Mode::read_only,
                                                 kBusyTimeoutMs);
        store::Statement names =
            connection.prepare("SELECT table_name, column_name FROM gpkg_geometry_columns LIMIT 1");
        if (!names.step()) {
            return;
        }
        store::Statement rows = connection.prepare(
            fmt::format("SELECT site_id, zone_id, \"{}\" FROM \"{}\"", names.text(1), names.text(0)));
        while (rows.step()) {
            const std::string number(rows.text(0).substr(1));
            out.push_back({static_cast<std::uint32_t>(std::strtoul(number.c_str(), nullptr, 10)),
                           std::string(rows.text(1)),
                           geo::area_geodesic_m2(store::from_gpkg_blob(rows.blob(2)))});
        }
    }

    base::TemporaryDirectory m_folder;
    std::filesystem::path m_store;
    std::string m_program;
    std::string m_version;
};

} // namespace

std::unique_ptr<Contender> make_qgis_peer() { return std::make_unique<QgisPeer>(); }

} // namespace liangxian::bench
