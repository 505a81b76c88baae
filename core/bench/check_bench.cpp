// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/bench/check_bench.hpp"

#include "core/app/check.hpp"
#include "core/app/product_data.hpp"
#include "core/app/zone_index_file.hpp"
#include "core/app/zone_lookup.hpp"
#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/base/instruction_set.hpp"
#include "core/base/program_run.hpp"
#include "core/bench/applications.hpp"
#include "core/bench/cpu_clock.hpp"
#include "core/bench/pair_counter.hpp"
#include "core/bench/peers.hpp"
#include "core/bench/region_store.hpp"
#include "core/geo/geojson.hpp"
#include "core/intake/read.hpp"
#include "core/overlap/index_join.hpp"

#include <fmt/format.h>
#include <malloc.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace liangxian::bench {
namespace {

constexpr double kMicroseconds = 1e6;

template <typename Work>
double cpu_us_of(Work&& work) {
    const ThreadStopwatch clock;
    work();
    return clock.cpu_s() * kMicroseconds;
}

double at(std::vector<double>& sorted, double share) {
    const auto last = static_cast<double>(sorted.size() - 1);
    return sorted[static_cast<std::size_t>(share * last)];
}

Spread spread_of(std::vector<double> times_us) {
    std::sort(times_us.begin(), times_us.end());
    return {at(times_us, 0.5), at(times_us, 0.99), times_us.back()};
}

std::string geojson_of(const geo::Geometry& application) {
    const nlohmann::ordered_json feature{{"type", "Feature"},
                                         {"properties", nlohmann::json::object()},
                                         {"geometry", geo::to_geojson(application)}};
    return feature.dump();
}

class CheckBench {
public:
    CheckBench(const CheckBenchRequest& request, const base::CancelToken& cancel, CheckBenchReport& report)
        : m_request(request), m_cancel(cancel), m_generator(request.region, request.seed), m_report(report),
          m_applications(make_applications(m_generator.landscape(), request.applications)) {}

    void run(const base::Progress& progress) {
        m_path = m_request.store.value_or(m_folder.path() / "region.gpkg");
        if (!std::filesystem::exists(m_path)) {
            write_region_store(m_generator, m_path, m_cancel, progress);
        }
        m_store = store::open_store(m_path.string(), store::Access::read_only);
        m_report.store_bytes = std::filesystem::file_size(m_path);
        time_index();
        time_cold_starts();
        open_index();
        time_joins();
        time_finds();
        time_checks();
        if (m_request.with_qgis) {
            time_qgis();
        }
    }

private:
    void time_index() {
        const app::ZoneIndexFile file(m_store->location());
        m_report.make_index_cpu_s = cpu_us_of([&] { file.make(*m_store, m_cancel); }) / kMicroseconds;
        m_report.open_index_cpu_us = cpu_us_of([&] { app::ZoneLookup::open(*m_store, m_cancel); });
    }

    void open_index() {
        m_index = app::ZoneIndexFile(m_store->location()).open();
        if (m_index == nullptr) {
            throw base::FileError("index-file", {"索引没有写成", "the index was not written"});
        }
        m_report.records = m_index->record_count();
        m_report.index_bytes = m_index->size_bytes();
    }

    void time_joins() {
        overlap::IndexJoin join(*m_index);
        overlap::ApplicationArea area;
        const overlap::RecordFilter filter;
        const auto ask = [&](const geo::Geometry& application, PairCounter& counter) {
            area.assign(application);
            join.run(area, filter, counter);
        };
        PairCounter warm;
        PairCounter counter;
        std::vector<double> times_us;
        for (const geo::Geometry& application : m_applications) {
            m_cancel.throw_if_cancelled();
            ask(application, warm);
            times_us.push_back(cpu_us_of([&] { ask(application, counter); }));
        }
        m_report.join = spread_of(std::move(times_us));
        m_report.pairs = counter.pairs();
        const geo::Geometry large = province_sized_application(m_generator.landscape());
        ask(large, warm);
        PairCounter inside;
        m_report.province_sized_ms = cpu_us_of([&] { ask(large, inside); }) / 1000;
        m_report.province_sized_pairs = inside.pairs();
    }

    void time_finds() {
        const app::ZoneLookup lookup = app::ZoneLookup::open(*m_store, m_cancel);
        const overlap::OverlapParameters parameters;
        std::vector<double> times_us;
        for (const geo::Geometry& application : m_applications) {
            m_cancel.throw_if_cancelled();
            times_us.push_back(cpu_us_of([&] {
                overlap::PairComputer pairs(application, parameters);
                lookup.find(pairs, parameters, {}, m_data.accuracy);
            }));
        }
        m_report.find = spread_of(std::move(times_us));
    }

    void time_checks() {
        const app::CheckContext context{*m_store, m_data.rules, m_data.accuracy};
        app::CheckRequest request;
        request.parameters.kind = "construction";
        std::vector<double> times_us;
        for (const geo::Geometry& application : m_applications) {
            const std::vector<intake::ReadOutcome> files{
                intake::read_bytes(geojson_of(application), "application.geojson", {})};
            times_us.push_back(cpu_us_of([&] { app::check(context, files, request, m_cancel); }));
        }
        m_report.check = spread_of(std::move(times_us));
    }

    /// The kernel counts what a process held before it became the program: so we hold little ourselves.
    void time_cold_starts() {
        ::malloc_trim(0);
        const std::filesystem::path file = m_folder.path() / "application.geojson";
        std::vector<double> starts_ms;
        std::vector<double> checks_ms;
        for (std::uint32_t i = 0; i < m_request.cold_starts; ++i) {
            m_cancel.throw_if_cancelled();
            base::write_file_atomically(file, geojson_of(m_applications[i % m_applications.size()]));
            starts_ms.push_back(run_own({"--version"}).cpu_s * 1000);
            const base::ProgramRun run =
                run_own({"check", m_path.string(), file.string(), "--format", "json"});
            checks_ms.push_back(run.cpu_s * 1000);
            m_report.cold_memory_mb =
                std::max(m_report.cold_memory_mb, static_cast<double>(run.peak_memory_bytes) / 1e6);
        }
        std::sort(starts_ms.begin(), starts_ms.end());
        std::sort(checks_ms.begin(), checks_ms.end());
        m_report.start_cpu_ms = at(starts_ms, 0.5);
        m_report.cold_cpu_ms = at(checks_ms, 0.5);
        m_report.cold_largest_cpu_ms = checks_ms.back();
    }

    base::ProgramRun run_own(const std::vector<std::string>& arguments) const {
        std::vector<std::string> words{m_request.program.string()};
        words.insert(words.end(), arguments.begin(), arguments.end());
        base::ProgramRun run = base::run_program(words, {});
        if (run.status != 0) {
            throw failed_peer("liangxian", run.output);
        }
        return run;
    }

    void time_qgis() {
        const auto qgis = make_qgis_peer();
        qgis->load(m_path);
        m_report.qgis_cpu_s = qgis->run({m_applications.front()}).cpu_s;
    }

    const CheckBenchRequest& m_request;
    const base::CancelToken& m_cancel;
    Generator m_generator;
    CheckBenchReport& m_report;
    std::vector<geo::Geometry> m_applications;
    base::TemporaryDirectory m_folder;
    std::filesystem::path m_path;
    std::unique_ptr<store::Store> m_store;
    std::shared_ptr<const index::ZoneIndex> m_index;
    app::ProductData m_data = app::load_product_data();
};

} // namespace

CheckBenchReport run_check_bench(const CheckBenchRequest& request, const base::CancelToken& cancel,
                                 const base::Progress& progress) {
    CheckBenchReport report;
    report.processor = processor_name();
    report.instruction_set = base::name_of(base::instruction_set());
    report.region = request.region.name;
    report.seed = request.seed;
    report.applications = request.applications;
    report.zones = std::size_t{2} * request.region.site_count;
    CheckBench(request, cancel, report).run(progress);
    return report;
}

std::string check_bench_table(const CheckBenchReport& r, base::Language language) {
    const double per_zone_us = r.make_index_cpu_s * kMicroseconds / static_cast<double>(r.zones);
    const double bytes_per_zone = static_cast<double>(r.index_bytes) / static_cast<double>(r.zones);
    std::string out;
    const auto line = [&](const std::string& zh, const std::string& en) {
        out += (language == base::Language::zh ? zh : en) + "\n";
    };
    line(fmt::format("区域 {}，{} 个区划，种子 {}；处理器 {}（{}）", r.region, r.zones, r.seed, r.processor,
                     r.instruction_set),
         fmt::format("region {}, {} zones, seed {}; processor {} ({})", r.region, r.zones, r.seed,
                     r.processor, r.instruction_set));
    line(
        fmt::format(
            "索引：{} 条记录，{:.1f} MB，每区划 {:.0f} 字节；建立 CPU {:.2f} 秒（每区划 {:.1f} 微秒），打开 {:.0f} 微秒",
            r.records, static_cast<double>(r.index_bytes) / 1e6, bytes_per_zone, r.make_index_cpu_s,
            per_zone_us, r.open_index_cpu_us),
        fmt::format(
            "index: {} records, {:.1f} MB, {:.0f} bytes a zone; made in {:.2f} s CPU ({:.1f} µs a zone), opened in {:.0f} µs",
            r.records, static_cast<double>(r.index_bytes) / 1e6, bytes_per_zone, r.make_index_cpu_s,
            per_zone_us, r.open_index_cpu_us));
    line(fmt::format("\n{} 个申请，{} 对重叠；CPU 微秒       p50       p99      最大", r.applications,
                     r.pairs),
         fmt::format("\n{} applications, {} overlapping pairs; CPU µs   p50       p99   largest",
                     r.applications, r.pairs));
    const auto spread = [&](const char* zh, const char* en, const Spread& s) {
        line(fmt::format("  {}：{:.1f}  {:.1f}  {:.1f}", zh, s.p50_us, s.p99_us, s.largest_us),
             fmt::format("  {:<44}{:>9.1f} {:>9.1f} {:>9.1f}", en, s.p50_us, s.p99_us, s.largest_us));
    };
    spread("关系、交集、面积", "relations, intersections, areas", r.join);
    spread("加碎片、份额、判定带、邻近", "and slivers, shares, bands, what is near", r.find);
    spread("完整核查（含读库、规则）", "the whole check, store and rules included", r.check);
    line(fmt::format("省域大小的申请（20,000 个顶点）：{:.2f} 毫秒，{} 对", r.province_sized_ms,
                     r.province_sized_pairs),
         fmt::format("province-sized application (20,000 vertices): {:.2f} ms, {} pairs", r.province_sized_ms,
                     r.province_sized_pairs));
    line(
        fmt::format(
            "\n冷启动 liangxian check：CPU {:.1f} 毫秒（其中启动 {:.1f}），最大 {:.1f}；常驻内存 {:.1f} MB",
            r.cold_cpu_ms, r.start_cpu_ms, r.cold_largest_cpu_ms, r.cold_memory_mb),
        fmt::format(
            "\ncold liangxian check: {:.1f} ms CPU (of which any start {:.1f}), largest {:.1f}; resident {:.1f} MB",
            r.cold_cpu_ms, r.start_cpu_ms, r.cold_largest_cpu_ms, r.cold_memory_mb));
    if (r.qgis_cpu_s) {
        line(fmt::format("qgis_process（native:intersection）：CPU {:.2f} 秒，{:.0f} 倍", *r.qgis_cpu_s,
                         *r.qgis_cpu_s * 1000 / r.cold_cpu_ms),
             fmt::format("qgis_process (native:intersection): {:.2f} s CPU, {:.0f} times", *r.qgis_cpu_s,
                         *r.qgis_cpu_s * 1000 / r.cold_cpu_ms));
    }
    return out;
}

std::string check_bench_json(const CheckBenchReport& r) {
    const auto spread = [](const Spread& s) {
        return nlohmann::ordered_json{
            {"p50_us", s.p50_us}, {"p99_us", s.p99_us}, {"largest_us", s.largest_us}};
    };
    nlohmann::ordered_json out{
        {"region", {{"name", r.region}, {"zones", r.zones}, {"records", r.records}}},
        {"seed", r.seed},
        {"applications", r.applications},
        {"pairs", r.pairs},
        {"index",
         {{"bytes", r.index_bytes},
          {"make_cpu_s", r.make_index_cpu_s},
          {"open_cpu_us", r.open_index_cpu_us}}},
        {"join", spread(r.join)},
        {"find", spread(r.find)},
        {"check", spread(r.check)},
        {"province_sized", {{"join_ms", r.province_sized_ms}, {"pairs", r.province_sized_pairs}}},
        {"cold",
         {{"start_cpu_ms", r.start_cpu_ms},
          {"check_cpu_ms", r.cold_cpu_ms},
          {"largest_cpu_ms", r.cold_largest_cpu_ms},
          {"memory_mb", r.cold_memory_mb}}},
        {"store_bytes", r.store_bytes},
        {"machine", {{"processor", r.processor}, {"instruction_set", r.instruction_set}}}};
    if (r.qgis_cpu_s) {
        out["qgis"] = {{"cpu_s", *r.qgis_cpu_s}, {"ratio", *r.qgis_cpu_s * 1000 / r.cold_cpu_ms}};
    }
    return out.dump() + "\n";
}

} // namespace liangxian::bench
