// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/cancel_token.hpp"
#include "core/base/text.hpp"
#include "core/bench/region.hpp"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace liangxian::bench {

struct ServeBenchRequest {
    Region region;
    std::uint64_t seed = 1;
    std::uint32_t requests = 200;   ///< of each kind
    std::vector<std::string> peers; ///< of serve_peer_names()
    std::vector<std::string> cases; ///< by name; empty: all
    std::filesystem::path program;  ///< `liangxian` itself; the server stands beside it
    /// The generated store: used when it is there, left there when not; absent: a temporary one.
    std::optional<std::filesystem::path> store;
};

/// What a server took for one kind of request, asked one after another by one client.
struct ServedFigures {
    std::size_t requests = 0;
    double cpu_ms = 0; ///< a request, user and system, all processes of the server
    double p50_ms = 0; ///< on the wall
    double p99_ms = 0;
    std::size_t bytes = 0;    ///< of all answers
    std::size_t features = 0; ///< of all answers, when they are features
    std::size_t failed = 0;   ///< answers that are none
};

struct ServedCase {
    std::string name;
    std::map<std::string, ServedFigures> servers; ///< `ours` and the peers that have something like it
    /// Whether no request failed and features are as many as ours.
    bool agrees(const std::string& peer) const;
};

struct ServeBenchReport {
    std::string processor;
    std::string region;
    std::size_t zones = 0;
    std::uint64_t seed = 0;
    double start_s = 0;                              ///< of ours on the wall, the public data set made
    std::map<std::string, std::size_t> memory_bytes; ///< of each server at the end
    std::vector<ServedCase> cases;
    bool agrees() const;
};

/// The peers there are: `mapserv`, `qgis`.
const std::vector<std::string>& serve_peer_names();
/// The kinds of request there are.
std::vector<std::string> serve_case_names();

/// Starts our server and the peers on the same public data set of a generated region and asks each the same,
/// in turns. \throws base::Error `peer-missing`, `peer-failed`; base::StoreError; base::Cancelled
ServeBenchReport run_serve_bench(const ServeBenchRequest& request, const base::CancelToken& cancel,
                                 const base::Progress& progress);

/// For people.
std::string serve_bench_table(const ServeBenchReport& report, base::Language language);
/// One line, ended. `ours`, `pairs` (requests that ours and every peer answered) and `peers` over all kinds
/// together, `cases` one by one.
std::string serve_bench_json(const ServeBenchReport& report);

} // namespace liangxian::bench
