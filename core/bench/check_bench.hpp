// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/cancel_token.hpp"
#include "core/base/text.hpp"
#include "core/bench/region.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace liangxian::bench {

struct CheckBenchRequest {
    Region region;
    std::uint32_t applications = 1000; ///< asked one by one, warm
    std::uint32_t cold_starts = 15;    ///< of the program
    std::uint64_t seed = 1;
    bool with_qgis = false;        ///< starts qgis_process for one of the applications, too
    std::filesystem::path program; ///< `liangxian` itself
    /// The generated store: used when it is there, left there when not; absent: a temporary one.
    std::optional<std::filesystem::path> store;
};

/// CPU time of many single questions, microseconds.
struct Spread {
    double p50_us = 0;
    double p99_us = 0;
    double largest_us = 0;
};

struct CheckBenchReport {
    std::string processor;
    std::string instruction_set;
    std::string region;
    std::uint64_t seed = 0;
    std::size_t applications = 0;
    std::size_t records = 0; ///< of the index
    std::size_t zones = 0;
    std::uint64_t store_bytes = 0;
    std::uint64_t index_bytes = 0;
    double make_index_cpu_s = 0; ///< from the store to the file
    double open_index_cpu_us = 0;
    std::size_t pairs = 0;
    Spread join;                  ///< relations, intersections and areas of one application
    Spread find;                  ///< with slivers, shares, decision bands and what lies near
    Spread check;                 ///< the whole check of one application, the store's rows included
    double province_sized_ms = 0; ///< the join of one polygon of 20,000 vertices over most of the region
    std::size_t province_sized_pairs = 0;
    double start_cpu_ms = 0; ///< median of `liangxian --version`: what any start costs
    double cold_cpu_ms = 0;  ///< median of `liangxian check` from its start to the result, page cache warm
    double cold_largest_cpu_ms = 0;
    double cold_memory_mb = 0;        ///< largest resident set
    std::optional<double> qgis_cpu_s; ///< qgis_process, native:intersection of the same
};

/// Times single checks against a generated region: warm in this process, and cold starts of the program.
/// \throws base::Error `peer-missing`, `peer-failed`; base::StoreError; base::Cancelled
CheckBenchReport run_check_bench(const CheckBenchRequest& request, const base::CancelToken& cancel,
                                 const base::Progress& progress);

/// For people.
std::string check_bench_table(const CheckBenchReport& report, base::Language language);
/// One line, ended.
std::string check_bench_json(const CheckBenchReport& report);

} // namespace liangxian::bench
