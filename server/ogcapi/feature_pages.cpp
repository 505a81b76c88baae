// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ogcapi/feature_pages.hpp"

#include "server/ogcapi/feature_json.hpp"
#include "server/ogcapi/links.hpp"
#include "server/ogcapi/page.hpp"

#include <fmt/format.h>

namespace liangxian::ogcapi {
namespace {

using nlohmann::ordered_json;

std::string anchor(const std::string& href, const std::string& words) {
    return "<a href=\"" + escaped(href) + "\">" + escaped(words) + "</a>";
}

std::string words_of(const onemap::Value& value) {
    return std::visit(
        [](const auto& held) -> std::string {
            using Held = std::decay_t<decltype(held)>;
            if constexpr (std::is_same_v<Held, std::string>) {
                return held;
            } else {
                return fmt::format("{}", held);
            }
        },
        value);
}

const onemap::Value* value_in(const onemap::MapFeature& item, const std::string& column) {
    for (const auto& [name, value] : item.columns) {
        if (name == column) {
            return &value;
        }
    }
    return nullptr;
}

std::pair<std::string, std::string> root(base::Language language) {
    return {base::Text{"一张图", "one map"}.in(language), kRoot};
}

std::pair<std::string, std::string> all_layers(base::Language language) {
    return {base::Text{"图层", "layers"}.in(language), std::string(kRoot) + "/collections"};
}

std::string path_of(const onemap::LayerDescription& layer) {
    return std::string(kRoot) + "/collections/" + layer.name;
}

/// The day of a query for the address of a feature: today needs none.
std::string day_of(const ItemQuery& query) {
    const bool is_named = query.time->is_one_day && *query.time->days.from != base::Date::today();
    return is_named ? "?datetime=" + query.time->days.from->to_string() : "";
}

/// `在 2024-05-01 有效`, for the head of a table.
std::string time_words(const ItemQuery& query, base::Language language) {
    const auto end = [](const std::optional<base::Date>& day) { return day ? day->to_string() : "…"; };
    const base::DateSpan& days = query.time->days;
    const std::string words = query.time->is_one_day ? end(days.from) : end(days.from) + " – " + end(days.to);
    return base::Text{"在 " + words + " 的状态：", "as on " + words + ": "}.in(language);
}

std::string links_list(const ordered_json& links) {
    std::string out = "<ul>";
    for (const ordered_json& one : links) {
        out += "<li>" + anchor(one.at("href"), one.at("title")) + " <span class=\"note\">" +
               escaped(one.at("type").get<std::string>()) + "</span></li>";
    }
    return out + "</ul>";
}

} // namespace

std::string landing_page(const ordered_json& landing, base::Language language) {
    const std::string body = "<p>" + escaped(landing.at("description").get<std::string>()) + "</p>" +
                             links_list(landing.at("links"));
    return page(landing.at("title"), {root(language)}, body, language);
}

std::string conformance_page(const ordered_json& conformance, base::Language language) {
    std::string body = "<ul>";
    for (const ordered_json& one : conformance.at("conformsTo")) {
        body += "<li><code>" + escaped(one.get<std::string>()) + "</code></li>";
    }
    return page(base::Text{"符合的标准", "conformance"}.in(language), {root(language)}, body + "</ul>",
                language);
}

std::string collections_page(const ordered_json& collections, base::Language language) {
    std::string body = "<table>";
    for (const ordered_json& one : collections.at("collections")) {
        body +=
            "<tr><th scope=\"row\">" +
            anchor(std::string(kRoot) + "/collections/" + one.at("id").get<std::string>(), one.at("title")) +
            "</th><td>" + escaped(one.at("description").get<std::string>()) + "</td></tr>";
    }
    return page(base::Text{"图层", "layers"}.in(language), {root(language)}, body + "</table>", language);
}

std::string collection_page(const ordered_json& collection, const onemap::LayerDescription& layer,
                            base::Language language) {
    std::string body =
        "<p>" + escaped(layer.description.in(language)) + "</p><p>" +
        anchor(path_of(layer) + "/items", base::Text{"浏览要素", "browse features"}.in(language)) +
        "</p><h2>" + base::Text{"字段", "columns"}.in(language) + "</h2><table>";
    for (const onemap::MapColumn& column : layer.columns) {
        body += "<tr><th scope=\"row\"><code>" + escaped(column.name) + "</code></th><td>" +
                escaped(column.title.in(language)) + "</td></tr>";
    }
    body += "</table><h2>" + base::Text{"坐标系", "coordinate reference systems"}.in(language) +
            "</h2><p class=\"note\">";
    for (const ordered_json& crs : collection.at("crs")) {
        const auto uri = crs.get<std::string>();
        body += "<code>" + escaped(uri.substr(uri.rfind('/') + 1)) + "</code> ";
    }
    return page(layer.title.in(language), {root(language), all_layers(language)}, body + "</p>", language);
}

std::string items_page(const http::Request& request, const onemap::LayerDescription& layer,
                       const ChosenItems& chosen, const ItemQuery& query) {
    const base::Language language = request.language();
    std::string body =
        "<p class=\"note\">" + escaped(time_words(query, language)) +
        (chosen.items.empty() ? base::Text{fmt::format("共 {} 个要素，本页没有", chosen.matched),
                                           fmt::format("{} features, none on this page", chosen.matched)}
                              : base::Text{fmt::format("共 {} 个要素，本页为第 {} 至 {} 个", chosen.matched,
                                                       query.offset + 1, query.offset + chosen.items.size()),
                                           fmt::format("{} features; {} to {} on this page", chosen.matched,
                                                       query.offset + 1, query.offset + chosen.items.size())})
            .in(language) +
        "</p><div class=\"scroll\"><table><thead><tr>";
    for (const onemap::MapColumn& column : layer.columns) {
        body += "<th scope=\"col\">" + escaped(column.title.in(language)) + "</th>";
    }
    body += "</tr></thead><tbody>";
    for (const onemap::MapFeature* item : chosen.items) {
        body += "<tr>";
        bool is_first = true;
        for (const onemap::MapColumn& column : layer.columns) {
            const onemap::Value* value = value_in(*item, column.name);
            const std::string words = value == nullptr ? "" : words_of(*value);
            body += "<td>" +
                    (is_first ? anchor(path_of(layer) + "/items/" +
                                           encoded(item_id(*item, query.time->is_one_day)) + day_of(query),
                                       words)
                              : escaped(words)) +
                    "</td>";
            is_first = false;
        }
        body += "</tr>";
    }
    body += "</tbody></table></div><div class=\"pages\">";
    if (query.offset > 0) {
        const std::size_t before = query.offset > query.limit ? query.offset - query.limit : 0;
        body += anchor(request.path + query_with(request, "offset", std::to_string(before)),
                       base::Text{"上一页", "previous page"}.in(language));
    }
    if (query.offset + chosen.items.size() < chosen.matched) {
        body +=
            anchor(request.path + query_with(request, "offset", std::to_string(query.offset + query.limit)),
                   base::Text{"下一页", "next page"}.in(language));
    }
    return page(layer.title.in(language),
                {root(language), all_layers(language), {layer.title.in(language), path_of(layer)}},
                body + "</div>", language);
}

std::string item_page(const onemap::LayerDescription& layer, const onemap::MapFeature& item,
                      base::Language language) {
    std::string body = "<table>";
    for (const onemap::MapColumn& column : layer.columns) {
        if (const onemap::Value* value = value_in(item, column.name)) {
            body += "<tr><th scope=\"row\">" + escaped(column.title.in(language)) + "</th><td>" +
                    escaped(words_of(*value)) + "</td></tr>";
        }
    }
    body += "<tr><th scope=\"row\">" + base::Text{"范围", "extent"}.in(language) + "</th><td><code>" +
            fmt::format("{:.4f}, {:.4f} – {:.4f}, {:.4f}", item.box.min_x, item.box.min_y, item.box.max_x,
                        item.box.max_y) +
            "</code></td></tr></table>";
    return page(item.id, {root(language), all_layers(language), {layer.title.in(language), path_of(layer)}},
                body, language);
}

} // namespace liangxian::ogcapi
