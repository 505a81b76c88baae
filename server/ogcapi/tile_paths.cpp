// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ogcapi/tile_paths.hpp"

#include "server/ogcapi/links.hpp"

#include <initializer_list>
#include <string>
#include <utility>

namespace liangxian::ogcapi {
namespace {

using nlohmann::ordered_json;

ordered_json in_path(const char* name, const char* description, ordered_json schema) {
    return {{"name", name},
            {"in", "path"},
            {"required", true},
            {"description", description},
            {"schema", std::move(schema)}};
}

ordered_json in_query(const char* name, const char* description, ordered_json schema) {
    return {{"name", name},
            {"in", "query"},
            {"required", false},
            {"description", description},
            {"schema", std::move(schema)}};
}

ordered_json text_schema() { return {{"type", "string"}}; }

ordered_json form(std::initializer_list<const char*> forms) {
    ordered_json words = ordered_json::array();
    for (const char* one : forms) {
        words.push_back(one);
    }
    return in_query("f", "form of the answer; else by Accept",
                    {{"type", "string"}, {"enum", std::move(words)}});
}

ordered_json day() {
    return in_query("datetime", "as it is on this day, or on the day of this instant; today", text_schema());
}

ordered_json collection() { return in_path("collectionId", "name of a collection", text_schema()); }

ordered_json grid(std::initializer_list<const char*> grids) {
    ordered_json words = ordered_json::array();
    for (const char* one : grids) {
        words.push_back(one);
    }
    return in_path("tileMatrixSetId", "name of a grid", {{"type", "string"}, {"enum", std::move(words)}});
}

ordered_json faults(ordered_json responses) {
    const auto fault = [](const char* description) {
        return ordered_json{{"description", description},
                            {"content", {{"application/problem+json", {{"schema", {{"type", "object"}}}}}}}};
    };
    responses["400"] = fault("a parameter is wrong");
    responses["404"] = fault("there is nothing of that name, or no such tile");
    responses["503"] = fault("nothing is loaded yet, or too much waits");
    return responses;
}

ordered_json operation(const std::string& id, const char* summary, ordered_json parameters,
                       ordered_json responses) {
    return {{"get",
             {{"operationId", id},
              {"summary", summary},
              {"parameters", std::move(parameters)},
              {"responses", faults(std::move(responses))}}}};
}

ordered_json document(const char* description) {
    return {{"200",
             {{"description", description},
              {"content",
               {{kJson, {{"schema", {{"type", "object"}}}}},
                {"text/html", {{"schema", {{"type", "string"}}}}}}}}}};
}

ordered_json tile(bool has_vectors) {
    const ordered_json bytes{{"schema", {{"type", "string"}, {"format", "binary"}}}};
    ordered_json content{{"image/png", bytes}};
    ordered_json out{{"200", {{"description", "a tile"}}}};
    if (has_vectors) {
        content["application/vnd.mapbox-vector-tile"] = bytes;
        out["204"] = {{"description", "there is nothing in this vector tile"}};
    }
    out["200"]["content"] = std::move(content);
    return out;
}

ordered_json number(const char* name, const char* description) {
    return in_path(name, description, {{"type", "integer"}, {"minimum", 0}});
}

/// \param id  `.collection.vector` or `.collection.map`
void add_tile_sets(ordered_json& paths, const std::string& path, const std::string& id, bool has_vectors) {
    paths[path] = operation(id + ".getTileSetsList", "tile sets of a layer",
                            {collection(), day(), form({"json", "html"})}, document("the tile sets"));
    ordered_json described = document("the tile set");
    if (has_vectors) {
        described["200"]["content"]["application/vnd.mapbox.tile+json"] = {{"schema", {{"type", "object"}}}};
    }
    paths[path + "/{tileMatrixSetId}"] =
        operation(id + ".getTileSet", "a tile set of a layer",
                  {collection(), grid({"WebMercatorQuad", "c"}), day(),
                   has_vectors ? form({"json", "html", "tilejson"}) : form({"json", "html"})},
                  std::move(described));
    paths[path + "/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}"] = operation(
        id + ".getTile", has_vectors ? "a tile; of the grid c as a picture only" : "a tile of the drawn map",
        {collection(), grid({"WebMercatorQuad", "c"}),
         in_path("tileMatrix", "zoom level, at most 18", text_schema()), number("tileRow", "from the north"),
         number("tileCol", "from the west"), day(), has_vectors ? form({"mvt", "png"}) : form({"png"})},
        tile(has_vectors));
}

} // namespace

void add_tile_paths(ordered_json& paths) {
    paths["/tileMatrixSets"] =
        operation("getTileMatrixSetsList", "grids that tiles are cut by",
                  ordered_json::array({form({"json", "html"})}), document("the grids"));
    paths["/tileMatrixSets/{tileMatrixSetId}"] =
        operation("getTileMatrixSet", "a grid", {grid({"WebMercatorQuad", "c"}), form({"json", "html"})},
                  document("the grid"));
    add_tile_sets(paths, "/collections/{collectionId}/tiles", ".collection.vector", true);
    add_tile_sets(paths, "/collections/{collectionId}/map/tiles", ".collection.map", false);
}

} // namespace liangxian::ogcapi
