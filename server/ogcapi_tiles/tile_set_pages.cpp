// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ogcapi_tiles/tile_set_pages.hpp"

#include "server/ogcapi/links.hpp"
#include "server/ogcapi/page.hpp"

namespace liangxian::ogcapi_tiles {
namespace {

using nlohmann::ordered_json;
using ogcapi::escaped;

using Way = std::vector<std::pair<std::string, std::string>>;

Way root(base::Language language) { return {{base::Text{"一张图", "one map"}.in(language), ogcapi::kRoot}}; }

Way way_to(const onemap::LayerDescription& layer, base::Language language) {
    Way out = root(language);
    const std::string all = std::string(ogcapi::kRoot) + "/collections";
    out.emplace_back(base::Text{"图层", "layers"}.in(language), all);
    out.emplace_back(layer.title.in(language), all + "/" + layer.name);
    return out;
}

/// A template is shown, and is no link.
std::string links_list(const ordered_json& links) {
    std::string out = "<ul>";
    for (const ordered_json& one : links) {
        const std::string href = escaped(one.at("href").get<std::string>());
        const std::string title = escaped(one.at("title").get<std::string>());
        out += "<li>";
        out += one.contains("templated") ? title + " <code>" + href + "</code>"
                                         : "<a href=\"" + href + "\">" + title + "</a>";
        out += " <span class=\"note\">" + escaped(one.at("type").get<std::string>()) + "</span></li>";
    }
    return out + "</ul>";
}

} // namespace

std::string matrix_sets_page(const ordered_json& sets, base::Language language) {
    std::string body;
    for (const ordered_json& one : sets.at("tileMatrixSets")) {
        body += "<h2>" + escaped(one.at("title").get<std::string>()) + "</h2>" + links_list(one.at("links"));
    }
    return ogcapi::page(base::Text{"瓦片格网", "tile matrix sets"}.in(language), root(language), body,
                        language);
}

std::string matrix_set_page(const ordered_json& set, base::Language language) {
    std::string body = "<p><code>" + escaped(set.at("crs").get<std::string>()) +
                       "</code></p><div class=\"scroll\"><table><thead><tr>";
    for (const base::Text& head : {base::Text{"级", "level"}, base::Text{"比例尺分母", "scale denominator"},
                                   base::Text{"列", "columns"}, base::Text{"行", "rows"}}) {
        body += "<th scope=\"col\">" + head.in(language) + "</th>";
    }
    body += "</tr></thead><tbody>";
    for (const ordered_json& one : set.at("tileMatrices")) {
        body += "<tr><th scope=\"row\">" + escaped(one.at("id").get<std::string>()) + "</th>";
        for (const char* name : {"scaleDenominator", "matrixWidth", "matrixHeight"}) {
            body += "<td>" + one.at(name).dump() + "</td>";
        }
        body += "</tr>";
    }
    return ogcapi::page(set.at("title"), root(language), body + "</tbody></table></div>", language);
}

std::string tile_sets_page(const ordered_json& sets, const onemap::LayerDescription& layer,
                           base::Language language) {
    std::string body;
    for (const ordered_json& one : sets.at("tilesets")) {
        body += "<h2>" + escaped(one.at("title").get<std::string>()) + "</h2>" + links_list(one.at("links"));
    }
    return ogcapi::page(base::Text{"瓦片集", "tile sets"}.in(language), way_to(layer, language), body,
                        language);
}

std::string tile_set_page(const ordered_json& set, const onemap::LayerDescription& layer,
                          base::Language language) {
    const std::string body = "<p>" + escaped(set.at("description").get<std::string>()) + "</p><p><code>" +
                             escaped(set.at("crs").get<std::string>()) + "</code></p>" +
                             links_list(set.at("links"));
    return ogcapi::page(set.at("title"), way_to(layer, language), body, language);
}

} // namespace liangxian::ogcapi_tiles
