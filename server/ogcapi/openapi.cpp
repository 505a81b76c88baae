// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ogcapi/openapi.hpp"

#include "server/ogcapi/item_query.hpp"
#include "server/ogcapi/links.hpp"
#include "server/ogcapi/process_paths.hpp"
#include "server/ogcapi/tile_paths.hpp"

namespace liangxian::ogcapi {
namespace {

using nlohmann::ordered_json;

ordered_json parameter(const char* name, const char* in, const char* description, ordered_json schema) {
    ordered_json out{{"name", name},
                     {"in", in},
                     {"required", std::string_view(in) == "path"},
                     {"description", description},
                     {"schema", std::move(schema)}};
    if (std::string_view(in) == "query") {
        out["style"] = "form";
        out["explode"] = false;
    }
    return out;
}

ordered_json text_schema() { return {{"type", "string"}}; }

ordered_json answer(const char* description, const char* type) {
    return {
        {"description", description},
        {"content",
         {{type, {{"schema", {{"type", "object"}}}}}, {"text/html", {{"schema", {{"type", "string"}}}}}}}};
}

ordered_json fault(const char* description) {
    return {{"description", description},
            {"content", {{"application/problem+json", {{"schema", {{"type", "object"}}}}}}}};
}

ordered_json operation(const char* id, const char* summary, const char* type, ordered_json parameters) {
    const ordered_json form =
        parameter("f", "query", "json or html", {{"type", "string"}, {"enum", {"json", "html"}}});
    parameters.push_back(form);
    return {{"get",
             {{"operationId", id},
              {"summary", summary},
              {"parameters", std::move(parameters)},
              {"responses",
               {{"200", answer(summary, type)},
                {"400", fault("a parameter is wrong")},
                {"404", fault("there is nothing of that name")},
                {"503", fault("nothing is loaded yet")}}}}}};
}

ordered_json item_parameters() {
    const ordered_json numbers{
        {"type", "array"}, {"minItems", 4}, {"maxItems", 6}, {"items", {{"type", "number"}}}};
    ordered_json out{
        parameter("collectionId", "path", "name of a collection", text_schema()),
        parameter(
            "limit", "query", "features on a page",
            {{"type", "integer"}, {"minimum", 1}, {"maximum", kHighestLimit}, {"default", kUsualLimit}}),
        parameter("offset", "query", "features before the page",
                  {{"type", "integer"}, {"minimum", 0}, {"default", 0}}),
        parameter("bbox", "query", "only what has a point in this box", numbers),
        parameter("bbox-crs", "query", "CRS of bbox; CRS84", text_schema()),
        parameter("crs", "query", "CRS of the answer; CRS84", text_schema()),
        parameter("datetime", "query",
                  "what is in force on this day or some day between these two, as 2024-05-01 or "
                  "2019-01-01/..; today",
                  text_schema()),
        parameter(
            kKnownAt, "query",
            "what was recorded by this instant of the past, for who signed in and sees exact layers; now",
            text_schema()),
        parameter("q", "query", "only what has each of these words in its id or in some text",
                  text_schema())};
    for (const char* column :
         {"kind", "class", "site_id", "zone_id", "level", "category", "county", "name"}) {
        out.push_back(parameter(column, "query", "only what has this value there", text_schema()));
    }
    return out;
}

} // namespace

ordered_json openapi(const http::Request& request) {
    ordered_json paths = ordered_json::object();
    paths["/"] = operation("landing", "what there is", kJson, ordered_json::array());
    paths["/conformance"] =
        operation("conformance", "standards it conforms to", kJson, ordered_json::array());
    paths["/collections"] = operation("collections", "layers", kJson, ordered_json::array());
    const ordered_json collection = parameter("collectionId", "path", "name of a collection", text_schema());
    paths["/collections/{collectionId}"] =
        operation("collection", "one layer", kJson, ordered_json::array({collection}));
    paths["/collections/{collectionId}/items"] =
        operation("items", "features of a layer", kGeoJson, item_parameters());
    paths["/collections/{collectionId}/items/{featureId}"] = operation(
        "item", "one feature", kGeoJson,
        ordered_json::array({collection, parameter("featureId", "path", "id of a feature", text_schema()),
                             parameter("datetime", "query", "as it is on this day; today", text_schema()),
                             parameter("crs", "query", "CRS of the answer; CRS84", text_schema())}));
    add_tile_paths(paths);
    add_process_paths(paths);
    return {
        {"openapi", "3.0.3"},
        {"info",
         {{"title", "两线 Liangxian: OGC API Features, Tiles and Processes"},
          {"version", "1.0"},
          {"description", "the public lines of heritage protection; checks for those who have signed in"}}},
        {"servers", {{{"url", url(request, "")}}}},
        {"components", {{"securitySchemes", {{"bearer", {{"type", "http"}, {"scheme", "bearer"}}}}}}},
        {"paths", std::move(paths)}};
}

} // namespace liangxian::ogcapi
