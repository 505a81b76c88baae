// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/pages/page_service.hpp"

#include "server/http/finish.hpp"
#include "server/pages/legend.hpp"

#include <nlohmann/json.hpp>

namespace liangxian::pages {
namespace {

using http::PathWords;
using http::Request;
using http::Response;
using nlohmann::ordered_json;

constexpr const char* kAskAgain = "no-cache";
constexpr const char* kForever = "public, max-age=31536000, immutable";
constexpr const char* kIndex = "/index.html";

PageFile legend_file() {
    PageFile out;
    std::string bytes = legend_json();
    out.path = "/styles/legend.json";
    out.content_type = "application/json";
    out.etag = http::etag_of(bytes);
    std::string gzip = http::gzipped(bytes);
    out.body = std::make_shared<const http::Body>(http::Body{std::move(bytes), std::move(gzip)});
    return out;
}

ordered_json both(const base::Text& text) { return {{"zh", text.zh}, {"en", text.en}}; }

ordered_json base_map_json(const std::optional<BaseMap>& map) {
    if (!map) {
        return nullptr;
    }
    return {{"title", both(map->title)},
            {"attribution", both(map->attribution)},
            {"url", map->url},
            {"grid", std::string(1, map->grid)},
            {"max_zoom", map->max_zoom}};
}

Response no_pages(const Request& request) {
    return http::problem(request, 503, "pages-missing",
                         {"网页没有随程序安装；数据接口见 /ogcapi",
                          "the pages were not installed with the program; the data are at /ogcapi"});
}

} // namespace

std::string page_policy(const std::string& pictures) {
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:" +
           (pictures.empty() ? "" : " " + pictures) +
           "; connect-src 'self'; font-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; "
           "frame-ancestors 'none'";
}

PageService::PageService(const onemap::CurrentGeneration& current, const std::filesystem::path& folder,
                         std::optional<BaseMap> base_map)
    : m_current(current), m_files(read_page_files(folder)), m_base_map(std::move(base_map)),
      m_policy(page_policy(m_base_map ? m_base_map->origin : "")), m_legend(legend_file()) {}

void PageService::add_routes(http::Router& router) const {
    const auto add = [&router, this](const std::string& path, const PageFile& one) {
        router.add("GET", path, [this, &one](const Request&, const PathWords&) { return file(one); });
    };
    for (const PageFile& one : m_files) {
        add(one.path == kIndex ? "/" : one.path, one);
    }
    if (!has_pages()) {
        router.add("GET", "/", [](const Request& request, const PathWords&) { return no_pages(request); });
    }
    add(m_legend.path, m_legend);
    router.add("GET", "/map.json", [this](const Request& request, const PathWords&) { return map(request); });
}

Response PageService::file(const PageFile& file) const {
    Response out;
    out.content_type = file.content_type;
    out.body = file.body;
    out.with("ETag", file.etag).with("Cache-Control", file.is_named_by_content ? kForever : kAskAgain);
    return out.with("Content-Security-Policy", m_policy)
        .with("Referrer-Policy", "same-origin")
        .with("Cross-Origin-Opener-Policy", "same-origin")
        .with("Permissions-Policy", "geolocation=(self), camera=(), microphone=()");
}

Response PageService::map(const Request& request) const {
    const auto generation = m_current.get();
    if (generation == nullptr) {
        return http::problem(request, 503, "not-ready", {"数据正在载入", "the data are being loaded"})
            .with("Retry-After", "1");
    }
    const ordered_json out{{"loaded_at", generation->loaded_at.to_string()},
                           {"base_map", base_map_json(m_base_map)}};
    constexpr auto kReplace = ordered_json::error_handler_t::replace;
    return Response::of("application/json", out.dump(-1, ' ', false, kReplace) + "\n")
        .with("Cache-Control", kAskAgain);
}

} // namespace liangxian::pages
