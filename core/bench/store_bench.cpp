// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/bench/store_bench.hpp"

#include "core/app/check.hpp"
#include "core/app/import.hpp"
#include "core/app/product_data.hpp"
#include "core/app/validate.hpp"
#include "core/app/zone_life.hpp"
#include "core/base/file.hpp"
#include "core/bench/cpu_clock.hpp"
#include "core/bench/generator.hpp"
#include "core/bench/peers.hpp"
#include "core/bench/private_postgres.hpp"
#include "core/bench/region_store.hpp"
#include "core/geo/geojson.hpp"
#include "core/intake/read.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>

namespace liangxian::bench {
namespace {

/// One instant for every record, so that stores filled one after another hold the same.
constexpr const char* kRecordedAt = "2026-01-01T00:00:00.000Z";
constexpr const char* kNewZone = "BENCH-NEW";

template <typename Work>
double seconds_of(Work&& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

class StoreBench {
public:
    StoreBench(const StoreBenchRequest& request, const base::CancelToken& cancel,
               const base::Progress& progress)
        : m_request(request), m_cancel(cancel), m_progress(progress),
          m_generator(request.region, request.seed) {
        write_region_store(m_generator, source(), cancel, progress);
    }

    StoreFigures measure(const std::string& kind) {
        std::optional<PrivatePostgres> server;
        std::string location = (m_folder.path() / "store.gpkg").string();
        if (kind == "postgis") {
            server.emplace();
            location = server->address() + "?schema=bench";
        }
        StoreFigures out;
        out.store = kind;
        m_store = store::create_store(location, {});
        out.import_sites_s = seconds_of([this] { import(app::ImportKind::sites, "sites"); });
        out.import_zones_s = seconds_of([this] { import(app::ImportKind::zones, "zones"); });
        out.validate_s = seconds_of([&] {
            app::validate(
                *m_store, [&out](const app::StoredProblem&) { ++out.problems; }, m_cancel, m_progress);
        });
        zone::SnapshotQuery one;
        one.as_of = base::Date::today();
        one.box = geo::Box{0, 0, 0, 0};
        out.digest = m_store->fetch_snapshot(one).store_digest;
        publish_one(out);
        m_store.reset();
        return out;
    }

private:
    std::filesystem::path source() const { return m_folder.path() / "source.gpkg"; }

    void import(app::ImportKind kind, const std::string& layer) {
        app::ImportOptions options;
        options.read.layer = layer;
        options.read.geometry_optional = kind == app::ImportKind::sites;
        options.set["recorded_at"] = kRecordedAt;
        const app::ImportReport report =
            app::import_files(*m_store, kind, {source()}, options, m_cancel, m_progress);
        if (!report.committed || report.refused > 0) {
            throw failed_peer("import", report.problems.empty() ? "nothing was taken"
                                                                : report.problems.front().message.en);
        }
    }

    /// A line where nothing was before, far out in the region's corner, and an application on it.
    void publish_one(StoreFigures& out) {
        zone::Zone zone;
        zone.zone_id = kNewZone;
        zone.site_id = "S-1";
        zone.kind = zone::ZoneKind::protection;
        zone.status = zone::Status::draft;
        const geo::Position corner{m_request.region.box.min_x - 1, m_request.region.box.min_y - 1};
        zone.geometry = square_at(corner, 0.01);
        store::NewRecords records;
        records.zones = {zone};
        m_store->add(records, m_cancel, {});
        check_at(corner); // an index is made by whoever comes first
        step(zone::Step::submitted, "li");
        step(zone::Step::approved, "wang");
        out.seen_s = seconds_of([&] {
            out.publish_s = seconds_of([this] { step(zone::Step::published, "wang"); });
            if (check_at(corner) != 1) {
                throw failed_peer("check", "the published zone was not found");
            }
        });
    }

    static geo::Geometry square_at(const geo::Position& p, double size) {
        geo::Geometry out;
        out.polygons = {
            {{{p.x, p.y}, {p.x + size, p.y}, {p.x + size, p.y + size}, {p.x, p.y + size}, {p.x, p.y}}, {}}};
        return out;
    }

    void step(zone::Step step, const std::string& actor) {
        app::StepRequest request;
        request.step = step;
        request.versions = {{kNewZone, std::nullopt}};
        request.actor = actor;
        request.document = "bench";
        request.office = "bench";
        request.is_single_person = true; // one login does it all
        app::take_step(*m_store, request);
    }

    /// \returns findings
    std::size_t check_at(const geo::Position& corner) {
        const nlohmann::ordered_json feature{{"type", "Feature"},
                                             {"properties", nlohmann::json::object()},
                                             {"geometry", geo::to_geojson(square_at(corner, 0.002))}};
        const std::vector<intake::ReadOutcome> files{
            intake::read_bytes(feature.dump(), "application.geojson", {})};
        app::CheckRequest request;
        request.parameters.kind = "construction";
        const app::CheckContext context{*m_store, m_data.rules, m_data.accuracy};
        const auto results = app::check(context, files, request, m_cancel);
        const auto* result = std::get_if<result::CheckResult>(&results.front());
        return result == nullptr ? 0 : result->findings.size();
    }

    const StoreBenchRequest& m_request;
    const base::CancelToken& m_cancel;
    const base::Progress& m_progress;
    Generator m_generator;
    base::TemporaryDirectory m_folder;
    std::unique_ptr<store::Store> m_store;
    app::ProductData m_data = app::load_product_data();
};

} // namespace

bool StoreBenchReport::agrees() const {
    return std::all_of(stores.begin(), stores.end(), [this](const StoreFigures& figures) {
        return figures.digest == stores.front().digest && figures.problems == stores.front().problems;
    });
}

StoreBenchReport run_store_bench(const StoreBenchRequest& request, const base::CancelToken& cancel,
                                 const base::Progress& progress) {
    StoreBenchReport report;
    report.processor = processor_name();
    report.region = request.region.name;
    report.seed = request.seed;
    report.zones = std::size_t{2} * request.region.site_count;
    StoreBench bench(request, cancel, progress);
    for (const std::string& kind : request.stores) {
        report.stores.push_back(bench.measure(kind));
    }
    return report;
}

std::string store_bench_table(const StoreBenchReport& r, base::Language language) {
    const bool is_zh = language == base::Language::zh;
    std::string out =
        is_zh ? fmt::format("区域 {}，{} 个区划，种子 {}；处理器 {}；秒（墙上时钟）\n", r.region, r.zones,
                            r.seed, r.processor)
              : fmt::format("region {}, {} zones, seed {}; processor {}; seconds of a clock on the wall\n",
                            r.region, r.zones, r.seed, r.processor);
    out += is_zh ? "库          导入单位   导入区划   校验   公布一个   公布到核查可见\n"
                 : "store       sites in   zones in   validate   publish one   published and seen\n";
    for (const StoreFigures& s : r.stores) {
        out += fmt::format("{:<10}{:>10.1f}{:>11.1f}{:>11.1f}{:>14.3f}{:>20.3f}\n", s.store, s.import_sites_s,
                           s.import_zones_s, s.validate_s, s.publish_s, s.seen_s);
    }
    if (!r.agrees()) {
        out += is_zh ? "各库内容不一致\n" : "the stores do not hold the same\n";
    }
    return out;
}

std::string store_bench_json(const StoreBenchReport& r) {
    nlohmann::ordered_json stores = nlohmann::ordered_json::object();
    for (const StoreFigures& s : r.stores) {
        stores[s.store] = {{"import_sites_s", s.import_sites_s},
                           {"import_zones_s", s.import_zones_s},
                           {"validate_s", s.validate_s},
                           {"problems", s.problems},
                           {"publish_s", s.publish_s},
                           {"seen_s", s.seen_s},
                           {"digest", s.digest}};
    }
    const nlohmann::ordered_json out{{"region", {{"name", r.region}, {"zones", r.zones}}},
                                     {"seed", r.seed},
                                     {"stores", stores},
                                     {"agree", r.agrees()},
                                     {"machine", {{"processor", r.processor}}}};
    return out.dump() + "\n";
}

} // namespace liangxian::bench
