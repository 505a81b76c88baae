// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ogcapi/feature_service.hpp"

#include "core/base/error.hpp"
#include "core/base/timestamp.hpp"
#include "server/ogcapi/asked_item.hpp"
#include "server/ogcapi/feature_json.hpp"
#include "server/ogcapi/feature_pages.hpp"
#include "server/ogcapi/links.hpp"
#include "server/ogcapi/openapi.hpp"
#include "server/ogcapi/page.hpp"

namespace liangxian::ogcapi {
namespace {

using http::Request;
using http::Response;
using nlohmann::ordered_json;
using onemap::LayerPointer;

Response for_view(const Request& request, Response response) {
    return http::for_view(std::move(response.with("Vary", "Accept, Accept-Language")),
                          onemap::view_of(request.principal) != onemap::View::anybody);
}

Response for_people(const Request& request, std::string html) {
    return for_view(
        request,
        std::move(Response::of(kHtml, std::move(html)).with("Content-Security-Policy", kPagePolicy)));
}

Response for_programs(const Request& request, std::string body, const char* type) {
    return for_view(request, Response::of(type, std::move(body)));
}

Response for_programs(const Request& request, const ordered_json& document) {
    return for_programs(request, document.dump(2) + "\n", kJson);
}

Response bad(const Request& request, const base::Problems& problems) {
    base::Text all;
    for (const base::Problem& problem : problems) {
        all.zh += (all.zh.empty() ? "" : "；") + problem.where + "：" + problem.message.zh;
        all.en += (all.en.empty() ? "" : "; ") + problem.where + ": " + problem.message.en;
    }
    return http::problem(request, 400, problems.front().code, all);
}

/// Documents without parameters of their own take `f` alone.
std::optional<Response> refused_parameters(const Request& request) {
    base::Problems problems;
    for (const auto& [name, value] : request.query) {
        if (name != "f") {
            problems.push_back({"bad-parameter", name, {"没有这个参数", "there is no such parameter"}});
        } else if (value != "json" && value != "html") {
            problems.push_back({"bad-parameter", name, {"应为 json 或 html", "must be json or html"}});
        }
    }
    return problems.empty() ? std::nullopt : std::optional(bad(request, problems));
}

Response not_ready(const Request& request) {
    return http::problem(request, 503, "not-ready", {"数据正在载入", "the data are being loaded"})
        .with("Retry-After", "1");
}

Response no_collection(const Request& request) {
    return http::problem(request, 404, "collection-unknown", {"没有这个图层", "there is no such collection"});
}

/// Where and when there is something: an end is null where that is open.
ordered_json extent_json(const onemap::MapLayer& layer) {
    const geo::Box& box = layer.box();
    const auto instant = [](const std::optional<base::Date>& day, const char* time) {
        return day ? ordered_json(day->to_string() + time) : ordered_json();
    };
    ordered_json interval = ordered_json::array();
    interval.push_back(instant(layer.days().from, "T00:00:00Z"));
    interval.push_back(instant(layer.days().to, "T23:59:59Z"));
    ordered_json intervals = ordered_json::array();
    intervals.push_back(std::move(interval));
    return {
        {"spatial", {{"bbox", {{box.min_x, box.min_y, box.max_x, box.max_y}}}, {"crs", CrsChoice{}.uri()}}},
        {"temporal",
         {{"interval", std::move(intervals)},
          {"trs", "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"}}}};
}

ordered_json collection_json(const Request& request, const onemap::MapLayer& layer) {
    const onemap::LayerDescription& description = layer.description();
    const base::Language language = request.language();
    const std::string own = url(request, "/collections/" + description.name);
    ordered_json out{{"id", description.name},
                     {"title", description.title.in(language)},
                     {"description", description.description.in(language)},
                     {"itemType", "feature"}};
    if (!layer.box().empty()) {
        out["extent"] = extent_json(layer);
    }
    out["crs"] = crs_uris();
    out["storageCrs"] = storage_crs_uri();
    const std::string title = description.title.in(language);
    out["links"] = {
        link(own, "self", kJson, title),
        link(own + "?f=html", "alternate", "text/html", title),
        link(own + "/items", "items", kGeoJson, title),
        link(own + "/items?f=html", "items", "text/html", title),
        link(own + "/tiles", "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector", kJson, title),
        link(own + "/map/tiles", "http://www.opengis.net/def/rel/ogc/1.0/tilesets-map", kJson, title)};
    return out;
}

/// The page asked for, as GeoJSON, its features written one after another. \pre the query has a time
std::string collection_of(const Request& request, const ItemQuery& query, const ChosenItems& chosen) {
    ordered_json links = ordered_json::array();
    const std::string own = request.origin + request.path;
    links.push_back(link(own + query_with(request, "", ""), "self", kGeoJson, "GeoJSON"));
    links.push_back(link(own + query_with(request, "f", "html"), "alternate", "text/html", "HTML"));
    if (query.offset + chosen.items.size() < chosen.matched) {
        links.push_back(link(own + query_with(request, "offset", std::to_string(query.offset + query.limit)),
                             "next", kGeoJson, "next"));
    }
    if (query.offset > 0) {
        const std::size_t before = query.offset > query.limit ? query.offset - query.limit : 0;
        links.push_back(
            link(own + query_with(request, "offset", std::to_string(before)), "prev", kGeoJson, "previous"));
    }
    std::string out = R"({"type":"FeatureCollection","timeStamp":)";
    append_json_text(base::Timestamp::now().to_string(), out);
    out += ",\"numberMatched\":" + std::to_string(chosen.matched);
    out += ",\"numberReturned\":" + std::to_string(chosen.items.size());
    out += ",\"links\":" + links.dump() + ",\"features\":[";
    const FeatureJson writer(query.crs);
    for (std::size_t i = 0; i < chosen.items.size(); ++i) {
        out += i == 0 ? "\n" : ",\n";
        writer.append(*chosen.items[i], item_id(*chosen.items[i], query.time->is_one_day), out);
    }
    return out + "\n]}\n";
}

Response out_of_reach(const Request& request) {
    return http::problem(request, 400, "crs-out-of-reach",
                         {"要素超出所选坐标系的适用范围", "a feature lies beyond where this CRS reaches"});
}

} // namespace

void FeatureService::add_routes(http::Router& router) const {
    const auto add = [&router](const std::string& path, auto&& answer) {
        router.add("GET", kRoot + path, [answer](const Request& request, const http::PathWords& words) {
            return answer(request, words);
        });
    };
    add("", [this](const Request& request, const auto&) { return landing(request); });
    add("/conformance", [this](const Request& request, const auto&) { return conformance(request); });
    add("/api", [](const Request& request, const auto&) {
        return for_programs(request, openapi(request).dump(2) + "\n", kOpenApi);
    });
    add("/style.css", [](const Request&, const auto&) {
        return Response::of("text/css; charset=utf-8", style_sheet()).with("Cache-Control", "max-age=3600");
    });
    add("/collections", [this](const Request& request, const auto&) { return collections(request); });
    add("/collections/{name}",
        [this](const Request& request, const auto& words) { return collection(request, words.at("name")); });
    add("/collections/{name}/items",
        [this](const Request& request, const auto& words) { return items(request, words.at("name")); });
    add("/collections/{name}/items/{id}", [this](const Request& request, const auto& words) {
        return item(request, words.at("name"), words.at("id"));
    });
}

Response FeatureService::landing(const Request& request) const {
    if (auto refused = refused_parameters(request)) {
        return *refused;
    }
    const base::Language language = request.language();
    const auto in = [language](const char* zh, const char* en) { return base::Text{zh, en}.in(language); };
    ordered_json out{
        {"title", in("文物保护单位两线一张图", "the two lines of heritage protection, one map")},
        {"description",
         in("已公布且可公开的保护范围和建设控制地带；仅供参考，以公布文件为准",
            "announced protection ranges and construction control zones that may be public; the "
            "notices are what counts")},
        {"links",
         {link(url(request, ""), "self", kJson, in("本页", "this document")),
          link(url(request, "?f=html"), "alternate", "text/html",
               in("本页（网页）", "this document as a page")),
          link(url(request, "/api"), "service-desc", kOpenApi,
               in("接口定义（OpenAPI）", "the interface (OpenAPI)")),
          link(url(request, "/conformance"), "conformance", kJson, in("符合的标准", "conformance")),
          link(url(request, "/collections"), "data", kJson, in("图层", "layers")),
          link(url(request, "/tileMatrixSets"), "http://www.opengis.net/def/rel/ogc/1.0/tiling-schemes",
               kJson, in("瓦片格网", "tile matrix sets"))}}};
    if (request.principal && accounts::may_check(request.principal->role)) { // others would be refused there
        const std::string relation = "http://www.opengis.net/def/rel/ogc/1.0/";
        out["links"].push_back(
            link(url(request, "/processes"), relation + "processes", kJson, in("处理", "processes")));
        out["links"].push_back(link(url(request, "/jobs"), relation + "job-list", kJson, in("作业", "jobs")));
    }
    return form_of(request) == Form::html ? for_people(request, landing_page(out, language))
                                          : for_programs(request, out);
}

Response FeatureService::conformance(const Request& request) const {
    if (auto refused = refused_parameters(request)) {
        return *refused;
    }
    const std::string one = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/";
    const std::string processes = "http://www.opengis.net/spec/ogcapi-processes-1/1.0/conf/";
    const std::string tiles = "http://www.opengis.net/spec/ogcapi-tiles-1/1.0/conf/";
    const std::string grids = "http://www.opengis.net/spec/tms/2.0/conf/";
    const ordered_json out{{"conformsTo",
                            {one + "core",
                             one + "geojson",
                             one + "html",
                             one + "oas30",
                             "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
                             processes + "core",
                             processes + "ogc-process-description",
                             processes + "json",
                             processes + "oas30",
                             processes + "job-list",
                             processes + "dismiss",
                             tiles + "core",
                             tiles + "tileset",
                             tiles + "tilesets-list",
                             tiles + "geodata-tilesets",
                             tiles + "mvt",
                             tiles + "png",
                             tiles + "oas30",
                             grids + "tilematrixset",
                             grids + "json-tilematrixset",
                             grids + "tilesetmetadata",
                             grids + "json-tilesetmetadata"}}};
    return form_of(request) == Form::html ? for_people(request, conformance_page(out, request.language()))
                                          : for_programs(request, out);
}

Response FeatureService::collections(const Request& request) const {
    if (auto refused = refused_parameters(request)) {
        return *refused;
    }
    const auto generation = m_current.get();
    if (generation == nullptr) {
        return not_ready(request);
    }
    ordered_json all = ordered_json::array();
    for (const LayerPointer& layer : generation->layers(onemap::view_of(request.principal))) {
        all.push_back(collection_json(request, *layer));
    }
    const std::string own = url(request, "/collections");
    const ordered_json out{
        {"links",
         {link(own, "self", kJson, "JSON"), link(own + "?f=html", "alternate", "text/html", "HTML")}},
        {"crs", crs_uris()},
        {"collections", std::move(all)}};
    return form_of(request) == Form::html ? for_people(request, collections_page(out, request.language()))
                                          : for_programs(request, out);
}

Response FeatureService::collection(const Request& request, const std::string& name) const {
    if (auto refused = refused_parameters(request)) {
        return *refused;
    }
    const auto generation = m_current.get();
    if (generation == nullptr) {
        return not_ready(request);
    }
    const LayerPointer layer = generation->find(onemap::view_of(request.principal), name);
    if (layer == nullptr) {
        return no_collection(request);
    }
    const ordered_json out = collection_json(request, *layer);
    return form_of(request) == Form::html
               ? for_people(request, collection_page(out, layer->description(), request.language()))
               : for_programs(request, out);
}

bool FeatureService::is_slow(const Request& request) {
    return request.path.rfind("/ogcapi/collections/", 0) == 0 &&
           std::any_of(request.query.begin(), request.query.end(),
                       [](const auto& one) { return one.first == kKnownAt; });
}

std::variant<LayerPointer, Response> FeatureService::layer_for(const Request& request,
                                                               const std::string& name) const {
    std::shared_ptr<const onemap::Generation> generation = m_current.get();
    if (generation == nullptr) {
        return not_ready(request);
    }
    const auto known = std::find_if(request.query.begin(), request.query.end(),
                                    [](const auto& one) { return one.first == kKnownAt; });
    // For others it is a parameter like any that does not exist.
    if (known != request.query.end() && may_ask_the_past(request)) {
        const auto instant = base::Timestamp::parse(known->second);
        if (!instant || base::Timestamp::now() < *instant) {
            return bad(request, {{"bad-parameter",
                                  kKnownAt,
                                  {"应为过去的时刻，如 2024-05-01T08:00:00Z",
                                   "must be an instant of the past, like 2024-05-01T08:00:00Z"}}});
        }
        generation = m_past.at(*instant, *generation);
    }
    const LayerPointer layer = generation->find(onemap::view_of(request.principal), name);
    return layer == nullptr ? std::variant<LayerPointer, Response>(no_collection(request)) : layer;
}

Response FeatureService::items(const Request& request, const std::string& name) const {
    auto chosen_layer = layer_for(request, name);
    if (auto* instead = std::get_if<Response>(&chosen_layer)) {
        return std::move(*instead);
    }
    const LayerPointer layer = std::get<LayerPointer>(std::move(chosen_layer));
    ReadItemQuery read = read_item_query(request, layer->description());
    if (!read.problems.empty()) {
        return bad(request, read.problems);
    }
    if (!read.query.time) {
        const base::Date today = base::Date::today();
        read.query.time = onemap::AskedTime{{today, today}, true};
    }
    try {
        const ChosenItems chosen = choose_items(*layer, read.query);
        if (form_of(request) == Form::html) {
            return for_people(request, items_page(request, layer->description(), chosen, read.query));
        }
        return for_programs(request, collection_of(request, read.query, chosen), kGeoJson)
            .with("Content-Crs", "<" + read.query.crs.uri() + ">");
    } catch (const base::GeometryError&) {
        return out_of_reach(request);
    }
}

Response FeatureService::item(const Request& request, const std::string& name, const std::string& id) const {
    auto chosen_layer = layer_for(request, name);
    if (auto* instead = std::get_if<Response>(&chosen_layer)) {
        return std::move(*instead);
    }
    const LayerPointer layer = std::get<LayerPointer>(std::move(chosen_layer));
    base::Problems problems;
    const AskedItem asked = read_asked_item(request, id, problems);
    if (!problems.empty()) {
        return bad(request, problems);
    }
    const onemap::MapFeature* found = layer->find(asked.id, asked.day);
    if (found == nullptr) {
        return http::problem(request, 404, "item-unknown", {"没有这个要素", "there is no such feature"});
    }
    if (form_of(request) == Form::html) {
        return for_people(request, item_page(layer->description(), *found, request.language()));
    }
    std::string out;
    try {
        FeatureJson(asked.crs).append(*found, id, out);
    } catch (const base::GeometryError&) {
        return out_of_reach(request);
    }
    const std::string collection = url(request, "/collections/" + name);
    const ordered_json links{
        link(collection + "/items/" + encoded(id) + query_with(request, "", ""), "self", kGeoJson, id),
        link(collection + "/items/" + encoded(id) + query_with(request, "f", "html"), "alternate",
             "text/html", id),
        link(collection, "collection", kJson, layer->description().title.in(request.language()))};
    out.back() = ','; // the feature goes on
    out += "\"links\":" + links.dump() + "}\n";
    return for_programs(request, std::move(out), kGeoJson).with("Content-Crs", "<" + asked.crs.uri() + ">");
}

} // namespace liangxian::ogcapi
