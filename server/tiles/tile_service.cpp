// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/tiles/tile_service.hpp"

#include "server/http/finish.hpp"
#include "server/tiles/as_of.hpp"
#include "server/tiles/tile_lines.hpp"
#include "server/tiles/vector_tile.hpp"

#include <nlohmann/json.hpp>

#include <cmath>

namespace liangxian::tiles {
namespace {

constexpr const char* kTileType = "application/vnd.mapbox-vector-tile";

http::Response no_layer(const http::Request& request) {
    return http::problem(request, 404, "layer-unknown", {"没有这个图层", "there is no such layer"});
}

http::Response not_ready(const http::Request& request) {
    return http::problem(request, 503, "not-ready", {"数据正在载入", "the data are being loaded"})
        .with("Retry-After", "1");
}

std::shared_ptr<const CachedTile> made_tile(const onemap::MapLayer& layer, const base::Date& day,
                                            const TileAddress& address) {
    CachedTile out;
    std::string bytes = draw_tile(layer, day, address);
    out.etag = http::etag_of(bytes);
    if (!bytes.empty()) {
        out.body = std::make_shared<const http::Body>(http::Body{std::move(bytes), {}});
    }
    return std::make_shared<const CachedTile>(std::move(out));
}

/// The same tile, compressed, too: for the first client that takes it so, and all after it.
std::shared_ptr<const CachedTile> with_gzip(const CachedTile& tile) {
    http::Body both{tile.body->plain, http::gzipped(tile.body->plain)};
    return std::make_shared<const CachedTile>(
        CachedTile{std::make_shared<const http::Body>(std::move(both)), tile.etag});
}

} // namespace

std::string draw_tile(const onemap::MapLayer& layer, const base::Date& day, const TileAddress& tile) {
    const TileFrame frame(tile);
    VectorTileLayer out(layer.description().name);
    for (const std::size_t i : layer.meeting(frame.box(), day)) {
        const onemap::MapFeature& feature = layer.feature(i);
        if (feature.point) {
            out.add_point(feature.number,
                          {static_cast<int>(std::lround(frame.x(feature.point->x))),
                           static_cast<int>(std::lround(frame.y(feature.point->y)))},
                          feature.columns);
        } else if (!feature.lines.empty()) {
            out.add_lines(feature.number, tile_lines(feature.lines, frame), feature.columns);
        } else {
            out.add_polygons(feature.number, tile_rings(feature.polygons.view(), frame), feature.columns);
        }
    }
    return out.encoded();
}

void TileService::add_routes(http::Router& router) {
    router.add(
        "GET", "/tiles/{layer}/{z}/{x}/{y}.mvt",
        [this](const http::Request& request, const http::PathWords& words) { return tile(request, words); });
    router.add("GET", "/tiles/{layer}.json",
               [this](const http::Request& request, const http::PathWords& words) {
                   return tilejson(request, words);
               });
}

http::Response TileService::tile(const http::Request& request, const http::PathWords& words) {
    const auto address = parse_tile_address(words.at("z"), words.at("x"), words.at("y"));
    if (!address) {
        return http::problem(request, 404, "tile-unknown", {"没有这个瓦片", "there is no such tile"});
    }
    const auto generation = m_current.get();
    if (generation == nullptr) {
        return not_ready(request);
    }
    const onemap::View view = onemap::view_of(request.principal);
    const auto layer = generation->find(view, words.at("layer"));
    if (layer == nullptr) {
        return no_layer(request);
    }
    const auto asked = as_of(request);
    if (!asked) {
        return bad_day(request);
    }
    const TileKey key{TileForm::vector, *address, layer->state_on(asked->day), view};
    auto found = m_cache.find(*layer, key);
    if (found == nullptr) {
        found = made_tile(*layer, asked->day, *address);
        m_cache.put(*layer, key, found);
    }
    if (found->body != nullptr && found->body->gzip.empty() && http::takes_gzip(request)) {
        found = with_gzip(*found);
        m_cache.put(*layer, key, found);
    }
    http::Response out;
    out.status = found->body == nullptr ? 204 : 200;
    out.content_type = kTileType;
    out.body = found->body;
    return http::for_view(std::move(out.with("ETag", found->etag)), view != onemap::View::anybody);
}

http::Response TileService::tilejson(const http::Request& request, const http::PathWords& words) const {
    const auto generation = m_current.get();
    if (generation == nullptr) {
        return not_ready(request);
    }
    const onemap::View view = onemap::view_of(request.principal);
    const auto layer = generation->find(view, words.at("layer"));
    if (layer == nullptr) {
        return no_layer(request);
    }
    const auto asked = as_of(request);
    if (!asked) {
        return bad_day(request);
    }
    const onemap::LayerDescription& description = layer->description();
    const base::Language language = request.language();
    nlohmann::ordered_json fields = nlohmann::ordered_json::object();
    for (const onemap::MapColumn& column : description.columns) {
        fields[column.name] = column.title.in(language);
    }
    nlohmann::ordered_json out{
        {"tilejson", "3.0.0"},
        {"name", description.title.in(language)},
        {"description", description.description.in(language)},
        {"scheme", "xyz"},
        {"tiles", {request.origin + "/tiles/" + description.name + "/{z}/{x}/{y}.mvt" + asked->query()}},
        {"minzoom", 0},
        {"maxzoom", kDeepestZoom},
        {"vector_layers", {{{"id", description.name}, {"fields", std::move(fields)}}}}};
    if (!layer->box().empty()) {
        const geo::Box& box = layer->box();
        out["bounds"] = {box.min_x, box.min_y, box.max_x, box.max_y};
    }
    return http::for_view(http::Response::of("application/json", out.dump(2) + "\n"),
                          view != onemap::View::anybody);
}

} // namespace liangxian::tiles
