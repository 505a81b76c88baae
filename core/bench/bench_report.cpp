// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/bench/bench_report.hpp"

#include "core/base/number.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <string_view>

namespace liangxian::bench {
namespace {

using nlohmann::ordered_json;

double ratio_of(const PeerFigures& peer, const SetFigures& set) {
    return set.ours_cpu_s > 0 ? peer.cpu_s / set.ours_cpu_s : 0;
}

base::Text title_of(std::string_view set) {
    if (set == "generated") {
        return {"生成的申请", "generated applications"};
    }
    if (set == "shared-edges") {
        return {"与区划共边的申请", "applications that share edges with zones"};
    }
    return {"无效的区划（对比程序用修复后的）", "invalid zones (repaired for the peers)"};
}

base::Text word_of(Disagreement::Kind kind) {
    switch (kind) {
    case Disagreement::Kind::missing_there:
        return {"对方没有", "missing at the peer"};
    case Disagreement::Kind::missing_here:
        return {"我方没有", "missing here"};
    default:
        return {"面积不同", "another area"};
    }
}

std::string_view code_of(Disagreement::Kind kind) {
    constexpr std::array<std::string_view, 3> codes{"missing-there", "missing-here", "area"};
    return codes[static_cast<std::size_t>(kind)];
}

/// Lines in one language.
class Table {
public:
    explicit Table(base::Language language) : m_language(language) {}

    void line(const base::Text& text) { m_out += text.in(m_language) + "\n"; }
    std::string say(const base::Text& text) const { return text.in(m_language); }

    void head(const OverlapBenchReport& report) {
        line({fmt::format("区域 {}，{} 处、{} 个区划，种子 {}；处理器 {}", report.region,
                          base::grouped(static_cast<double>(report.sites), 0),
                          base::grouped(static_cast<double>(report.zones), 0), report.seed, report.processor),
              fmt::format("region {}, {} sites, {} zones, seed {}; processor {}", report.region,
                          base::grouped(static_cast<double>(report.sites), 0),
                          base::grouped(static_cast<double>(report.zones), 0), report.seed,
                          report.processor)});
        line({fmt::format("生成并写库：CPU {:.1f} 秒，{:.0f} MB", report.generation_cpu_s,
                          static_cast<double>(report.store_bytes) / 1e6),
              fmt::format("generated and written: {:.1f} s CPU, {:.0f} MB", report.generation_cpu_s,
                          static_cast<double>(report.store_bytes) / 1e6)});
    }

    void contender(const ContenderFigures& figures) {
        const LoadFigures& load = figures.load;
        line({fmt::format("  {}：{}；读入 CPU {:.2f} 秒，建索引 {:.2f} 秒", figures.name, figures.version,
                          load.read_cpu_s, load.index_cpu_s),
              fmt::format("  {}: {}; read {:.2f} s CPU, index {:.2f} s", figures.name, figures.version,
                          load.read_cpu_s, load.index_cpu_s)});
    }

    void set(const SetFigures& figures) {
        const base::Text title = title_of(figures.name);
        const std::string applications = base::grouped(static_cast<double>(figures.applications), 0);
        const std::string pairs = base::grouped(static_cast<double>(figures.pairs), 0);
        const double km2 = figures.overlap_m2 / 1e6;
        line({fmt::format("\n{}：{} 个申请，{} 对重叠，{:.3f} km²", title.zh, applications, pairs, km2),
              fmt::format("\n{}: {} applications, {} overlapping pairs, {:.3f} km²", title.en, applications,
                          pairs, km2)});
        line({"  程序          CPU 秒       倍数    不一致的对",
              "  program        CPU s      ratio    pairs in dispute"});
        m_out += fmt::format("  {:<11} {:>8.3f} {:>10}\n", "ours", figures.ours_cpu_s, 1);
        for (const PeerFigures& peer : figures.peers) {
            m_out += fmt::format("  {:<11} {:>8.3f} {:>10.1f} {:>8}\n", peer.name, peer.cpu_s,
                                 ratio_of(peer, figures), peer.comparison.disagreements);
        }
        const double share = 100.0 * static_cast<double>(figures.left_to_geos) /
                             std::max<double>(1, static_cast<double>(figures.pairs));
        line({fmt::format("  留给 GEOS 的：{} 对，占 {:.4f} %", figures.left_to_geos, share),
              fmt::format("  left to GEOS by ours: {} pairs, {:.4f} %", figures.left_to_geos, share)});
    }

    void disagreement(const SetFigures& set, const PeerFigures& peer, const Disagreement& what) {
        m_out += fmt::format("  {} {} #{} {}: {} {} m² / {} m²\n", set.name, peer.name, what.application,
                             what.zone_id, say(word_of(what.kind)), what.ours_m2, what.peers_m2);
    }

    std::string take() { return std::move(m_out); }

private:
    base::Language m_language;
    std::string m_out;
};

ordered_json load_json(const ContenderFigures& figures) {
    return {{"version", figures.version},
            {"read_cpu_s", figures.load.read_cpu_s},
            {"index_cpu_s", figures.load.index_cpu_s}};
}

ordered_json peer_json(const SetFigures& set, const PeerFigures& peer) {
    ordered_json listed = ordered_json::array();
    for (const Disagreement& what : peer.comparison.first) {
        listed.push_back({{"kind", code_of(what.kind)},
                          {"application", what.application},
                          {"zone_id", what.zone_id},
                          {"ours_m2", what.ours_m2},
                          {"peer_m2", what.peers_m2}});
    }
    return {{"cpu_s", peer.cpu_s},
            {"ratio", set.ours_cpu_s > 0 ? ordered_json(ratio_of(peer, set)) : ordered_json()},
            {"agree", peer.comparison.agrees()},
            {"pairs", peer.pairs},
            {"largest_difference_m2", peer.comparison.largest_difference_m2},
            {"largest_relative_difference", peer.comparison.largest_relative_difference},
            {"explained_by_edge_model", peer.comparison.explained},
            {"disagreements", peer.comparison.disagreements},
            {"first_disagreements", std::move(listed)}};
}

ordered_json set_json(const SetFigures& set) {
    ordered_json peers = ordered_json::object();
    for (const PeerFigures& peer : set.peers) {
        peers[peer.name] = peer_json(set, peer);
    }
    return {{"ours", {{"cpu_s", set.ours_cpu_s}, {"left_to_geos", set.left_to_geos}}},
            {"pairs", set.pairs},
            {"peers", std::move(peers)},
            {"applications", set.applications},
            {"overlap_m2", set.overlap_m2}};
}

} // namespace

std::string bench_table(const OverlapBenchReport& report, base::Language language) {
    Table table(language);
    table.head(report);
    table.contender(report.ours);
    for (const ContenderFigures& peer : report.peers) {
        table.contender(peer);
    }
    for (const SetFigures& set : report.sets) {
        table.set(set);
        for (const PeerFigures& peer : set.peers) {
            for (const Disagreement& what : peer.comparison.first) {
                table.disagreement(set, peer, what);
            }
        }
    }
    table.line(
        {fmt::format("\n无效的区划 {} 个，报告 {} 个", report.invalid_zones, report.invalid_zones_reported),
         fmt::format("\ninvalid zones {}, reported {}", report.invalid_zones,
                     report.invalid_zones_reported)});
    table.line(report.agrees()
                   ? base::Text{"逐对比较：全部一致", "pair by pair: all agree"}
                   : base::Text{"逐对比较：有不一致，见上", "pair by pair: some disagree, see above"});
    return table.take();
}

std::string bench_json(const OverlapBenchReport& report) {
    ordered_json out = set_json(report.sets.front());
    out["ours"].update(load_json(report.ours));
    for (const ContenderFigures& peer : report.peers) {
        out["peers"][peer.name].update(load_json(peer));
    }
    for (std::size_t i = 1; i < report.sets.size(); ++i) {
        out["sets"][report.sets[i].name] = set_json(report.sets[i]);
    }
    out["invalid_zones"] = {{"zones", report.invalid_zones}, {"reported", report.invalid_zones_reported}};
    out["region"] = {{"name", report.region}, {"sites", report.sites}, {"zones", report.zones}};
    out["seed"] = report.seed;
    out["machine"] = {{"processor", report.processor}};
    out["generation_cpu_s"] = report.generation_cpu_s;
    out["store_bytes"] = report.store_bytes;
    out["agree"] = report.agrees();
    return out.dump() + "\n";
}

} // namespace liangxian::bench
