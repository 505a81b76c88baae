// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/operate/health.hpp"

#include "server/auth/peers.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace liangxian::operate {
namespace {

constexpr const char* kPlain = "text/plain; charset=utf-8";

/// What a proxy here passes on is somebody else's, whom that proxy names when it is trusted.
bool may_read_metrics(const http::Request& request, const std::vector<std::string>& named) {
    return std::find(named.begin(), named.end(), request.peer) != named.end() ||
           (auth::is_of_this_machine(request.peer) && !auth::says_it_was_passed_on(request));
}

} // namespace

void Counters::count(const http::Served& served) {
    ++m_by_status[std::min<std::size_t>(served.status / 100, kClasses - 1)];
    const auto* bound = std::lower_bound(kBounds.begin(), kBounds.end(), served.took.count());
    ++m_by_time[static_cast<std::size_t>(bound - kBounds.begin())];
    m_microseconds += static_cast<std::uint64_t>(served.took.count());
    m_bytes += served.bytes;
}

std::string Counters::text(const onemap::Generation* generation) const {
    std::string out = "# TYPE liangxian_requests_total counter\n";
    for (std::size_t i = 1; i < kClasses; ++i) {
        out += fmt::format("liangxian_requests_total{{status=\"{}xx\"}} {}\n", i, m_by_status[i].load());
    }
    out += "# TYPE liangxian_request_seconds histogram\n";
    std::uint64_t so_far = 0;
    for (std::size_t i = 0; i < kBounds.size(); ++i) {
        so_far += m_by_time[i];
        out += fmt::format("liangxian_request_seconds_bucket{{le=\"{}\"}} {}\n",
                           static_cast<double>(kBounds[i]) / 1e6, so_far);
    }
    so_far += m_by_time.back();
    out += fmt::format("liangxian_request_seconds_bucket{{le=\"+Inf\"}} {}\n", so_far);
    out += fmt::format("liangxian_request_seconds_sum {}\n", static_cast<double>(m_microseconds) / 1e6);
    out += fmt::format("liangxian_request_seconds_count {}\n", so_far);
    out += fmt::format("# TYPE liangxian_sent_bytes_total counter\nliangxian_sent_bytes_total {}\n",
                       m_bytes.load());
    out += fmt::format("# TYPE liangxian_generation gauge\nliangxian_generation {}\n",
                       generation == nullptr ? 0 : generation->number);
    return out;
}

void add_health_routes(http::Router& router, const onemap::CurrentGeneration& current,
                       const Counters& counters, std::vector<std::string> metrics_from) {
    router.add("GET", "/healthz", [](const http::Request&, const http::PathWords&) {
        return http::Response::of(kPlain, "ok\n");
    });
    router.add("GET", "/readyz", [&current](const http::Request& request, const http::PathWords&) {
        return current.get() != nullptr
                   ? http::Response::of(kPlain, "ready\n")
                   : http::problem(request, 503, "not-ready", {"数据尚未载入", "nothing is loaded yet"})
                         .with("Retry-After", "1");
    });
    router.add("GET", "/metrics",
               [&current, &counters, named = std::move(metrics_from)](const http::Request& request,
                                                                      const http::PathWords&) {
                   if (!may_read_metrics(request, named)) {
                       return http::problem(request, 404, "not-found",
                                            {"没有这个地址", "there is nothing at this address"});
                   }
                   return http::Response::of("text/plain; version=0.0.4", counters.text(current.get().get()));
               });
}

} // namespace liangxian::operate
