// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/progress_line.hpp"
#include "core/bench/bench_report.hpp"
#include "core/bench/contender.hpp"
#include "core/bench/overlap_bench.hpp"

#include <fmt/format.h>

#include <memory>

namespace liangxian::cli {
namespace {

constexpr std::uint32_t kApplications = 10000;
constexpr std::uint32_t kQuickApplications = 2000;

struct OverlapWords {
    std::string region = "province";
    std::optional<std::uint32_t> applications;
    std::uint64_t seed = 1;
    std::vector<std::string> peers{"geos"};
    std::string keep;
    bool with_province_sized = false;
    bool quick = false;
    bool json = false;
};

bench::OverlapBenchRequest request_from(const OverlapWords& words) {
    bench::OverlapBenchRequest request;
    request.region = *bench::region_named(words.quick ? "quick" : words.region);
    request.applications = words.applications.value_or(words.quick ? kQuickApplications : kApplications);
    request.seed = words.seed;
    request.peers = words.peers;
    request.with_province_sized = words.with_province_sized;
    if (!words.keep.empty()) {
        request.keep_store = words.keep;
    }
    return request;
}

Exit run_overlap(const OverlapWords& words, const Audience& audience) {
    const bench::OverlapBenchReport report = bench::run_overlap_bench(
        request_from(words), cancel_on_interrupt(), progress_line(audience, {"生成", "generating"}));
    fmt::print("{}",
               words.json ? bench::bench_json(report) : bench::bench_table(report, audience.language()));
    return report.agrees() ? Exit::done : Exit::incomplete;
}

void add_overlap_options(CLI::App& command, OverlapWords& words) {
    command.add_option("--region", words.region, "province (107,750 zones) or country (1,533,400) 范围")
        ->check(CLI::IsMember({"province", "country"}))
        ->capture_default_str();
    command
        .add_option("--applications", words.applications, "how many, default 10,000 (quick 2,000) 申请个数")
        ->check(CLI::Range(1U, 10000000U));
    command.add_option("--seed", words.seed, "the same seed makes the same data on every machine 种子")
        ->capture_default_str();
    command.add_option("--peers", words.peers, "postgis,qgis,geos,spatialite 对比程序")
        ->delimiter(',')
        ->check(CLI::IsMember(bench::peer_names()))
        ->capture_default_str();
    command.add_option("--keep", words.keep, "leave the generated store in this new file 保留生成的库");
    command.add_flag("--province-sized", words.with_province_sized,
                     "one more application: 20,000 vertices over most of the region 省域大小的申请");
    command.add_flag("--quick", words.quick, "20,000 zones whatever --region says; ends in 40 s 快速");
    command.add_flag("--json", words.json, "figures for programs 供程序读取");
    command.footer(
        "Peers are Debian packages 对比程序的软件包:\n"
        "  postgis     postgresql-15 postgresql-15-postgis-3 (a private server, started and removed)\n"
        "  qgis        qgis\n"
        "  geos        libgeos-c1v5 (always there)\n"
        "  spatialite  libsqlite3-mod-spatialite\n"
        "Exit status 4: some pair or area differs 有不一致时退出状态为 4.");
}

} // namespace

void add_bench(CLI::App& app, Action& action) {
    CLI::App* bench = app.add_subcommand("bench", "measure ourselves and others on generated data 对比测试");
    bench->require_subcommand(1);
    CLI::App* overlap = bench->add_subcommand(
        "overlap",
        "which applications overlap which zones: CPU seconds, and pair by pair whether all agree 重叠分析");
    const auto words = std::make_shared<OverlapWords>();
    add_overlap_options(*overlap, *words);
    overlap->callback([words, &action] {
        action = [words](const Audience& audience) { return run_overlap(*words, audience); };
    });
}

} // namespace liangxian::cli
