// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/cancel_token.hpp"
#include "core/base/text.hpp"
#include "core/bench/region.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace liangxian::bench {

/// A region brought into a new store of each kind from a file, looked through, and changed.
struct StoreBenchRequest {
    Region region;
    std::uint64_t seed = 1;
    std::vector<std::string> stores{"gpkg"}; ///< and `postgis`, on a private server
};

/// What one kind of store takes. Seconds of a clock on the wall, since a server works in another process.
struct StoreFigures {
    std::string store;
    double import_sites_s = 0;
    double import_zones_s = 0;
    double validate_s = 0;
    std::size_t problems = 0; ///< that were reported
    double publish_s = 0;     ///< one zone: submitted, approved, announced
    double seen_s = 0;        ///< from the beginning of the announcement until a check has found it
    std::string digest;       ///< of the content
};

struct StoreBenchReport {
    std::string processor;
    std::string region;
    std::uint64_t seed = 0;
    std::size_t zones = 0;
    std::vector<StoreFigures> stores;

    /// Whether every store holds the same, and every check found the zone.
    bool agrees() const;
};

/// \throws base::Error `peer-missing` without a server to start; base::FileError; base::Cancelled
StoreBenchReport run_store_bench(const StoreBenchRequest& request, const base::CancelToken& cancel,
                                 const base::Progress& progress);

std::string store_bench_table(const StoreBenchReport& report, base::Language language);
std::string store_bench_json(const StoreBenchReport& report);

} // namespace liangxian::bench
