// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/commands.hpp"
#include "cli/interrupt.hpp"
#include "cli/progress_line.hpp"
#include "cli/usage.hpp"
#include "core/bench/stats_bench.hpp"

#include <fmt/format.h>

#include <memory>

namespace liangxian::cli {
namespace {

struct StatsBenchWords {
    std::uint32_t sites = 5000;
    std::uint64_t seed = 1;
    bool json = false;
};

Exit run_stats_bench(const StatsBenchWords& words, const Audience& audience) {
    bench::StatsBenchRequest request;
    request.region = bench::region_of_sites(words.sites);
    request.seed = words.seed;
    const bench::StatsBenchReport r = bench::run_stats_bench(request, cancel_on_interrupt(),
                                                             progress_line(audience, {"生成", "generating"}));
    if (words.json) {
        fmt::print("{}", bench::stats_bench_json(r));
    } else {
        audience.tell({fmt::format("{} 处文物，{} 个界线，{} 条四有登记：统计 {:.2f} 秒，JSON {} 字节",
                                   r.sites, r.zones, r.statements, r.stats_s, r.bytes),
                       fmt::format("{} sites, {} zones, {} statements: stats in {:.2f} s, {} bytes of JSON",
                                   r.sites, r.zones, r.statements, r.stats_s, r.bytes)});
    }
    return r.agrees ? Exit::done : Exit::incomplete;
}

} // namespace

void add_bench_stats(CLI::App& bench, const Audience& audience, Action& action) {
    CLI::App* stats = bench.add_subcommand(
        "stats",
        audience.say({"按县、级别、年份统计一个库的时间", "counting a store by county, level and year"}));
    const auto words = std::make_shared<StatsBenchWords>();
    stats
        ->add_option("--sites", words->sites,
                     audience.say({"文物个数，各有两个界线", "sites, two zones each"}))
        ->check(CLI::Range(1U, 1000000U))
        ->capture_default_str();
    stats->add_option("--seed", words->seed, audience.say({"生成数据的种子", "of the generated data"}))
        ->capture_default_str();
    stats->add_flag("--json", words->json, audience.say({"供程序读取的数字", "figures for programs"}));
    stats->callback([words, &action] {
        action = [words](const Audience& reader) { return run_stats_bench(*words, reader); };
    });
}

} // namespace liangxian::cli
