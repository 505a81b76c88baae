// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/http/router.hpp"
#include "server/http/server.hpp"
#include "server/onemap/generation.hpp"

#include <array>
#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

namespace liangxian::operate {

/// Counts what is served. Any thread.
class Counters {
public:
    void count(const http::Served& served);
    /// Prometheus text exposition, version 0.0.4.
    std::string text(const onemap::Generation* generation) const;

private:
    static constexpr std::size_t kClasses = 6; ///< status 2xx is at 2
    /// Upper bounds of the histogram of answering times, microseconds; the last has none.
    static constexpr std::array<std::int64_t, 6> kBounds{100, 1000, 5000, 25000, 100000, 1000000};

    std::array<std::atomic<std::uint64_t>, kClasses> m_by_status{};
    std::array<std::atomic<std::uint64_t>, kBounds.size() + 1> m_by_time{};
    std::atomic<std::uint64_t> m_microseconds{0};
    std::atomic<std::uint64_t> m_bytes{0};
};

/// `/healthz`: it runs. `/readyz`: there is something to serve, else 503. `/metrics`: to this machine
/// and to the addresses named.
void add_health_routes(http::Router& router, const onemap::CurrentGeneration& current,
                       const Counters& counters, std::vector<std::string> metrics_from = {});

} // namespace liangxian::operate
