// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/bench/deliver_bench.hpp"

#include "core/app/compare.hpp"
#include "core/app/export.hpp"
#include "core/base/data_files.hpp"
#include "core/base/file.hpp"
#include "core/base/parallel.hpp"
#include "core/bench/cpu_clock.hpp"
#include "core/bench/generator.hpp"
#include "core/bench/region.hpp"
#include "core/bench/region_store.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <sys/resource.h>

#include <chrono>

namespace liangxian::bench {
namespace {

double seconds_of(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

double cpu_of(__rusage_who who) {
    rusage usage{};
    ::getrusage(who, &usage);
    return seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
}

/// Files are read by processes of their own.
double all_cpu_s() { return cpu_of(RUSAGE_SELF) + cpu_of(RUSAGE_CHILDREN); }

template <typename Work>
WorkFigures measured(const char* name, Work&& work) {
    const double cpu_s = all_cpu_s();
    const auto start = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
    return {name, all_cpu_s() - cpu_s, wall.count()};
}

} // namespace

DeliverBenchReport run_deliver_bench(const DeliverBenchRequest& request, const base::CancelToken& cancel,
                                     const base::Progress& progress) {
    DeliverBenchReport report;
    report.processor = processor_name();
    report.zones = request.zones / 2 * 2;
    report.seed = request.seed;
    const base::TemporaryDirectory folder;
    const auto file = folder.path() / "store.gpkg";
    write_region_store(Generator(region_of_sites(request.zones / 2), request.seed), file, cancel, progress);
    const auto store = store::open_store(file.string(), store::Access::read_only);

    app::ExportRequest delivery;
    delivery.out = folder.path() / "delivery.gdb";
    delivery.profile = "lswhbhx";
    delivery.counties = {"140600"}; // generated units name no county
    report.works.push_back(measured("deliver", [&] {
        report.delivered = app::export_store(*store, delivery, cancel).layers.front().features;
    }));

    const auto accuracy = zone::AccuracyDefaults::load(base::data_directory() / "profiles" / "accuracy.json");
    report.works.push_back(measured("compare", [&] {
        const app::ComparisonReport compared =
            app::compare_sides(*store, accuracy, "store", delivery.out.string(), {}, cancel);
        report.same = compared.comparison.counts[static_cast<std::size_t>(compare::LineStatus::same)];
    }));
    app::Side nameless = app::read_side(*store, accuracy, "store", {});
    const std::vector<compare::Line> lines = nameless.lines;
    for (compare::Line& line : nameless.lines) {
        compare::Line unnamed;
        unnamed.geometry = std::move(line.geometry);
        line = std::move(unnamed);
    }
    report.works.push_back(measured("compare-unnamed", [&] {
        const compare::Comparison compared =
            compare::compare(lines, nameless.lines, cancel, base::processor_count());
        report.unnamed_same = compared.counts[static_cast<std::size_t>(compare::LineStatus::same)];
        for (const compare::Ambiguity& group : compared.ambiguous) { // outlines that are one and the same
            report.unnamed_alike += group.a.size();
        }
    }));
    return report;
}

std::string deliver_bench_table(const DeliverBenchReport& r, base::Language language) {
    const bool is_zh = language == base::Language::zh;
    std::string out = is_zh ? fmt::format("{} 个界线，种子 {}；处理器 {}\n", r.zones, r.seed, r.processor)
                            : fmt::format("{} zones, seed {}; processor {}\n", r.zones, r.seed, r.processor);
    for (const WorkFigures& work : r.works) {
        out += fmt::format("{:<10} cpu {:8.2f} s   wall {:8.2f} s\n", work.name, work.cpu_s, work.wall_s);
    }
    if (!r.agrees()) {
        out +=
            is_zh
                ? fmt::format("交付 {}、一致 {}、无编号时一致 {}、图形相同难分 {}，与界线数不符\n",
                              r.delivered, r.same, r.unnamed_same, r.unnamed_alike)
                : fmt::format("{} were delivered, {} are the same, without names {} and {} alike: not all\n",
                              r.delivered, r.same, r.unnamed_same, r.unnamed_alike);
    }
    return out;
}

std::string deliver_bench_json(const DeliverBenchReport& r) {
    nlohmann::ordered_json out{{"zones", r.zones}, {"seed", r.seed}};
    for (const WorkFigures& work : r.works) {
        out[work.name] = {{"cpu_s", work.cpu_s}, {"wall_s", work.wall_s}};
    }
    out["delivered"] = r.delivered;
    out["same"] = r.same;
    out["unnamed_same"] = r.unnamed_same;
    out["unnamed_alike"] = r.unnamed_alike;
    out["agree"] = r.agrees();
    out["machine"] = {{"processor", r.processor}};
    return out.dump() + "\n";
}

} // namespace liangxian::bench
