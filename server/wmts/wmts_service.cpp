// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/wmts/wmts_service.hpp"

#include "server/ows/time_dimension.hpp"
#include "server/tiles/as_of.hpp"
#include "server/wmts/wmts_capabilities.hpp"

#include <algorithm>
#include <cctype>

namespace liangxian::wmts {
namespace {

using http::Request;
using http::Response;

constexpr const char* kXml = "application/xml; charset=utf-8";

/// An exception of OWS 1.1 with its code and the parameter it is about.
Response exception(const Request& request, unsigned status, const std::string& code,
                   const std::string& locator, const base::Text& text) {
    return Response::of(kXml,
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ows:ExceptionReport version=\"1.1.0\" "
                        "xmlns:ows=\"http://www.opengis.net/ows/1.1\"><ows:Exception exceptionCode=\"" +
                            code + "\" locator=\"" + locator + "\"><ows:ExceptionText>" +
                            xml_text(text.in(request.language())) +
                            "</ows:ExceptionText></ows:Exception></ows:ExceptionReport>\n",
                        status);
}

std::string parameter(const Request& request, const std::string& name) {
    for (const auto& [key, value] : request.query) {
        const bool is_it =
            key.size() == name.size() &&
            std::equal(key.begin(), key.end(), name.begin(),
                       [](unsigned char a, unsigned char b) { return std::toupper(a) == std::toupper(b); });
        if (is_it) {
            return value;
        }
    }
    return {};
}

} // namespace

void WmtsService::add_routes(http::Router& router) {
    const auto asked_by = [](const http::PathWords& words) {
        return Asked{words.at("layer"),  words.at("set"), words.at("zoom"),
                     words.at("column"), words.at("row"), {}};
    };
    router.add("GET", "/wmts",
               [this](const Request& request, const http::PathWords&) { return by_words(request); });
    router.add("GET", "/wmts/1.0.0/WMTSCapabilities.xml",
               [this](const Request& request, const http::PathWords&) { return capabilities(request); });
    router.add("GET", "/wmts/{layer}/default/{set}/{zoom}/{row}/{column}.png",
               [this, asked_by](const Request& request, const http::PathWords& words) {
                   return tile_at(request, asked_by(words), "");
               });
    router.add("GET", "/wmts/{layer}/default/{time}/{set}/{zoom}/{row}/{column}.png",
               [this, asked_by](const Request& request, const http::PathWords& words) {
                   return tile_at(request, asked_by(words), words.at("time"));
               });
    router.add("GET", "/tiles/{layer}/{z}/{x}/{y}.png",
               [this](const Request& request, const http::PathWords& words) {
                   const auto day = tiles::as_of(request);
                   return day ? tile(request, {words.at("layer"), "w", words.at("z"), words.at("x"),
                                               words.at("y"), day->day})
                              : tiles::bad_day(request);
               });
}

Response WmtsService::by_words(const Request& request) {
    const std::string operation = parameter(request, "REQUEST");
    if (parameter(request, "SERVICE") != "WMTS") {
        return exception(request, 400, "InvalidParameterValue", "SERVICE",
                         {"SERVICE 应为 WMTS", "SERVICE must be WMTS"});
    }
    if (operation == "GetCapabilities") {
        return capabilities(request);
    }
    if (operation != "GetTile") {
        return exception(request, 400, operation.empty() ? "MissingParameterValue" : "OperationNotSupported",
                         "REQUEST",
                         {"只提供 GetCapabilities 和 GetTile", "there are GetCapabilities and GetTile"});
    }
    for (const char* name : {"LAYER", "TILEMATRIXSET", "TILEMATRIX", "TILEROW", "TILECOL"}) {
        if (parameter(request, name).empty()) {
            return exception(request, 400, "MissingParameterValue", name,
                             {"缺少这个参数", "this parameter is missing"});
        }
    }
    const std::string format = parameter(request, "FORMAT");
    if (!format.empty() && format != "image/png") {
        return exception(request, 400, "InvalidParameterValue", "FORMAT",
                         {"只提供 image/png", "there is image/png only"});
    }
    return tile_at(request,
                   {parameter(request, "LAYER"),
                    parameter(request, "TILEMATRIXSET"),
                    parameter(request, "TILEMATRIX"),
                    parameter(request, "TILECOL"),
                    parameter(request, "TILEROW"),
                    {}},
                   parameter(request, "TIME"));
}

Response WmtsService::tile_at(const Request& request, Asked asked, const std::string& time) {
    const auto generation = m_current.get();
    const base::Date today = base::Date::today();
    const auto named = generation == nullptr
                           ? base::DateSpan{}
                           : generation->named_days(onemap::view_of(request.principal), today);
    const auto day = ows::parse_time_dimension(time, named, today);
    if (!day) {
        return exception(request, 400, "InvalidParameterValue", "TIME", ows::time_dimension_fault(named));
    }
    asked.day = *day;
    return tile(request, asked);
}

Response WmtsService::capabilities(const Request& request) const {
    const auto generation = m_current.get();
    if (generation == nullptr) {
        return exception(request, 503, "NoApplicableCode", "", {"数据正在载入", "the data are being loaded"})
            .with("Retry-After", "1");
    }
    return http::for_view(Response::of(kXml, capabilities_xml(request, *generation)),
                          onemap::view_of(request.principal) != onemap::View::anybody);
}

Response WmtsService::tile(const Request& request, const Asked& asked) {
    const auto generation = m_current.get();
    if (generation == nullptr) {
        return exception(request, 503, "NoApplicableCode", "", {"数据正在载入", "the data are being loaded"})
            .with("Retry-After", "1");
    }
    const onemap::View view = onemap::view_of(request.principal);
    const auto layer = generation->find(view, asked.layer);
    if (layer == nullptr) {
        return exception(request, 404, "InvalidParameterValue", "LAYER",
                         {"没有这个图层", "there is no such layer"});
    }
    const MatrixSet* set = find_matrix_set(asked.set);
    if (set == nullptr) {
        return exception(request, 404, "InvalidParameterValue", "TILEMATRIXSET",
                         {"只有矩阵集 c 和 w", "there are the matrix sets c and w"});
    }
    const auto address = tiles::parse_tile_numbers(asked.zoom, asked.column, asked.row);
    if (!address || !set->has(*address)) {
        return exception(request, 404, "TileOutOfRange", "TILEROW",
                         {"没有这个瓦片", "there is no such tile"});
    }
    ows::Outcome outcome{};
    const auto found = m_tiles.tile({layer, view, asked.day}, *set, *address, outcome);
    if (found == nullptr) {
        return ows::failed(request, outcome);
    }
    Response out;
    out.content_type = "image/png";
    out.body = found->body;
    return http::for_view(std::move(out.with("ETag", found->etag)), view != onemap::View::anybody);
}

} // namespace liangxian::wmts
