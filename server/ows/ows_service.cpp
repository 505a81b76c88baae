// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ows/ows_service.hpp"

#include "server/ows/drawn_features.hpp"
#include "server/ows/feature_writer.hpp"
#include "server/ows/map_parts.hpp"
#include "server/ows/ows_exception.hpp"
#include "server/ows/time_dimension.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <mutex>
#include <new>
#include <string_view>
#include <system_error>

namespace liangxian::ows {
namespace {

using http::Request;
using http::Response;

/// MapServer writes GML 3.1 in the order of the authority's axes and names the CRS `EPSG:4490`; clients take
/// that name for longitude first (QGIS), and the URN for what it is.
void name_crs_by_urn(std::string& gml) {
    constexpr std::string_view kShort = " srsName=\"EPSG:";
    constexpr std::string_view kWhole = " srsName=\"urn:ogc:def:crs:EPSG::";
    std::string out;
    std::size_t copied = 0;
    for (std::size_t at = gml.find(kShort); at != std::string::npos; at = gml.find(kShort, copied)) {
        out.append(gml, copied, at - copied).append(kWhole);
        copied = at + kShort.size();
    }
    if (copied > 0) {
        gml = out.append(gml, copied);
    }
}

/// MapServer says it as 1.1.1 does.
void name_crs_fault(std::string& report) {
    constexpr std::string_view kOld = "code=\"InvalidSRS\"";
    const std::size_t at = report.find(kOld);
    if (at != std::string::npos && report.find("<ServiceExceptionReport version=\"1.3.0\"") < at) {
        report.replace(at, kOld.size(), "code=\"InvalidCRS\"");
    }
}

Response response_of(Frame frame, onemap::View view) {
    const std::string status = frame.field("status");
    const std::string type = frame.field("content_type");
    if (type.find("gml/3.1.1") != std::string::npos) {
        name_crs_by_urn(frame.body);
    } else if (type.rfind("text/xml", 0) == 0) {
        name_crs_fault(frame.body);
    }
    Response out = Response::of(type.empty() ? "text/plain" : type, std::move(frame.body),
                                status.empty() ? 200 : static_cast<unsigned>(std::stoul(status)));
    return http::for_view(std::move(out), view != onemap::View::anybody);
}

/// The operations that MapServer's GeoJSON cannot answer for several layers at once.
bool is_geojson_info(const OwsRequest& asked) {
    const std::string format = asked.parameter("INFO_FORMAT");
    return !asked.parameter("QUERY_LAYERS").empty() &&
           (format == "geojson" || format == "application/json" || format == "application/geo+json");
}

/// Whether a request is for what describes the services and not for what they show.
bool is_document(const OwsRequest& asked) {
    std::string operation = asked.operation;
    std::transform(operation.begin(), operation.end(), operation.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return operation == "getcapabilities" || operation == "describefeaturetype" ||
           operation == "getlegendgraphic" || operation == "liststoredqueries" ||
           operation == "describestoredqueries";
}

/// What share_features() makes of a view, made when it is first asked for. Any thread.
std::function<std::shared_ptr<const SharedMemory>()>
shared_once(std::shared_ptr<const onemap::Generation> generation, onemap::View view,
            std::vector<MapPart> parts) {
    struct Once {
        std::mutex mutex;
        std::shared_ptr<const onemap::Generation> generation; ///< until it is made
        std::shared_ptr<const SharedMemory> made;
    };
    auto once = std::make_shared<Once>();
    once->generation = std::move(generation);
    return [once, view, parts = std::move(parts)] {
        const std::lock_guard<std::mutex> lock(once->mutex);
        if (once->generation != nullptr) {
            try {
                once->made = share_features(*once->generation, view, parts);
            } catch (const std::system_error&) { // maps are drawn from the files then
            } catch (const std::bad_alloc&) {
            }
            once->generation.reset();
        }
        return once->made;
    };
}

std::string extent_of(const geo::Box& box) {
    return fmt::format("{} {} {} {}", box.min_x, box.min_y, box.max_x, box.max_y);
}

void put(OwsRequest& asked, const std::string& name, const std::string& value) {
    for (auto& [key, held] : asked.parameters) {
        if (key == name) {
            held = value;
        }
    }
}

std::vector<std::string> parts_named(onemap::View view, const std::string& layer) {
    return view == onemap::View::anybody ? std::vector<std::string>{layer} : exact_part_names(layer);
}

/// The request about one layer, or one part of it.
OwsRequest of_part(OwsRequest asked, const std::string& layer, const std::string& part) {
    put(asked, "QUERY_LAYERS", part);
    put(asked, "INFO_FORMAT", "geojson");
    if (part != layer) {
        put(asked, "LAYERS", part);
        put(asked, "STYLES", "");
    }
    return asked;
}

} // namespace

Response failed(const Request& request, Outcome outcome) {
    switch (outcome) {
    case Outcome::busy:
        return http::problem(request, 503, "busy",
                             {"请求过多，请稍后再试", "too many requests; try again in a moment"})
            .with("Retry-After", "2");
    case Outcome::late:
        return http::problem(request, 504, "too-slow",
                             {"请求耗时过长，已停止", "the request took too long and was stopped"});
    default:
        return http::problem(request, 502, "map-failed",
                             {"无法完成该请求，已记录", "the request could not be done"});
    }
}

OwsService::OwsService(const onemap::CurrentGeneration& current, const WorkerOptions& options)
    : m_current(current), m_public_data(options.public_data) {
    for (auto& pool : m_pools) {
        pool = std::make_unique<WorkerPool>(options);
    }
}

void OwsService::renew(const std::shared_ptr<const onemap::Generation>& generation) {
    using onemap::View;
    const auto files = generation->files;
    pool_of(View::anybody).renew({}, shared_once(generation, View::anybody, map_parts(m_public_data, {})));
    for (const View view : {View::exact, View::exact_with_hidden}) {
        // Names alone count: which file they stand in is the worker's affair.
        pool_of(view).renew([files, view] { return files->of(view); },
                            shared_once(generation, view, map_parts(m_public_data, "exact")));
    }
    m_files[1] = std::move(m_files[0]);
    m_files[0] = files;
}

void OwsService::add_routes(http::Router& router) {
    for (const char* method : {"GET", "POST"}) {
        router.add(method, "/ows",
                   [this](const Request& request, const http::PathWords&) { return answer(request); });
    }
}

std::optional<Response> OwsService::read_time(const Request& request, OwsRequest& asked,
                                              Moment& moment) const {
    const auto generation = m_current.get();
    if (generation == nullptr) {
        return http::problem(request, 503, "not-ready", {"数据正在载入", "the data are being loaded"})
            .with("Retry-After", "1");
    }
    const base::Date today = base::Date::today();
    moment.generation = generation;
    moment.view = onemap::view_of(request.principal);
    moment.named = generation->named_days(moment.view, today);
    const bool is_wms = asked.service == "WMS";
    // WFS declares no dimension: any day is one.
    const base::DateSpan allowed = is_wms ? moment.named : base::DateSpan{};
    const auto day = parse_time_dimension(asked.parameter("TIME"), allowed, today);
    if (!day) {
        return time_exception(request, asked, time_dimension_fault(allowed));
    }
    moment.day = *day;
    if (is_wms) { // pages of WFS name the next one by the parameters of the request
        asked.parameters.erase(std::remove_if(asked.parameters.begin(), asked.parameters.end(),
                                              [](const auto& one) { return one.first == "TIME"; }),
                               asked.parameters.end());
    }
    return std::nullopt;
}

Outcome OwsService::ask(const Request& request, const OwsRequest& asked, const Moment& moment,
                        Frame& answer) {
    Frame frame;
    for (const auto& [name, value] : asked.parameters) {
        frame.fields.emplace_back("param:" + name, value);
    }
    frame.fields.emplace_back("origin", request.origin);
    frame.fields.emplace_back("language", request.language() == base::Language::en ? "en" : "zh");
    frame.fields.emplace_back("time_extent", time_extent(moment.named));
    for (const onemap::LayerPointer& layer : moment.generation->layers(moment.view)) {
        if (!layer->box().empty()) { // MapServer would read all features to know
            frame.fields.emplace_back("extent:" + layer->description().name, extent_of(layer->box()));
        }
    }
    put_day(frame, moment.day);
    frame.body = asked.body;
    return pool_of(moment.view).ask(frame, request.method == "GET", answer);
}

std::optional<Response> OwsService::plain_features(const Request& request, const OwsRequest& asked,
                                                   const Moment& moment) {
    const auto wanted = parse_feature_request(asked);
    const auto layer = wanted ? moment.generation->find(moment.view, wanted->layer) : nullptr;
    if (layer == nullptr || layer->description().is_mixed) { // of those MapServer has each shape apart
        return std::nullopt;
    }
    auto out = answer_features(request, asked, *wanted, *layer, moment.day);
    return out ? std::optional(http::for_view(std::move(*out), moment.view != onemap::View::anybody))
               : std::nullopt;
}

Outcome OwsService::ask_once(const Request& request, const OwsRequest& asked, const Moment& moment,
                             Frame& answer) {
    if (!is_document(asked) || request.method != "GET") {
        return ask(request, asked, moment, answer);
    }
    std::string key = fmt::format("{} {} {} {} {}", moment.generation->number, static_cast<int>(moment.view),
                                  request.language() == base::Language::en ? "en" : "zh", request.origin,
                                  time_extent(moment.named));
    for (const auto& [name, value] : asked.parameters) {
        key.append(1, '\n').append(name).append(1, '=').append(value);
    }
    if (const auto known = m_documents.find(key)) {
        answer = *known;
        return Outcome::answered;
    }
    const Outcome outcome = ask(request, asked, moment, answer);
    if (outcome == Outcome::answered && answer.field("status").empty()) {
        m_documents.put(key, answer);
    }
    return outcome;
}

Response OwsService::answer(const Request& request) {
    OwsRequest asked;
    if (const auto refused = pass_gate(request, asked)) {
        return refused->exception.empty()
                   ? http::problem(request, 400, refused->code, refused->text)
                   : ows_exception(request, asked, refused->exception, refused->locator, refused->text);
    }
    Moment moment;
    if (auto refused = read_time(request, asked, moment)) {
        return std::move(*refused);
    }
    if (auto answered = plain_features(request, asked, moment)) {
        return std::move(*answered);
    }
    if (is_geojson_info(asked)) {
        return feature_info(request, asked, moment);
    }
    Frame answered;
    const Outcome outcome = ask_once(request, asked, moment, answered);
    if (outcome == Outcome::answered && answered.body.empty()) { // what MapServer says of some XML
        return ows_exception(request, asked, "NoApplicableCode", "",
                             {"无法理解该请求", "the request is not understood"});
    }
    return outcome == Outcome::answered ? response_of(std::move(answered), moment.view)
                                        : failed(request, outcome);
}

/// One request a layer or part of a group, their features in one collection.
Response OwsService::feature_info(const Request& request, const OwsRequest& asked, const Moment& moment) {
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    const std::string layers = asked.parameter("QUERY_LAYERS");
    for (std::size_t at = 0; at < layers.size();) {
        const std::size_t end = std::min(layers.find(',', at), layers.size());
        const std::string layer = layers.substr(at, end - at);
        at = end + 1;
        for (const std::string& part : parts_named(moment.view, layer)) {
            if (auto instead = add_info(request, of_part(asked, layer, part), {layer, moment}, all)) {
                return std::move(*instead);
            }
        }
    }
    const nlohmann::ordered_json out{{"type", "FeatureCollection"}, {"features", std::move(all)}};
    return http::for_view(Response::of("application/json", out.dump() + "\n"),
                          moment.view != onemap::View::anybody);
}

/// Adds what is found of one layer. \returns what is to be answered instead
std::optional<Response> OwsService::add_info(const Request& request, const OwsRequest& asked,
                                             const InfoSubject& subject, nlohmann::ordered_json& all) {
    Frame answered;
    const Outcome outcome = ask(request, asked, subject.moment, answered);
    if (outcome != Outcome::answered) {
        return failed(request, outcome);
    }
    auto found = nlohmann::ordered_json::parse(answered.body, nullptr, false);
    if (found.is_discarded() || !found.is_object() || !found["features"].is_array()) {
        // An exception, or nothing: as MapServer says it.
        return response_of(std::move(answered), subject.moment.view);
    }
    for (nlohmann::ordered_json& feature : found["features"]) {
        feature["layer"] = subject.layer;
        all.push_back(std::move(feature));
    }
    return std::nullopt;
}

} // namespace liangxian::ows
