// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/progress_line.hpp"
#include "cli/usage.hpp"
#include "core/bench/serve_bench.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <optional>

namespace liangxian::cli {
namespace {

struct ServeBenchWords {
    std::string region = "province";
    std::optional<std::uint32_t> sites;
    std::uint64_t seed = 1;
    std::uint32_t requests = 200;
    std::vector<std::string> peers;
    std::vector<std::string> cases;
    std::string store;
    bool json = false;
};

Exit run_serve_bench(const ServeBenchWords& words, const Audience& audience) {
    bench::ServeBenchRequest request;
    request.region = words.sites ? bench::region_of_sites(*words.sites) : *bench::region_named(words.region);
    request.seed = words.seed;
    request.requests = words.requests;
    request.peers = words.peers;
    request.cases = words.cases;
    request.program = std::filesystem::canonical("/proc/self/exe");
    if (!words.store.empty()) {
        request.store = words.store;
    }
    const bench::ServeBenchReport report = bench::run_serve_bench(
        request, cancel_on_interrupt(), progress_line(audience, {"测量", "measuring"}));
    fmt::print("{}", words.json ? bench::serve_bench_json(report)
                                : bench::serve_bench_table(report, audience.language()));
    return report.agrees() ? Exit::done : Exit::incomplete;
}

} // namespace

void add_bench_serve(CLI::App& bench, const Audience& audience, Action& action) {
    const auto say = [&audience](const char* zh, const char* en) { return audience.say({zh, en}); };
    CLI::App* command = bench.add_subcommand(
        "serve", say("一张图服务每次请求的 CPU 时间，与其他地图服务对比",
                     "CPU time of requests to the one-map server, and to other servers on the same data"));
    const auto words = std::make_shared<ServeBenchWords>();
    choose_from(*command
                     ->add_option("--region", words->region,
                                  say("quick（20,000 个界线）、province（107,750）或 country（1,533,400）",
                                      "quick (20,000 zones), province (107,750) or country (1,533,400)"))
                     ->capture_default_str(),
                {"quick", "province", "country"});
    command
        ->add_option(
            "--sites", words->sites,
            say("改用这么多处文物的一块，各有两个界线", "a piece of so many sites instead, two zones each"))
        ->check(CLI::Range(10U, 1000000U));
    command->add_option("--seed", words->seed, say("生成数据的种子", "of the generated data"))
        ->capture_default_str();
    command->add_option("--requests", words->requests, say("每种请求的个数", "how many of each kind"))
        ->check(CLI::Range(10U, 100000U))
        ->capture_default_str();
    choose_from(*command
                     ->add_option("--peers", words->peers,
                                  say("对比程序，以逗号分隔", "the programs to compare with, commas between"))
                     ->delimiter(','),
                bench::serve_peer_names());
    choose_from(
        *command->add_option("--cases", words->cases, say("只测这几种请求", "these kinds of request only"))
             ->delimiter(','),
        bench::serve_case_names());
    command->add_option("--store", words->store,
                        say("生成的库：已有则使用，没有则建在这里",
                            "the generated store: used when it is there, else left there"));
    command->add_flag("--json", words->json, say("供程序读取的数字", "figures for programs"));
    command->footer(say("对比程序的软件包：\n"
                        "  mapserv  cgi-mapserver（FastCGI）\n"
                        "  qgis     qgis-server（FastCGI）\n"
                        "有失败或要素个数不一致时退出状态为 4。",
                        "Peers are Debian packages:\n"
                        "  mapserv  cgi-mapserver (FastCGI)\n"
                        "  qgis     qgis-server (FastCGI)\n"
                        "Exit status 4: some request failed, or features differ in number."));
    command->callback([words, &action] {
        action = [words](const Audience& reader) { return run_serve_bench(*words, reader); };
    });
}

} // namespace liangxian::cli
