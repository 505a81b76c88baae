// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/progress_line.hpp"
#include "cli/usage.hpp"
#include "core/bench/bench_report.hpp"
#include "core/bench/check_bench.hpp"
#include "core/bench/contender.hpp"
#include "core/bench/deliver_bench.hpp"
#include "core/bench/growth_bench.hpp"
#include "core/bench/overlap_bench.hpp"
#include "core/bench/store_bench.hpp"

#include <fmt/format.h>

#include <filesystem>
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

void add_overlap_options(CLI::App& command, const Audience& audience, OverlapWords& words) {
    const auto say = [&audience](const char* zh, const char* en) { return audience.say({zh, en}); };
    choose_from(*command
                     .add_option("--region", words.region,
                                 say("province（107,750 个界线）或 country（1,533,400 个）",
                                     "province (107,750 zones) or country (1,533,400)"))
                     ->capture_default_str(),
                {"province", "country"});
    command
        .add_option(
            "--applications", words.applications,
            say("申请个数，缺省 10,000（--quick 时 2,000）", "how many, default 10,000 (quick 2,000)"))
        ->check(CLI::Range(1U, 10000000U));
    command
        .add_option(
            "--seed", words.seed,
            say("种子：相同则各机器生成的数据相同", "the same seed makes the same data on every machine"))
        ->capture_default_str();
    choose_from(*command
                     .add_option("--peers", words.peers,
                                 say("对比程序，以逗号分隔", "the programs to compare with, commas between"))
                     ->delimiter(',')
                     ->capture_default_str(),
                bench::peer_names());
    command.add_option("--keep", words.keep,
                       say("把生成的库留在这个新文件中", "leave the generated store in this new file"));
    command.add_flag("--province-sized", words.with_province_sized,
                     say("另加一个省域大小的申请：20,000 个顶点",
                         "one more application: 20,000 vertices over most of the region"));
    command.add_flag(
        "--quick", words.quick,
        say("只用 20,000 个界线，40 秒内结束", "20,000 zones whatever --region says; ends in 40 s"));
    command.add_flag("--json", words.json, say("供程序读取的数字", "figures for programs"));
    command.footer(
        say("对比程序的软件包：\n"
            "  postgis     postgresql-15 postgresql-15-postgis-3（自建服务，用后删除）\n"
            "  qgis        qgis\n"
            "  geos        libgeos-c1v5（总是有）\n"
            "  spatialite  libsqlite3-mod-spatialite\n"
            "有不一致时退出状态为 4。",
            "Peers are Debian packages:\n"
            "  postgis     postgresql-15 postgresql-15-postgis-3 (a private server, started and removed)\n"
            "  qgis        qgis\n"
            "  geos        libgeos-c1v5 (always there)\n"
            "  spatialite  libsqlite3-mod-spatialite\n"
            "Exit status 4: some pair or area differs."));
}

struct CheckBenchWords {
    std::string region = "province";
    std::uint32_t applications = 1000;
    std::uint64_t seed = 1;
    std::string store;
    bool with_qgis = false;
    bool json = false;
};

Exit run_check_bench(const CheckBenchWords& words, const Audience& audience) {
    bench::CheckBenchRequest request;
    request.region = *bench::region_named(words.region);
    request.applications = words.applications;
    request.seed = words.seed;
    request.with_qgis = words.with_qgis;
    request.program = std::filesystem::canonical("/proc/self/exe");
    if (!words.store.empty()) {
        request.store = words.store;
    }
    const bench::CheckBenchReport report = bench::run_check_bench(
        request, cancel_on_interrupt(), progress_line(audience, {"生成", "generating"}));
    fmt::print("{}", words.json ? bench::check_bench_json(report)
                                : bench::check_bench_table(report, audience.language()));
    return Exit::done;
}

void add_check_bench_options(CLI::App& command, const Audience& audience, CheckBenchWords& words) {
    const auto say = [&audience](const char* zh, const char* en) { return audience.say({zh, en}); };
    choose_from(*command
                     .add_option("--region", words.region,
                                 say("quick（20,000 个界线）、province（107,750）或 country（1,533,400）",
                                     "quick (20,000 zones), province (107,750) or country (1,533,400)"))
                     ->capture_default_str(),
                {"quick", "province", "country"});
    command
        .add_option("--applications", words.applications,
                    say("逐个核查的申请个数", "how many are checked one by one"))
        ->check(CLI::Range(1U, 1000000U))
        ->capture_default_str();
    command.add_option("--seed", words.seed, say("生成数据的种子", "of the generated data"))
        ->capture_default_str();
    command.add_option("--store", words.store,
                       say("生成的库：已有则使用，没有则建在这里",
                           "the generated store: used when it is there, else left there"));
    command.add_flag("--qgis", words.with_qgis,
                     say("同时启动 qgis_process 作对比", "start qgis_process for the same, too"));
    command.add_flag("--json", words.json, say("供程序读取的数字", "figures for programs"));
}

struct GrowthWords {
    bench::GrowthBenchRequest request;
    bool json = false;
};

Exit run_growth(const GrowthWords& words, const Audience& audience) {
    const bench::GrowthBenchReport report = bench::run_growth_bench(
        words.request, cancel_on_interrupt(), progress_line(audience, {"测量", "measuring"}));
    fmt::print("{}", words.json ? bench::growth_bench_json(report)
                                : bench::growth_bench_table(report, audience.language()));
    return report.agrees() ? Exit::done : Exit::incomplete;
}

void add_growth_options(CLI::App& command, const Audience& audience, GrowthWords& words) {
    const auto say = [&audience](const char* zh, const char* en) { return audience.say({zh, en}); };
    command
        .add_option("--tiles", words.request.tiles,
                    say("同样的界线有几份，逐次增加；只有一份在申请处",
                        "how many copies of the zones, step by step; one of them lies at the applications"))
        ->delimiter(',')
        ->check(CLI::Range(1U, 64U))
        ->capture_default_str();
    command
        .add_option("--sites", words.request.sites_per_tile,
                    say("每份的文物保护单位个数，各有两个界线", "sites of one copy, two zones each"))
        ->check(CLI::Range(200U, 100000U))
        ->capture_default_str();
    command.add_option("--applications", words.request.applications, say("申请个数", "how many"))
        ->check(CLI::Range(1U, 10000000U))
        ->capture_default_str();
    command.add_option("--seed", words.request.seed, say("生成数据的种子", "of the generated data"))
        ->capture_default_str();
    command.add_flag("--json", words.json, say("供程序读取的数字", "figures for programs"));
}

struct StoreBenchWords {
    std::string region = "province";
    std::uint64_t seed = 1;
    std::vector<std::string> stores{"gpkg"};
    bool json = false;
};

Exit run_store_bench(const StoreBenchWords& words, const Audience& audience) {
    bench::StoreBenchRequest request;
    request.region = *bench::region_named(words.region);
    request.seed = words.seed;
    request.stores = words.stores;
    const bench::StoreBenchReport report =
        bench::run_store_bench(request, cancel_on_interrupt(), progress_line(audience, {"记录", "records"}));
    fmt::print("{}", words.json ? bench::store_bench_json(report)
                                : bench::store_bench_table(report, audience.language()));
    return report.agrees() ? Exit::done : Exit::incomplete;
}

void add_store_bench_options(CLI::App& command, const Audience& audience, StoreBenchWords& words) {
    const auto say = [&audience](const char* zh, const char* en) { return audience.say({zh, en}); };
    choose_from(*command
                     .add_option("--region", words.region,
                                 say("quick（20,000 个界线）、province（107,750）或 country（1,533,400）",
                                     "quick (20,000 zones), province (107,750) or country (1,533,400)"))
                     ->capture_default_str(),
                {"quick", "province", "country"});
    command.add_option("--seed", words.seed, say("生成数据的种子", "of the generated data"))
        ->capture_default_str();
    choose_from(*command
                     .add_option("--stores", words.stores,
                                 say("哪种库，以逗号分隔；postgis 自建服务，用后删除",
                                     "kinds of store, commas between; postgis starts a private server"))
                     ->delimiter(',')
                     ->capture_default_str(),
                {"gpkg", "postgis"});
    command.add_flag("--json", words.json, say("供程序读取的数字", "figures for programs"));
}

struct DeliverWords {
    bench::DeliverBenchRequest request;
    bool json = false;
};

Exit run_deliver_bench(const DeliverWords& words, const Audience& audience) {
    const bench::DeliverBenchReport report = bench::run_deliver_bench(
        words.request, cancel_on_interrupt(), progress_line(audience, {"生成", "generating"}));
    fmt::print("{}", words.json ? bench::deliver_bench_json(report)
                                : bench::deliver_bench_table(report, audience.language()));
    return report.agrees() ? Exit::done : Exit::incomplete;
}

void add_deliver_bench(CLI::App& bench, const Audience& audience, Action& action) {
    const auto say = [&audience](const char* zh, const char* en) { return audience.say({zh, en}); };
    CLI::App* command = bench.add_subcommand(
        "deliver", say("交付一个生成的库并与之比对的时间",
                       "how long a generated store takes to be delivered and compared with its delivery"));
    const auto words = std::make_shared<DeliverWords>();
    command->add_option("--zones", words->request.zones, say("界线个数", "how many zones"))
        ->check(CLI::Range(400U, 2000000U))
        ->capture_default_str();
    command->add_option("--seed", words->request.seed, say("生成数据的种子", "of the generated data"))
        ->capture_default_str();
    command->add_flag("--json", words->json, say("供程序读取的数字", "figures for programs"));
    command->callback([words, &action] {
        action = [words](const Audience& reader) { return run_deliver_bench(*words, reader); };
    });
}

} // namespace

void add_bench(CLI::App& app, const Audience& audience, Action& action) {
    CLI::App* bench = app.add_subcommand(
        "bench",
        audience.say({"用生成的数据与其他程序对比", "measure ourselves and others on generated data"}));
    bench->require_subcommand(1);
    CLI::App* overlap = bench->add_subcommand(
        "overlap",
        audience.say({"哪些申请压占哪些界线：CPU 秒数，逐对核对是否一致",
                      "which applications overlap which zones: CPU seconds, and pair by pair whether "
                      "all agree"}));
    const auto words = std::make_shared<OverlapWords>();
    add_overlap_options(*overlap, audience, *words);
    overlap->callback([words, &action] {
        action = [words](const Audience& reader) { return run_overlap(*words, reader); };
    });
    CLI::App* check = bench->add_subcommand(
        "check", audience.say({"单个核查与冷启动的 CPU 时间、内存",
                               "CPU time and memory of single checks and of cold starts"}));
    const auto check_words = std::make_shared<CheckBenchWords>();
    add_check_bench_options(*check, audience, *check_words);
    check->callback([check_words, &action] {
        action = [check_words](const Audience& reader) { return run_check_bench(*check_words, reader); };
    });
    CLI::App* growth = bench->add_subcommand(
        "growth",
        audience.say({"界线增多而压占不变时，每个申请的 CPU 时间",
                      "CPU time of an application as the zones grow in number and its hits do not"}));
    const auto growth_words = std::make_shared<GrowthWords>();
    add_growth_options(*growth, audience, *growth_words);
    growth->callback([growth_words, &action] {
        action = [growth_words](const Audience& reader) { return run_growth(*growth_words, reader); };
    });
    CLI::App* store = bench->add_subcommand(
        "store", audience.say({"导入、校验、公布到核查可见的时间",
                               "how long importing, validating and publishing take in each kind of store"}));
    const auto store_words = std::make_shared<StoreBenchWords>();
    add_store_bench_options(*store, audience, *store_words);
    store->callback([store_words, &action] {
        action = [store_words](const Audience& reader) { return run_store_bench(*store_words, reader); };
    });
    add_deliver_bench(*bench, audience, action);
    add_bench_stats(*bench, audience, action);
    add_bench_serve(*bench, audience, action);
}

} // namespace liangxian::cli
