// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/bench/growth_bench.hpp"

#include "core/base/file.hpp"
#include "core/base/instruction_set.hpp"
#include "core/bench/applications.hpp"
#include "core/bench/cpu_clock.hpp"
#include "core/bench/generator.hpp"
#include "core/bench/pair_counter.hpp"
#include "core/index/zone_index.hpp"
#include "core/index/zone_index_writer.hpp"
#include "core/overlap/index_join.hpp"
#include "core/overlap/zone_ingest.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace liangxian::bench {
namespace {

constexpr double kMicroseconds = 1e6;
constexpr std::uint32_t kTilesPerRow = 8;
/// Between tiles: farther than the longest corridor reaches out of its own.
constexpr double kGapDeg = 1.5;

class GrowthBench {
public:
    GrowthBench(const GrowthBenchRequest& request, const base::CancelToken& cancel)
        : m_cancel(cancel), m_region(region_of_sites(request.sites_per_tile)) {
        const Generator generator(m_region, request.seed);
        generator.for_each_zone([this](const zone::Zone& zone) { m_zones.push_back(zone); });
        m_applications = make_applications(generator.landscape(), request.applications);
    }

    GrowthStep run(std::uint32_t tiles) {
        GrowthStep step;
        step.zones = std::size_t{tiles} * m_zones.size();
        const std::filesystem::path file = m_folder.path() / "growth.zones";
        step.make_us = make(tiles, file) * kMicroseconds / static_cast<double>(step.zones);
        const ThreadStopwatch opening;
        const index::ZoneIndex zones(index::MappedBytes::of_file(file));
        step.open_us = opening.cpu_s() * kMicroseconds;
        step.bytes = static_cast<double>(zones.size_bytes()) / static_cast<double>(step.zones);
        ask(zones); // checks the sums and warms what it touches
        const ThreadStopwatch asking;
        step.pairs = ask(zones);
        step.join_us = asking.cpu_s() * kMicroseconds / static_cast<double>(m_applications.size());
        std::filesystem::remove(file);
        return step;
    }

private:
    /// \returns CPU seconds without those for moving the zones to their tile
    double make(std::uint32_t tiles, const std::filesystem::path& file) {
        index::ZoneIndexWriter writer(m_folder.path());
        overlap::ZoneIngest ingest(writer);
        double moving_s = 0;
        const ThreadStopwatch making;
        for (std::uint32_t tile = 0; tile < tiles; ++tile) {
            m_cancel.throw_if_cancelled();
            const ThreadStopwatch moving;
            const std::vector<zone::Zone> zones = moved_to(tile);
            moving_s += moving.cpu_s();
            for (std::size_t i = 0; i < zones.size(); ++i) {
                ingest.add(static_cast<std::int64_t>(tile * zones.size() + i), zones[i]);
            }
        }
        writer.write(file, {});
        return making.cpu_s() - moving_s;
    }

    std::vector<zone::Zone> moved_to(std::uint32_t tile) const {
        const double west = (m_region.box.max_x - m_region.box.min_x + kGapDeg) * (tile % kTilesPerRow);
        const double south =
            (m_region.box.max_y - m_region.box.min_y + kGapDeg) * static_cast<double>(tile / kTilesPerRow);
        std::vector<zone::Zone> out = m_zones;
        for (zone::Zone& zone : out) {
            zone.geometry.for_each_position([&](geo::Position& p) {
                p.x -= west;
                p.y -= south;
            });
        }
        return out;
    }

    std::size_t ask(const index::ZoneIndex& zones) {
        overlap::IndexJoin join(zones);
        PairCounter counter;
        for (const std::uint32_t i : overlap::batch_order(m_applications)) {
            m_area.assign(m_applications[i]);
            join.run(m_area, {}, counter);
        }
        return counter.pairs();
    }

    const base::CancelToken& m_cancel;
    Region m_region;
    std::vector<zone::Zone> m_zones;
    std::vector<geo::Geometry> m_applications;
    overlap::ApplicationArea m_area;
    base::TemporaryDirectory m_folder;
};

} // namespace

bool GrowthBenchReport::agrees() const {
    return std::all_of(steps.begin(), steps.end(),
                       [this](const GrowthStep& step) { return step.pairs == steps.front().pairs; });
}

GrowthBenchReport run_growth_bench(const GrowthBenchRequest& request, const base::CancelToken& cancel,
                                   const base::Progress& progress) {
    GrowthBenchReport report;
    report.processor = processor_name();
    report.instruction_set = base::name_of(base::instruction_set());
    report.seed = request.seed;
    report.applications = request.applications;
    GrowthBench bench(request, cancel);
    for (const std::uint32_t tiles : request.tiles) {
        report.steps.push_back(bench.run(tiles));
        if (progress) {
            progress(report.steps.size(), request.tiles.size());
        }
    }
    return report;
}

std::string growth_bench_table(const GrowthBenchReport& r, base::Language language) {
    const bool zh = language == base::Language::zh;
    std::string out = fmt::format(zh ? "{} 个申请，种子 {}；处理器 {}（{}）\n"
                                     : "{} applications, seed {}; processor {} ({})\n",
                                  r.applications, r.seed, r.processor, r.instruction_set);
    out += zh ? "  界线数      重叠对   每申请微秒  建立（每界线微秒）  打开（微秒）  每界线字节\n"
              : "     zones     pairs  µs an application  made: µs a zone  opened: µs  bytes a zone\n";
    for (const GrowthStep& s : r.steps) {
        out += fmt::format("{:>10}{:>10}{:>19.2f}{:>17.2f}{:>12.0f}{:>14.0f}\n", s.zones, s.pairs, s.join_us,
                           s.make_us, s.open_us, s.bytes);
    }
    return out;
}

std::string growth_bench_json(const GrowthBenchReport& r) {
    nlohmann::ordered_json steps = nlohmann::ordered_json::array();
    for (const GrowthStep& s : r.steps) {
        steps.push_back({{"zones", s.zones},
                         {"pairs", s.pairs},
                         {"join_us", s.join_us},
                         {"make_us", s.make_us},
                         {"open_us", s.open_us},
                         {"bytes", s.bytes}});
    }
    const nlohmann::ordered_json out{
        {"applications", r.applications},
        {"seed", r.seed},
        {"steps", std::move(steps)},
        {"agree", r.agrees()},
        {"machine", {{"processor", r.processor}, {"instruction_set", r.instruction_set}}}};
    return out.dump() + "\n";
}

} // namespace liangxian::bench
