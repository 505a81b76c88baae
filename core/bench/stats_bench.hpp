// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/cancel_token.hpp"
#include "core/bench/region.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace liangxian::bench {

/// A region's figures by county, level and year, from a store of its own.
struct StatsBenchRequest {
    Region region;
    std::uint64_t seed = 1;
};

struct StatsBenchReport {
    std::size_t sites = 0;
    std::size_t zones = 0;
    std::size_t statements = 0; ///< of markers, archives, keepers
    double stats_s = 0;         ///< of a clock on the wall, the JSON included
    std::size_t bytes = 0;      ///< of the JSON
    bool agrees = false;        ///< whether every line of every unit was counted once
};

/// \throws base::StoreError, base::FileError, base::Cancelled
StatsBenchReport run_stats_bench(const StatsBenchRequest& request, const base::CancelToken& cancel,
                                 const base::Progress& progress);

/// `{"sites", "zones", "statements", "stats_s", "bytes", "agree"}`
std::string stats_bench_json(const StatsBenchReport& report);

} // namespace liangxian::bench
