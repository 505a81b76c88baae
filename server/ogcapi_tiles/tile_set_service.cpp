// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ogcapi_tiles/tile_set_service.hpp"

#include "server/ogcapi/links.hpp"
#include "server/ogcapi/page.hpp"
#include "server/ogcapi_tiles/tile_query.hpp"
#include "server/ogcapi_tiles/tile_set_pages.hpp"
#include "server/tiles/tile_service.hpp"

#include <variant>

namespace liangxian::ogcapi_tiles {
namespace {

using http::Request;
using http::Response;
using nlohmann::ordered_json;

Response for_asker(const Request& request, Response response) {
    return http::for_view(std::move(response.with("Vary", "Accept, Accept-Language")),
                          onemap::view_of(request.principal) != onemap::View::anybody);
}

Response document(const Request& request, const ordered_json& json, const char* type = ogcapi::kJson) {
    return for_asker(request, Response::of(type, json.dump(2) + "\n"));
}

Response page(const Request& request, std::string html) {
    return for_asker(request, std::move(Response::of(ogcapi::kHtml, std::move(html))
                                            .with("Content-Security-Policy", ogcapi::kPagePolicy)));
}

bool wants_page(const Request& request) { return ogcapi::form_of(request) == ogcapi::Form::html; }

Response bad(const Request& request, const base::Problems& problems) {
    base::Text all;
    for (const base::Problem& problem : problems) {
        all.zh += (all.zh.empty() ? "" : "；") + problem.where + "：" + problem.message.zh;
        all.en += (all.en.empty() ? "" : "; ") + problem.where + ": " + problem.message.en;
    }
    return http::problem(request, 400, problems.front().code, all);
}

Response no_grid(const Request& request) {
    return http::problem(
        request, 404, "tile-matrix-set-unknown",
        {"只有瓦片格网 WebMercatorQuad 和 c", "there are the tile matrix sets WebMercatorQuad and c"});
}

Response no_tile(const Request& request) {
    return http::problem(request, 404, "tile-unknown", {"没有这个瓦片", "there is no such tile"});
}

/// The layer for who asks, or what is to be answered instead.
std::variant<onemap::LayerPointer, Response>
layer_for(const Request& request, const onemap::CurrentGeneration& current, const std::string& name) {
    const auto generation = current.get();
    if (generation == nullptr) {
        return http::problem(request, 503, "not-ready", {"数据正在载入", "the data are being loaded"})
            .with("Retry-After", "1");
    }
    auto layer = generation->find(onemap::view_of(request.principal), name);
    if (layer == nullptr) {
        return http::problem(request, 404, "collection-unknown",
                             {"没有这个图层", "there is no such collection"});
    }
    return layer;
}

} // namespace

bool TileSetService::is_slow(const Request& request) {
    const std::string& path = request.path;
    return path.rfind("/ogcapi/collections/", 0) == 0 && path.find("/tiles/") != std::string::npos &&
           wants_picture(request, path.find("/tiles/c/") != std::string::npos ||
                                      path.find("/map/tiles/") != std::string::npos);
}

void TileSetService::add_routes(http::Router& router) {
    const std::string root = ogcapi::kRoot;
    router.add("GET", root + "/tileMatrixSets",
               [](const Request& request, const http::PathWords&) { return matrix_sets(request); });
    router.add("GET", root + "/tileMatrixSets/{set}",
               [](const Request& request, const http::PathWords& words) {
                   return matrix_set(request, words.at("set"));
               });
    add_tile_sets(router, Subject::features, root + "/collections/{name}/tiles");
    add_tile_sets(router, Subject::map, root + "/collections/{name}/map/tiles");
}

void TileSetService::add_tile_sets(http::Router& router, Subject subject, const std::string& path) {
    router.add("GET", path, [this, subject](const Request& request, const http::PathWords& words) {
        return tile_sets(request, subject, words.at("name"));
    });
    router.add("GET", path + "/{set}", [this, subject](const Request& request, const http::PathWords& words) {
        return tile_set(request, subject, words);
    });
    router.add("GET", path + "/{set}/{matrix}/{row}/{column}",
               [this, subject](const Request& request, const http::PathWords& words) {
                   return tile(request, subject, words);
               });
}

Response TileSetService::matrix_sets(const Request& request) {
    if (const auto read = read_tile_query(request, {"json", "html"}, false); !read.problems.empty()) {
        return bad(request, read.problems);
    }
    const ordered_json out = matrix_sets_json(request);
    return wants_page(request) ? page(request, matrix_sets_page(out, request.language()))
                               : document(request, out);
}

Response TileSetService::matrix_set(const Request& request, const std::string& id) {
    if (const auto read = read_tile_query(request, {"json", "html"}, false); !read.problems.empty()) {
        return bad(request, read.problems);
    }
    const Grid* grid = find_grid(id);
    if (grid == nullptr) {
        return no_grid(request);
    }
    const ordered_json out = matrix_set_json(*grid, request.language());
    return wants_page(request) ? page(request, matrix_set_page(out, request.language()))
                               : document(request, out);
}

Response TileSetService::tile_sets(const Request& request, Subject subject, const std::string& name) const {
    auto found = layer_for(request, m_current, name);
    if (auto* instead = std::get_if<Response>(&found)) {
        return std::move(*instead);
    }
    const auto layer = std::get<onemap::LayerPointer>(std::move(found));
    const auto read = read_tile_query(request, {"json", "html"}, true);
    if (!read.problems.empty()) {
        return bad(request, read.problems);
    }
    const ordered_json out = tile_sets_json(request, subject, *layer, read.query);
    return wants_page(request) ? page(request, tile_sets_page(out, layer->description(), request.language()))
                               : document(request, out);
}

Response TileSetService::tile_set(const Request& request, Subject subject,
                                  const http::PathWords& words) const {
    auto found = layer_for(request, m_current, words.at("name"));
    if (auto* instead = std::get_if<Response>(&found)) {
        return std::move(*instead);
    }
    const auto layer = std::get<onemap::LayerPointer>(std::move(found));
    const Grid* grid = find_grid(words.at("set"));
    if (grid == nullptr) {
        return no_grid(request);
    }
    const bool has_vectors = subject == Subject::features && grid->is_registered;
    const auto read = has_vectors ? read_tile_query(request, {"json", "html", "tilejson"}, true)
                                  : read_tile_query(request, {"json", "html"}, true);
    if (!read.problems.empty()) {
        return bad(request, read.problems);
    }
    if (read.query.form == "tilejson") {
        const std::string tiles =
            tiles_url(request, subject, words.at("name"), "/" + words.at("set") + "/{z}/{y}/{x}") +
            read.query.words();
        return document(request, tiles::tilejson_of(*layer, tiles, request.language()), kTileJson);
    }
    const ordered_json out = tile_set_json(request, subject, *layer, *grid, read.query);
    return wants_page(request) ? page(request, tile_set_page(out, layer->description(), request.language()))
                               : document(request, out);
}

Response TileSetService::tile(const Request& request, Subject subject, const http::PathWords& words) {
    auto found = layer_for(request, m_current, words.at("name"));
    if (auto* instead = std::get_if<Response>(&found)) {
        return std::move(*instead);
    }
    const auto layer = std::get<onemap::LayerPointer>(std::move(found));
    const Grid* grid = find_grid(words.at("set"));
    if (grid == nullptr) {
        return no_grid(request);
    }
    const bool has_vectors = subject == Subject::features && grid->is_registered;
    const auto read = has_vectors ? read_tile_query(request, {"mvt", "png"}, true)
                                  : read_tile_query(request, {"png"}, true);
    if (!read.problems.empty()) {
        return bad(request, read.problems);
    }
    const auto address = tiles::parse_tile_numbers(words.at("matrix"), words.at("column"), words.at("row"));
    if (!address || !grid->set.has(*address)) {
        return no_tile(request);
    }
    const onemap::View view = onemap::view_of(request.principal);
    if (!has_vectors || wants_picture(request, false)) {
        return picture(request, {layer, view, read.query.day}, *grid, *address);
    }
    return std::move(tiles::vector_tile_answer(request, m_cache, {layer, view, read.query.day}, *address)
                         .with("Vary", "Accept"));
}

Response TileSetService::picture(const Request& request, const wmts::RasterTiles::Subject& subject,
                                 const Grid& grid, const tiles::TileAddress& address) {
    ows::Outcome outcome{};
    const auto found = m_pictures.tile(subject, grid.set, address, outcome);
    if (found == nullptr) {
        return ows::failed(request, outcome);
    }
    Response out;
    out.content_type = "image/png";
    out.body = found->body;
    out.with("ETag", found->etag).with("Vary", "Accept");
    return http::for_view(std::move(out), subject.view != onemap::View::anybody);
}

} // namespace liangxian::ogcapi_tiles
