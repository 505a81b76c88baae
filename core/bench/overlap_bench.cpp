// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/bench/overlap_bench.hpp"

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/bench/applications.hpp"
#include "core/bench/cpu_clock.hpp"
#include "core/bench/edge_models.hpp"
#include "core/bench/region_store.hpp"
#include "core/bench/special_sets.hpp"
#include "core/geo/repair.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace liangxian::bench {
namespace {

/// Some 50,000 pairs in a province; in a small region at most one site in sixteen.
constexpr std::uint32_t kSharedEdgeSites = 3000;
constexpr std::uint32_t kInvalidZones = 49;

/// Applications and the stores they are asked of; invalid zones are repaired in the peers' store.
struct WorkSet {
    std::string name;
    std::vector<geo::Geometry> applications;
    std::filesystem::path our_store;
    std::filesystem::path peers_store;
};

std::vector<zone::Zone> repaired(std::vector<zone::Zone> zones) {
    for (zone::Zone& zone : zones) {
        zone.geometry = geo::repaired(zone.geometry).geometry;
    }
    return zones;
}

std::vector<WorkSet> make_sets(const OverlapBenchRequest& request, const Landscape& landscape,
                               const std::filesystem::path& region_store,
                               const std::filesystem::path& folder) {
    WorkSet generated{"generated", make_applications(landscape, request.applications), region_store,
                      region_store};
    if (request.with_province_sized) {
        generated.applications.push_back(province_sized_application(landscape));
    }
    const std::uint32_t shared = std::min(kSharedEdgeSites, request.region.site_count / 16);
    WorkSet shared_edges{"shared-edges", shared_edge_applications(landscape, shared), region_store,
                         region_store};
    const auto invalid = invalid_zones(landscape, kInvalidZones);
    WorkSet invalid_set{"invalid-zones", applications_over(invalid), folder / "invalid.gpkg",
                        folder / "repaired.gpkg"};
    write_zone_store(invalid, invalid_set.our_store);
    write_zone_store(repaired(invalid), invalid_set.peers_store);
    std::vector<WorkSet> out;
    out.push_back(std::move(generated));
    out.push_back(std::move(shared_edges));
    out.push_back(std::move(invalid_set));
    return out;
}

double sum_m2(const std::vector<OverlapPair>& pairs) {
    double out = 0;
    for (const OverlapPair& pair : pairs) {
        out += pair.area_m2;
    }
    return out;
}

/// One bench run: ours first, whose pairs are kept, then peer by peer.
class OverlapBench {
public:
    OverlapBench(std::vector<WorkSet> sets, const base::CancelToken& cancel, OverlapBenchReport& report)
        : m_sets(std::move(sets)), m_cancel(cancel), m_report(report) {}

    void run_ours() {
        const std::unique_ptr<Contender> ours = make_own_contender();
        m_report.ours = {ours->name(), ours->version(), ours->load(m_sets.front().our_store)};
        m_our_edges = ours->edges();
        std::filesystem::path loaded = m_sets.front().our_store;
        for (const WorkSet& set : m_sets) {
            m_cancel.throw_if_cancelled();
            if (set.our_store != loaded) {
                ours->load(set.our_store);
                loaded = set.our_store;
            }
            Outcome outcome = ours->run(set.applications);
            m_report.sets.push_back({set.name,
                                     set.applications.size(),
                                     outcome.pairs.size(),
                                     sum_m2(outcome.pairs),
                                     outcome.cpu_s,
                                     outcome.left_to_geos,
                                     {}});
            m_our_pairs.push_back(std::move(outcome.pairs));
        }
        const auto reported = ours->reported_zones(); // of the last set, the invalid one
        m_report.invalid_zones = kInvalidZones;
        m_report.invalid_zones_reported = std::set<std::string>(reported.begin(), reported.end()).size();
    }

    void run_peer(Contender& peer) {
        m_report.peers.push_back({peer.name(), peer.version(), peer.load(m_sets.front().peers_store)});
        std::filesystem::path loaded = m_sets.front().peers_store;
        for (std::size_t i = 0; i < m_sets.size(); ++i) {
            m_cancel.throw_if_cancelled();
            if (m_sets[i].peers_store != loaded) {
                peer.load(m_sets[i].peers_store);
                loaded = m_sets[i].peers_store;
            }
            Outcome outcome = peer.run(m_sets[i].applications);
            const std::size_t pairs = outcome.pairs.size();
            m_report.sets[i].peers.push_back(
                {peer.name(), outcome.cpu_s, pairs, compared(i, std::move(outcome.pairs), peer)});
        }
    }

private:
    Comparison compared(std::size_t set, std::vector<OverlapPair> pairs, const Contender& peer) const {
        EdgeModels models(m_sets[set].applications, m_sets[set].peers_store);
        const ComparisonRule rule{tolerance_between(m_our_edges, peer.edges()), peer.area_floor_m2(),
                                  [&](const OverlapPair& ours, const OverlapPair& theirs) {
                                      return models.explain(ours, m_our_edges, theirs, peer.edges());
                                  }};
        return compare(m_our_pairs[set], std::move(pairs), rule);
    }

    std::vector<WorkSet> m_sets;
    const base::CancelToken& m_cancel;
    OverlapBenchReport& m_report;
    EdgeModel m_our_edges = EdgeModel::straight_in_degrees;
    std::vector<std::vector<OverlapPair>> m_our_pairs;
};

std::filesystem::path make_region_store(const Generator& generator, const OverlapBenchRequest& request,
                                        const std::filesystem::path& folder, const base::CancelToken& cancel,
                                        const base::Progress& progress) {
    const std::filesystem::path file = request.keep_store.value_or(folder / "region.gpkg");
    if (std::filesystem::exists(file)) {
        throw base::StoreError(
            "store-exists",
            {fmt::format("“{}”已存在；不覆盖已有的库", file.string()),
             fmt::format("'{}' exists already; a store is never overwritten", file.string())});
    }
    write_region_store(generator, file, cancel, progress);
    return file;
}

} // namespace

bool OverlapBenchReport::agrees() const {
    return invalid_zones_reported == invalid_zones &&
           std::all_of(sets.begin(), sets.end(), [](const SetFigures& set) {
               return std::all_of(set.peers.begin(), set.peers.end(),
                                  [](const PeerFigures& peer) { return peer.comparison.agrees(); });
           });
}

OverlapBenchReport run_overlap_bench(const OverlapBenchRequest& request, const base::CancelToken& cancel,
                                     const base::Progress& progress) {
    std::vector<std::unique_ptr<Contender>> peers;
    for (const std::string& name : request.peers) {
        peers.push_back(make_peer(name));
    }
    OverlapBenchReport report;
    report.processor = processor_name();
    report.region = request.region.name;
    report.seed = request.seed;
    report.sites = request.region.site_count;
    const Generator generator(request.region, request.seed);
    report.zones = generator.zone_count();

    const base::TemporaryDirectory folder;
    const ThreadStopwatch generating;
    const auto store = make_region_store(generator, request, folder.path(), cancel, progress);
    report.generation_cpu_s = generating.cpu_s();
    report.store_bytes = std::filesystem::file_size(store);

    OverlapBench bench(make_sets(request, generator.landscape(), store, folder.path()), cancel, report);
    bench.run_ours();
    for (std::unique_ptr<Contender>& peer : peers) {
        bench.run_peer(*peer);
        peer.reset(); // its memory, or its server, is free for the next one
    }
    return report;
}

} // namespace liangxian::bench
