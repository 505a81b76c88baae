// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/http/router.hpp"
#include "server/onemap/generation.hpp"
#include "server/ows/document_cache.hpp"
#include "server/ows/ows_gate.hpp"
#include "server/ows/worker_pool.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <memory>
#include <optional>

namespace liangxian::ows {

/// `/ows`: WMS 1.1.1 and 1.3.0, WFS 1.0, 1.1 and 2.0 of the one map, of today or the day TIME names, answered
/// by MapServer in processes of its own behind a gate. Handlers wait for those: they belong on threads that
/// may.
class OwsService {
public:
    OwsService(const onemap::CurrentGeneration& current, const WorkerOptions& options);

    void add_routes(http::Router& router);
    /// The public data set and the exact layers are others. \pre there are files
    void renew(const std::shared_ptr<const onemap::Generation>& generation);
    /// A request of our own making that changes nothing, past the gate. Waits.
    Outcome ask_map(onemap::View view, const Frame& request, Frame& answer) {
        return pool_of(view).ask(request, true, answer);
    }

private:
    http::Response answer(const http::Request& request);
    /// What a request is about: of whom and of which day, and the days there are.
    struct Moment {
        std::shared_ptr<const onemap::Generation> generation;
        onemap::View view = onemap::View::anybody;
        base::Date day;
        base::DateSpan named;
    };
    /// Takes TIME out of a request of WMS: MapServer never sees it.
    std::optional<http::Response> read_time(const http::Request& request, OwsRequest& asked,
                                            Moment& moment) const;
    /// By the front alone when the request is plain. \returns nothing for others
    static std::optional<http::Response> plain_features(const http::Request& request, const OwsRequest& asked,
                                                        const Moment& moment);
    /// What was answered before, or is now, when it is a document that stays the same for a generation.
    Outcome ask_once(const http::Request& request, const OwsRequest& asked, const Moment& moment,
                     Frame& answer);
    http::Response feature_info(const http::Request& request, const OwsRequest& asked, const Moment& moment);
    /// What is pointed at, of which layer of the one map.
    struct InfoSubject {
        const std::string& layer;
        const Moment& moment;
    };
    std::optional<http::Response> add_info(const http::Request& request, const OwsRequest& asked,
                                           const InfoSubject& subject, nlohmann::ordered_json& all);
    Outcome ask(const http::Request& request, const OwsRequest& asked, const Moment& moment, Frame& answer);
    WorkerPool& pool_of(onemap::View view) { return *m_pools[static_cast<std::size_t>(view)]; }

    const onemap::CurrentGeneration& m_current;
    std::filesystem::path m_public_data;
    DocumentCache m_documents;
    /// Those of the public view have no path to anything else.
    std::array<std::unique_ptr<WorkerPool>, onemap::kViews> m_pools;
    /// What they read, and what those read that started a moment ago.
    std::array<std::shared_ptr<const onemap::ExactFiles>, 2> m_files;
};

/// 502, 503 or 504 for what did not come.
http::Response failed(const http::Request& request, Outcome outcome);

} // namespace liangxian::ows
