// SPDX-License-Identifier: GPL-2.0-or-later
// The one-map server; `liangxian serve` becomes this program.
#include "core/base/error.hpp"
#include "core/base/shown.hpp"
#include "server/auth/gate.hpp"
#include "server/auth/session_service.hpp"
#include "server/http/api_description.hpp"
#include "server/http/router.hpp"
#include "server/ogcapi/feature_service.hpp"
#include "server/onemap/public_data_set.hpp"
#include "server/operate/health.hpp"
#include "server/operate/options.hpp"
#include "server/operate/publisher.hpp"
#include "server/pages/page_service.hpp"
#include "server/tiles/tile_service.hpp"
#include "server/wmts/wmts_service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>

namespace {

using namespace liangxian;

int complain(const base::InputError& error, base::Language language) {
    for (const base::Problem& problem : error.problems()) {
        fmt::print(stderr, "liangxian: [{}] {} {}\n", problem.code, base::shown(problem.where),
                   base::shown(problem.message.in(language)));
    }
    return 1;
}

ows::WorkerOptions worker_options(const operate::ServeOptions& options) {
    ows::WorkerOptions out;
    out.program = std::filesystem::canonical("/proc/self/exe").parent_path() / "liangxian-ows-worker";
    out.public_data = options.public_data;
    out.workers = std::max(2U, options.http.threads);
    return out;
}

std::optional<pages::BaseMap> base_map_of(const operate::ServeOptions& options) {
    return options.base_map.empty() ? std::nullopt : std::optional(pages::read_base_map(options.base_map));
}

bool waits_for_mapserver(const http::Request& request) {
    const std::string& path = request.path;
    return path == "/ows" || path.rfind("/wmts", 0) == 0 ||
           (path.size() > 4 && path.compare(path.size() - 4, 4, ".png") == 0);
}

void serve(const operate::ServeOptions& options) {
    store::open_store(options.store, store::Access::read_only); // a store that is none is told at once
    onemap::refuse_foreign_file(options.public_data);
    operate::ServerLog log;
    operate::Counters counters;
    onemap::CurrentGeneration current;
    tiles::TileCache cache(options.tile_cache_bytes);
    tiles::TileService tiles(current, cache);
    const ogcapi::FeatureService features(current);
    ows::OwsService ows(current, worker_options(options));
    wmts::WmtsService pictures(current, ows, cache);
    const pages::PageService pages(current, pages::page_directory(), base_map_of(options));

    auth::OpsAccess ops_access(options.store);
    auth::Identities identities(ops_access);
    const auth::Gate gate(identities,
                          [&log](const base::Error& error) { log.failure("accounts-failed", error); });
    const auth::SessionService sessions(ops_access, identities);

    http::Router router;
    http::ApiDescription api;
    sessions.add_routes(router, api);
    api.add_routes(router);
    operate::add_health_routes(router, current, counters);
    tiles.add_routes(router);
    features.add_routes(router);
    ows.add_routes(router);
    pictures.add_routes(router);
    pages.add_routes(router);
    if (!pages.has_pages()) {
        log.event("pages-missing", pages::page_directory().string());
    }

    http::Server server(
        options.http,
        [&](http::Request& request) {
            auto refused = gate.admit(request);
            return refused ? *std::move(refused) : router.route(request);
        },
        [&](const http::Request& request) {
            return waits_for_mapserver(request) || auth::SessionService::is_slow(request) ||
                   gate.may_wait(request);
        },
        [&](const http::Served& served) {
            counters.count(served);
            log.served(served);
        },
        [&log](const http::Request& request, const std::string& what) {
            log.event("handler-failed", request.target + ": " + what);
        });
    const operate::Publisher publisher(options, current, log,
                                       [&ows](const onemap::Generation& next) { ows.renew(next.files); });
    fmt::print("http://{}:{}/\n", options.http.address, server.port());
    std::fflush(stdout);
    server.run();
}

} // namespace

int main(int argc, char** argv) {
    operate::ServeOptions options;
    try {
        options = operate::serve_options(argc, argv);
        serve(options);
        return 0;
    } catch (const base::UsageError& error) {
        complain(error, options.language);
        return 2;
    } catch (const base::InputError& error) {
        return complain(error, options.language);
    } catch (const base::Error& error) {
        fmt::print(stderr, "liangxian: [{}] {}\n", error.code(),
                   base::shown(error.message().in(options.language)));
        return 1;
    }
}
