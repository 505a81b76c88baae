// SPDX-License-Identifier: GPL-2.0-or-later
// The one-map server; `liangxian serve` becomes this program.
#include "core/base/error.hpp"
#include "core/base/shown.hpp"
#include "server/auth/door.hpp"
#include "server/http/api_description.hpp"
#include "server/http/router.hpp"
#include "server/ogcapi/feature_service.hpp"
#include "server/ogcapi_tiles/tile_set_service.hpp"
#include "server/onemap/leftovers.hpp"
#include "server/onemap/public_data_set.hpp"
#include "server/operate/health.hpp"
#include "server/operate/options.hpp"
#include "server/operate/publisher.hpp"
#include "server/pages/page_service.hpp"
#include "server/processes/access.hpp"
#include "server/processes/lookup_keeper.hpp"
#include "server/processes/process_service.hpp"
#include "server/tiles/tile_service.hpp"
#include "server/uploads/upload_service.hpp"
#include "server/wmts/wmts_service.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include <unistd.h>

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

uploads::UploadLimits upload_limits() {
    uploads::UploadLimits out;
    out.reader.program =
        std::filesystem::canonical("/proc/self/exe").parent_path() / "liangxian-upload-reader";
    return out;
}

bool begins_with(const std::string& path, const char* with) { return path.rfind(with, 0) == 0; }

/// For MapServer, or for a database.
bool waits_for_others(const http::Request& request) {
    const std::string& path = request.path;
    return path == "/ows" || begins_with(path, "/wmts") || begins_with(path, "/ogcapi/processes/") ||
           begins_with(path, "/api/v1/uploads") || ogcapi::FeatureService::is_slow(request) ||
           ogcapi_tiles::TileSetService::is_slow(request) ||
           (path.size() > 4 && path.compare(path.size() - 4, 4, ".png") == 0);
}

/// Files and applications may be large, of those who may have them checked.
http::BodyVerdict verdict_on_large_body(const http::Request& head, const auth::Door& door,
                                        std::size_t usual) {
    constexpr std::size_t kLarge = std::size_t{20} << 20;
    const bool takes_files =
        head.method == "POST" &&
        (head.path == "/api/v1/uploads" || head.path == "/ogcapi/processes/overlap-check/execution");
    if (!takes_files) {
        return {usual, std::nullopt};
    }
    http::Request asked = head;
    auto refused = door.admit(asked);
    return {kLarge, refused ? std::move(refused) : processes::refused(asked)};
}

/// Every check by HTTP and who asked for it; nothing of where.
void tell(operate::ServerLog& log, const processes::AskedCheck& check) {
    nlohmann::ordered_json sealed = nlohmann::ordered_json::array();
    for (const processes::Sealed& one : check.answer.sealed) {
        sealed.push_back({{"digest", one.digest}, {"verdict", one.verdict}});
    }
    log.entry("checked", {{"account", check.account},
                          {"role", check.role},
                          {"job", check.is_job},
                          {"status", check.status},
                          {"code", check.code},
                          {"results", std::move(sealed)},
                          {"failed", check.answer.failed},
                          {"views", check.answer.views},
                          {"us", check.took.count()}});
}

/// A store that is none is told at once.
auth::DoorOptions door_options(const operate::ServeOptions& options) {
    const auto store = store::open_store(options.store, store::Access::read_only);
    return {options.store, options.trusted_proxies, operate::is_for_proxies_only(options), options.limits,
            store->settings().is_demonstration};
}

std::string address_of(const operate::ServeOptions& options, std::uint16_t port) {
    const bool is_v6 = options.http.address.find(':') != std::string::npos;
    return fmt::format(is_v6 ? "http://[{}]:{}" : "http://{}:{}", options.http.address, port);
}

/// Only a person at a terminal of this machine sees it; it is in no log and no address that a server is sent.
void offer_first_sign_in(auth::Door& door, const operate::ServeOptions& options, const std::string& address) {
    if (::isatty(STDOUT_FILENO) == 0 || !auth::is_of_this_machine(options.http.address)) {
        return;
    }
    const std::string secret = door.open_first_sign_in();
    if (!secret.empty()) {
        const bool is_chinese = options.language == base::Language::zh;
        fmt::print("{}\n{}/#first-sign-in={}\n",
                   is_chinese
                       ? "还没有账户。十分钟内打开下面的链接建立第一个账户（只能用一次）："
                       : "There is no account yet. Make the first one by this link within ten minutes; it "
                         "serves once:",
                   address, secret);
    }
}

/// What servers left that were killed.
void tell_removed(operate::ServerLog& log, const onemap::ProcessFolder& folder,
                  const std::filesystem::path& public_data) {
    std::vector<std::string> all = folder.removed();
    for (std::string& name : onemap::remove_left_behind(std::filesystem::absolute(public_data).parent_path(),
                                                        onemap::next_prefix(public_data))) {
        all.push_back(std::move(name));
    }
    if (!all.empty()) {
        log.entry("leftovers-removed", {{"names", all}});
    }
}

void serve(const operate::ServeOptions& options) {
    const auth::DoorOptions way_in = door_options(options);
    onemap::refuse_foreign_file(options.public_data);
    operate::ServerLog log;
    const onemap::ProcessFolder folder; // before any thread: it changes the environment
    tell_removed(log, folder, options.public_data);
    operate::Counters counters;
    onemap::CurrentGeneration current;
    tiles::TileCache cache(options.tile_cache_bytes);
    tiles::TileService tiles(current, cache);
    const onemap::PastKnowledge past(options.store);
    const ogcapi::FeatureService features(current, past);
    ows::OwsService ows(current, worker_options(options));
    wmts::WmtsService pictures(current, ows, cache);
    ogcapi_tiles::TileSetService tile_sets(current, ows, cache);
    const pages::PageService pages(current, pages::page_directory(), base_map_of(options));

    auth::Door door(way_in, [&log](const base::Error& error) { log.failure("accounts-failed", error); });

    processes::CheckRunner checks(options.store, {});
    const processes::LookupKeeper keeper(options.store, checks.lookup(), [&log](const base::Error& error) {
        log.failure("lookup-not-kept", error);
    });
    uploads::UploadService uploads(checks, upload_limits(), [&log](const uploads::FenceReport& fence) {
        log.entry("fence-incomplete", {{"files", fence.holds_files}, {"network", fence.holds_network}});
    });
    processes::ProcessService processes(
        checks, {},
        [&uploads](const accounts::Principal& who, const std::string& id) { return uploads.find(who, id); },
        [&log](const processes::AskedCheck& check) { tell(log, check); });

    http::Router router;
    http::ApiDescription api;
    door.add_routes(router, api);
    operate::add_health_routes(router, current, counters, options.metrics_from);
    tiles.add_routes(router);
    features.add_routes(router);
    ows.add_routes(router);
    pictures.add_routes(router);
    tile_sets.add_routes(router);
    pages.add_routes(router);
    if (!pages.has_pages()) {
        log.event("pages-missing", pages::page_directory().string());
    }
    processes.add_routes(router);
    uploads.add_routes(router, api);
    api.add_routes(router);

    http::ServerOptions http_options = options.http;
    http_options.body_limit = [&](const http::Request& head) {
        return verdict_on_large_body(head, door, http_options.body_bytes);
    };
    http::Server server(
        http_options,
        [&](http::Request& request) {
            return door.answer(request,
                               [&router](const http::Request& asked) { return router.route(asked); });
        },
        [&](const http::Request& request) { return waits_for_others(request) || door.may_wait(request); },
        [&](const http::Served& served) {
            counters.count(served);
            log.served(served);
        },
        [&log](const http::Request& request, const std::string& what) {
            log.event("handler-failed", request.target + ": " + what);
        },
        [&door](http::Request& request) { return door.greet(request); });
    const operate::Publisher publisher(
        options, current, log,
        [&ows](const std::shared_ptr<const onemap::Generation>& next) { ows.renew(next); });
    const std::string address = address_of(options, server.port());
    fmt::print("{}/\n", address);
    offer_first_sign_in(door, options, address);
    std::fflush(stdout);
    server.run();
}

} // namespace

int main(int argc, char** argv) {
    operate::ServeOptions options;
    options.language = operate::language_said(argc, argv);
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
