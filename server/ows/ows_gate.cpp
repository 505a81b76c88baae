// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ows/ows_gate.hpp"

#include "core/base/number.hpp"

#include <pugixml.hpp>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <set>
#include <string_view>

namespace liangxian::ows {
namespace {

constexpr double kWidestPixels = 2048;
constexpr std::size_t kMostLayers = 10;
constexpr std::size_t kMostConditions = 1000;
constexpr std::size_t kMostNumbers = 40'000; // of corners: 20,000
constexpr std::size_t kLongestValue = 4096;

/// All that requests of WMS 1.1.1 and 1.3.0 and WFS 1.0, 1.1 and 2.0 have.
const std::set<std::string> kParameters{"SERVICE",
                                        "VERSION",
                                        "REQUEST",
                                        "LAYERS",
                                        "STYLES",
                                        "SRS",
                                        "CRS",
                                        "BBOX",
                                        "WIDTH",
                                        "HEIGHT",
                                        "FORMAT",
                                        "TRANSPARENT",
                                        "BGCOLOR",
                                        "EXCEPTIONS",
                                        "QUERY_LAYERS",
                                        "INFO_FORMAT",
                                        "I",
                                        "J",
                                        "X",
                                        "Y",
                                        "FEATURE_COUNT",
                                        "LAYER",
                                        "STYLE",
                                        "TIME",
                                        "SCALE",
                                        "RULE",
                                        "SLD_VERSION",
                                        "UPDATESEQUENCE",
                                        "LANGUAGE",
                                        "TYPENAME",
                                        "TYPENAMES",
                                        "MAXFEATURES",
                                        "COUNT",
                                        "STARTINDEX",
                                        "RESULTTYPE",
                                        "OUTPUTFORMAT",
                                        "FILTER",
                                        "FEATUREID",
                                        "RESOURCEID",
                                        "PROPERTYNAME",
                                        "SRSNAME",
                                        "SORTBY",
                                        "VALUEREFERENCE",
                                        "ACCEPTVERSIONS",
                                        "ACCEPTFORMATS",
                                        "SECTIONS",
                                        "NAMESPACES",
                                        "STOREDQUERY_ID",
                                        "STOREDQUERYID",
                                        "ID",
                                        "DPI",
                                        "MAP_RESOLUTION",
                                        "FORMAT_OPTIONS",
                                        "NAMESPACE",
                                        "TILED",
                                        "_"};

/// What MapServer or its relatives would take for a file, a symbol or another way of working: nobody means
/// well.
const std::set<std::string> kHarmful{"MAP",     "SLD",      "SLD_BODY", "CONTEXT",   "MODE",
                                     "QSTRING", "TEMPLATE", "MAPFILE",  "SEARCHMAP", "LOADCONTEXT"};

const std::set<std::string> kInfoFormats{"",
                                         "text/html",
                                         "text/plain",
                                         "geojson",
                                         "application/json",
                                         "application/geo+json",
                                         "application/vnd.ogc.gml"};

const std::set<std::string> kOperations{"GETCAPABILITIES",
                                        "GETMAP",
                                        "GETFEATUREINFO",
                                        "GETLEGENDGRAPHIC",
                                        "GETFEATURE",
                                        "DESCRIBEFEATURETYPE",
                                        "GETPROPERTYVALUE",
                                        "LISTSTOREDQUERIES",
                                        "DESCRIBESTOREDQUERIES",
                                        "GETSCHEMAEXTENSION",
                                        "DESCRIBELAYER",
                                        "GETSTYLES"};

std::string upper(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return text;
}

std::size_t occurrences(std::string_view text, std::string_view word, std::size_t most) {
    std::size_t out = 0;
    for (std::size_t at = text.find(word); at != std::string_view::npos && out <= most;
         at = text.find(word, at + word.size())) {
        ++out;
    }
    return out;
}

/// Texts of numbers after which a blank or comma follows: what corners are made of.
std::size_t numbers_in(std::string_view text) {
    std::size_t out = 0;
    bool is_number = false;
    for (const char c : text) {
        const bool digit = (c >= '0' && c <= '9') || c == '.' || c == '-';
        out += is_number && !digit ? 1 : 0;
        is_number = digit;
    }
    return out;
}

std::optional<Refused> refused(const char* code, const char* zh, const char* en) {
    return Refused{code, {zh, en}};
}

/// An id of a feature, or several: MapServer 8.0 writes it into SQL as it is.
bool are_ids(std::string_view words) {
    return std::all_of(words.begin(), words.end(), [](unsigned char c) {
        return std::isalnum(c) != 0 ||
               std::string_view("._-:,()").find(static_cast<char>(c)) != std::string_view::npos;
    });
}

std::optional<Refused> bad_id(const std::string& locator) {
    return Refused{
        "bad-parameter",
        {"要素编号只含字母、数字和 . _ -", "an id of a feature has letters, digits and . _ - only"},
        "InvalidParameterValue",
        locator};
}

/// MapServer 8.0 crashes on it.
std::optional<Refused> hits_as_json() {
    return Refused{"bad-parameter",
                   {"RESULTTYPE=hits 不以 JSON 提供", "RESULTTYPE=hits is not answered as JSON"},
                   "InvalidParameterValue",
                   "OUTPUTFORMAT"};
}

bool is_json(std::string_view format) { return upper(std::string(format)).find("JSON") != std::string::npos; }

/// Looks at what the elements say. \pre the text is of few elements
class IdsInXml : public pugi::xml_tree_walker {
public:
    bool is_bad = false;

    bool for_each(pugi::xml_node& node) override {
        for (const pugi::xml_attribute& one : node.attributes()) {
            std::string_view name = one.name();
            name.remove_prefix(std::min(name.find(':') + 1, name.size()));
            is_bad |= (name == "rid" || name == "fid" || name == "id") && !are_ids(one.value());
        }
        return !is_bad;
    }
};

/// \param flags  of pugixml: parse_fragment for a filter, of which several may stand in parentheses
std::optional<Refused> look_at_elements(std::string_view xml, unsigned flags) {
    pugi::xml_document document;
    if (!document.load_buffer(xml.data(), xml.size(), flags)) {
        return refused("xml-broken", "XML 不完整或有误", "the XML is not well-formed");
    }
    const pugi::xml_node root = document.document_element();
    if (std::string_view(root.attribute("resultType").value()) == "hits" &&
        is_json(root.attribute("outputFormat").value())) {
        return hits_as_json();
    }
    IdsInXml ids;
    document.traverse(ids);
    return ids.is_bad ? bad_id("RESOURCEID") : std::nullopt;
}

/// A filter, alone or in a body.
std::optional<Refused> look_at_xml(std::string_view xml, unsigned flags) {
    if (xml.find("<!") != std::string_view::npos) { // DOCTYPE, ENTITY, CDATA, comments: no request needs them
        return refused("xml-not-plain", "XML 中不得有 <! 声明", "the XML may hold no <! declaration");
    }
    constexpr std::size_t kMostNames = 2 * kMostConditions; // each stands at its begin and its end
    constexpr std::size_t kMostTags = 20 * kMostConditions;
    if (occurrences(xml, "PropertyIs", kMostNames) > kMostNames ||
        occurrences(xml, "<", kMostTags) > kMostTags) {
        return refused("filter-too-large", "过滤条件过多", "the filter has too many conditions");
    }
    if (numbers_in(xml) > kMostNumbers) {
        return refused("filter-too-large", "过滤图形的顶点过多",
                       "the filter's geometry has too many corners");
    }
    return xml.empty() ? std::nullopt : look_at_elements(xml, flags);
}

std::optional<Refused> look_at_features(const OwsRequest& request) {
    for (const char* name : {"FEATUREID", "RESOURCEID", "ID"}) {
        if (!are_ids(request.parameter(name))) {
            return bad_id(name);
        }
    }
    if (upper(request.parameter("RESULTTYPE")) == "HITS" && is_json(request.parameter("OUTPUTFORMAT"))) {
        return hits_as_json();
    }
    return look_at_xml(request.parameter("FILTER"), pugi::parse_default | pugi::parse_fragment);
}

std::optional<Refused> look_at_sizes(const OwsRequest& request) {
    for (const char* side : {"WIDTH", "HEIGHT"}) {
        const std::string word = request.parameter(side);
        const auto pixels = base::parse_number(word);
        if (!word.empty() && (!pixels || !(*pixels >= 1 && *pixels <= kWidestPixels))) {
            return refused("image-size", "图像每边应为 1 至 2048 像素",
                           "an image is 1 to 2048 pixels a side");
        }
    }
    const std::string box = request.parameter("BBOX");
    std::size_t numbers = 0;
    for (std::size_t at = 0; at < box.size() && numbers < 4; ++numbers) {
        const std::size_t end = std::min(box.find(',', at), box.size());
        const auto number = base::parse_number(box.substr(at, end - at));
        constexpr double kBeyondEveryCrs = 1e9;
        if (!number || !(std::abs(*number) < kBeyondEveryCrs)) {
            return refused("bad-box", "BBOX 应为四个有限的数", "BBOX must be four finite numbers");
        }
        at = end + 1;
    }
    for (const char* list : {"LAYERS", "QUERY_LAYERS", "TYPENAME", "TYPENAMES", "STYLES"}) {
        const std::string word = request.parameter(list);
        if (static_cast<std::size_t>(std::count(word.begin(), word.end(), ',')) >= kMostLayers) {
            return refused("too-many-layers", "图层过多", "too many layers");
        }
    }
    return std::nullopt;
}

bool is_word(const std::string& name) {
    constexpr std::size_t kLongestName = 64;
    return name.size() <= kLongestName && std::all_of(name.begin(), name.end(), [](unsigned char c) {
               return std::isalnum(c) != 0 || c == '_' || c == '-';
           });
}

std::optional<Refused> read_parameters(const http::Request& request, OwsRequest& out) {
    std::set<std::string> seen;
    for (const auto& [name, value] : request.query) {
        std::string key = upper(name);
        if (key.empty()) {
            continue;
        }
        if (kParameters.count(key) == 0 && kHarmful.count(key) == 0 && is_word(key)) {
            continue; // of no standard that is served
        }
        if (kParameters.count(key) == 0) {
            return Refused{"bad-parameter",
                           {"不接受参数 " + name, "the parameter " + name + " is not taken"}};
        }
        if (!seen.insert(key).second || value.size() > kLongestValue) {
            return Refused{
                "bad-parameter",
                {"参数 " + name + " 重复或过长", "the parameter " + name + " stands twice or is too long"}};
        }
        out.parameters.emplace_back(std::move(key), value);
    }
    return std::nullopt;
}

/// Of GetFeatureInfo: the form of the answer and the pixel.
std::optional<Refused> look_at_question(const OwsRequest& request) {
    if (upper(request.operation) != "GETFEATUREINFO") {
        return std::nullopt;
    }
    if (kInfoFormats.count(request.parameter("INFO_FORMAT")) == 0) {
        return Refused{"bad-parameter",
                       {"INFO_FORMAT 不是所提供的格式", "INFO_FORMAT names no form there is"},
                       "InvalidFormat",
                       "INFO_FORMAT"};
    }
    const bool is_old = request.parameter("VERSION").rfind("1.1", 0) == 0;
    const auto is_outside = [&request](const char* place, const char* side) {
        const auto at = base::parse_number(request.parameter(place));
        const auto pixels = base::parse_number(request.parameter(side));
        return !at || *at < 0 || (pixels && *at >= *pixels);
    };
    for (const auto& [place, side] :
         {std::pair{is_old ? "X" : "I", "WIDTH"}, {is_old ? "Y" : "J", "HEIGHT"}}) {
        if (is_outside(place, side)) {
            return Refused{"bad-parameter",
                           {"所指的像素不在图像内", "the pixel is not in the image"},
                           "InvalidPoint",
                           place};
        }
    }
    return std::nullopt;
}

/// `GetFeature` of `<?xml …?><wfs:GetFeature …>`; empty: there is no element.
std::string root_name(const std::string& xml) {
    const std::size_t declared = xml.find("?>");
    const std::size_t begin = xml.find('<', declared == std::string::npos ? 0 : declared);
    if (begin == std::string::npos) {
        return {};
    }
    const std::size_t end = std::min(xml.find_first_of(" \t\r\n/>", begin), xml.size());
    const std::string name = xml.substr(begin + 1, end - begin - 1);
    const std::size_t colon = name.find(':');
    return colon == std::string::npos ? name : name.substr(colon + 1);
}

/// Of a POST the root element says what it is.
std::optional<Refused> read_body(OwsRequest& out) {
    if (auto fault = look_at_xml(out.body, pugi::parse_default)) {
        return fault;
    }
    if (kOperations.count(upper(root_name(out.body))) == 0) {
        return refused("operation-unknown", "不是 WFS 请求", "that is no request of WFS");
    }
    out.service = "WFS";
    return std::nullopt;
}

} // namespace

std::string OwsRequest::parameter(const std::string& name) const {
    for (const auto& [key, value] : parameters) {
        if (key == name) {
            return value;
        }
    }
    return {};
}

std::optional<Refused> pass_gate(const http::Request& request, OwsRequest& out) {
    if (auto fault = read_parameters(request, out)) {
        return fault;
    }
    out.body = request.body;
    if (request.method == "POST") {
        return read_body(out);
    }
    out.service = upper(out.parameter("SERVICE"));
    out.operation = out.parameter("REQUEST");
    if (out.service.empty() && upper(out.operation) != "GETCAPABILITIES" && !out.operation.empty()) {
        out.service = "WMS"; // WMS 1.1.1: GetMap and GetFeatureInfo name none
    }
    if (out.service != "WMS" && out.service != "WFS") {
        return refused("service-unknown", "SERVICE 应为 WMS 或 WFS", "SERVICE must be WMS or WFS");
    }
    if (kOperations.count(upper(out.operation)) == 0) {
        return Refused{"operation-unknown",
                       {"REQUEST 不是所提供的操作", "REQUEST names no operation there is"},
                       out.operation.empty() ? "MissingParameterValue" : "OperationNotSupported",
                       "REQUEST"};
    }
    if (auto fault = look_at_sizes(out)) {
        return fault;
    }
    if (auto fault = look_at_question(out)) {
        return fault;
    }
    return look_at_features(out);
}

} // namespace liangxian::ows
