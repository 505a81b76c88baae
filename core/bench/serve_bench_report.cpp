// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/number.hpp"
#include "core/bench/serve_bench.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace liangxian::bench {
namespace {

using nlohmann::ordered_json;

double ratio_of(const ServedFigures& ours, const ServedFigures& peer) {
    return ours.cpu_ms > 0 ? peer.cpu_ms / ours.cpu_ms : 0;
}

double cpu_s_of(const ServedFigures& figures) {
    return figures.cpu_ms * static_cast<double>(figures.requests) / 1000;
}

ordered_json figures_json(const ServedFigures& figures) {
    return {{"cpu_ms", figures.cpu_ms}, {"p50_ms", figures.p50_ms},     {"p99_ms", figures.p99_ms},
            {"bytes", figures.bytes},   {"features", figures.features}, {"failed", figures.failed}};
}

ordered_json case_json(const ServedCase& one) {
    const ServedFigures& ours = one.servers.at("ours");
    ordered_json out{{"name", one.name}, {"requests", ours.requests}, {"ours", figures_json(ours)}};
    out["peers"] = ordered_json::object();
    for (const auto& [name, figures] : one.servers) {
        if (name != "ours") {
            out["peers"][name] = figures_json(figures);
            out["peers"][name]["ratio"] = ratio_of(ours, figures);
            out["peers"][name]["agree"] = one.agrees(name);
        }
    }
    return out;
}

/// Over all kinds of request that the peer has.
ordered_json whole_of(const ServeBenchReport& report, const std::string& peer) {
    double ours_s = 0;
    double theirs_s = 0;
    bool agree = true;
    for (const ServedCase& one : report.cases) {
        if (one.servers.count(peer) != 0) {
            ours_s += cpu_s_of(one.servers.at("ours"));
            theirs_s += cpu_s_of(one.servers.at(peer));
            agree = agree && one.agrees(peer);
        }
    }
    return {{"cpu_s", theirs_s},
            {"ratio", ours_s > 0 ? ordered_json(theirs_s / ours_s) : ordered_json()},
            {"agree", agree},
            {"memory_bytes", report.memory_bytes.at(peer)}};
}

std::string cell(const ServedCase& one, const std::string& server) {
    const auto found = one.servers.find(server);
    if (found == one.servers.end()) {
        return fmt::format("{:>10} {:>8}", "-", "-");
    }
    return fmt::format("{:>10.3f} {:>8.1f}", found->second.cpu_ms,
                       ratio_of(one.servers.at("ours"), found->second));
}

} // namespace

std::string serve_bench_table(const ServeBenchReport& report, base::Language language) {
    const auto say = [language](const std::string& zh, const std::string& en) {
        return (language == base::Language::zh ? zh : en) + "\n";
    };
    const std::string zones = base::grouped(static_cast<double>(report.zones), 0);
    std::string out = say(fmt::format("区域 {}，{} 个界线，种子 {}；处理器 {}；我方启动 {:.1f} 秒",
                                      report.region, zones, report.seed, report.processor, report.start_s),
                          fmt::format("region {}, {} zones, seed {}; processor {}; ours started in {:.1f} s",
                                      report.region, zones, report.seed, report.processor, report.start_s));
    out += say("每次请求的 CPU 毫秒数（全部进程）；倍数 = 对方 / 我方",
               "CPU milliseconds a request, all processes; ratio = theirs / ours");
    out += fmt::format("{:<22} {:>9} {:>10} {:>8} {:>8}", "", "n", "ours", "p50 ms", "p99 ms");
    for (const auto& [name, bytes] : report.memory_bytes) {
        out += name == "ours" ? "" : fmt::format(" {:>10} {:>8}", name, "x");
    }
    out += "\n";
    for (const ServedCase& one : report.cases) {
        const ServedFigures& ours = one.servers.at("ours");
        out += fmt::format("{:<22} {:>9} {:>10.3f} {:>8.2f} {:>8.2f}", one.name, ours.requests, ours.cpu_ms,
                           ours.p50_ms, ours.p99_ms);
        for (const auto& [name, bytes] : report.memory_bytes) {
            if (name != "ours") {
                out += " " + cell(one, name);
            }
        }
        out += "\n";
    }
    for (const auto& [name, bytes] : report.memory_bytes) {
        out += fmt::format("{:<22} {:>9.0f} MB\n", name, static_cast<double>(bytes) / 1e6);
    }
    return out + (report.agrees() ? say("要素个数一致，无失败", "features are as many, nothing failed")
                                  : say("有失败或个数不一致，见 --json",
                                        "something failed or differs in number, see --json"));
}

std::string serve_bench_json(const ServeBenchReport& report) {
    double ours_s = 0;
    std::size_t requests = 0;
    ordered_json cases = ordered_json::array();
    for (const ServedCase& one : report.cases) {
        ours_s += cpu_s_of(one.servers.at("ours"));
        requests += one.servers.at("ours").requests;
        cases.push_back(case_json(one));
    }
    ordered_json out{
        {"ours",
         {{"cpu_s", ours_s}, {"memory_bytes", report.memory_bytes.at("ours")}, {"start_s", report.start_s}}},
        {"pairs", requests}};
    out["peers"] = ordered_json::object();
    for (const auto& [name, bytes] : report.memory_bytes) {
        if (name != "ours") {
            out["peers"][name] = whole_of(report, name);
        }
    }
    out["cases"] = std::move(cases);
    out["region"] = {{"name", report.region}, {"zones", report.zones}};
    out["seed"] = report.seed;
    out["machine"] = {{"processor", report.processor}};
    out["agree"] = report.agrees();
    return out.dump() + "\n";
}

} // namespace liangxian::bench
