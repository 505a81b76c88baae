// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/http/router.hpp"
#include "server/ows/ows_gate.hpp"
#include "server/ows/worker_pool.hpp"

namespace liangxian::ows {

/// `/ows`: WMS 1.1.1 and 1.3.0, WFS 1.0, 1.1 and 2.0 of the public layers, answered by MapServer in processes
/// of its own behind a gate. Handlers wait for those: they belong on threads that may.
class OwsService {
public:
    explicit OwsService(WorkerOptions options) : m_pool(std::move(options)) {}

    void add_routes(http::Router& router);
    /// The public data set is another one.
    void renew() { m_pool.renew(); }
    /// A request of our own making that changes nothing, past the gate. Waits.
    Outcome ask_map(const Frame& request, Frame& answer) { return m_pool.ask(request, true, answer); }
    const WorkerPool& pool() const { return m_pool; }

private:
    http::Response answer(const http::Request& request);
    http::Response feature_info(const http::Request& request, const OwsRequest& asked);
    Outcome ask(const http::Request& request, const OwsRequest& asked, Frame& answer);

    WorkerPool m_pool;
};

/// 502, 503 or 504 for what did not come.
http::Response failed(const http::Request& request, Outcome outcome);

} // namespace liangxian::ows
