// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/cancel_token.hpp"
#include "core/bench/comparison.hpp"
#include "core/bench/region.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace liangxian::bench {

struct OverlapBenchRequest {
    Region region;
    std::uint32_t applications = 10000;
    std::uint64_t seed = 1;
    std::vector<std::string> peers;   ///< of peer_names()
    bool with_province_sized = false; ///< one more application, of 20,000 vertices over most of the region
    /// Where the generated store is left; absent: in a temporary folder, and removed.
    std::optional<std::filesystem::path> keep_store;
};

/// A contender before it is asked anything.
struct ContenderFigures {
    std::string name;
    std::string version;
    LoadFigures load; ///< of the region's store
};

/// What a peer did with one set of applications.
struct PeerFigures {
    std::string name;
    double cpu_s = 0;
    std::size_t pairs = 0;
    Comparison comparison;
};

/// The same work for everybody.
struct SetFigures {
    std::string name; ///< `generated`, `shared-edges`, `invalid-zones`
    std::size_t applications = 0;
    std::size_t pairs = 0;
    double overlap_m2 = 0; ///< sum over the pairs
    double ours_cpu_s = 0;
    std::size_t left_to_geos = 0; ///< of ours
    std::vector<PeerFigures> peers;
};

struct OverlapBenchReport {
    std::string processor;
    std::string region;
    std::uint64_t seed = 0;
    std::size_t sites = 0;
    std::size_t zones = 0;
    double generation_cpu_s = 0; ///< the zones, and the store written
    std::uint64_t store_bytes = 0;
    ContenderFigures ours;
    std::vector<ContenderFigures> peers;
    std::vector<SetFigures> sets; ///< the generated applications first
    std::size_t invalid_zones = 0;
    std::size_t invalid_zones_reported = 0;

    /// Every pair of every set, with every peer; and every invalid zone was reported.
    bool agrees() const;
};

/// Makes a region, lets our engine and the peers find the overlaps of the same applications, one after the
/// other, and compares pair by pair: applications of all kinds; some that share edges with zones; and
/// invalid zones, which our engine gets as they are and the peers repaired, since they cannot take them.
/// \throws base::Error `peer-missing` before anything is made; `peer-failed`; base::Cancelled
OverlapBenchReport run_overlap_bench(const OverlapBenchRequest& request, const base::CancelToken& cancel,
                                     const base::Progress& progress);

} // namespace liangxian::bench
