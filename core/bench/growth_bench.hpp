// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/cancel_token.hpp"
#include "core/base/text.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace liangxian::bench {

/// One tile of a province with applications on it, then the same tile with more and more copies of its zones
/// around it, too far off to be met: what does it cost that there are more zones?
struct GrowthBenchRequest {
    std::uint32_t sites_per_tile = 13469; ///< two zones each; a quarter of a province
    /// Copies of the tile, ascending; the last one is a country.
    std::vector<std::uint32_t> tiles{1, 4, 16, 57};
    std::uint32_t applications = 10000;
    std::uint64_t seed = 1;
};

/// What one number of zones costs. CPU time, warm.
struct GrowthStep {
    std::size_t zones = 0;
    std::size_t pairs = 0; ///< of all applications: the same in every step
    double join_us = 0;    ///< an application: relations, intersections, areas
    double make_us = 0;    ///< a zone: looked at, measured, sorted, written
    double open_us = 0;    ///< the index file
    double bytes = 0;      ///< a zone, in the index file
};

struct GrowthBenchReport {
    std::string processor;
    std::string instruction_set;
    std::uint64_t seed = 0;
    std::size_t applications = 0;
    std::vector<GrowthStep> steps;

    /// Whether every step has found the same number of pairs.
    bool agrees() const;
};

/// \throws base::FileError when there is no room for the index, a gigabyte per million zones, twice over
GrowthBenchReport run_growth_bench(const GrowthBenchRequest& request, const base::CancelToken& cancel,
                                   const base::Progress& progress);

std::string growth_bench_table(const GrowthBenchReport& report, base::Language language);
std::string growth_bench_json(const GrowthBenchReport& report);

} // namespace liangxian::bench
