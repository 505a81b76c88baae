// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ows/map_server.hpp"

#include "core/base/error.hpp"
#include "core/style/layer_style.hpp"
#include "server/ows/drawn_map.hpp"
#include "server/ows/layer_symbols.hpp"
#include "server/ows/map_text.hpp"
#include "server/ows/public_symbols.hpp"
#include "server/ows/time_dimension.hpp"

#include <mapserver.h>

#include <mapio.h>
#include <mapogcsld.h>
#include <mapows.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace liangxian::ows {
namespace {

struct FreeMap {
    void operator()(mapObj* map) const { msFreeMap(map); }
};
using MapPointer = std::unique_ptr<mapObj, FreeMap>;

struct FreeRequest {
    void operator()(cgiRequestObj* request) const { msFreeCgiObj(request); }
};
using RequestPointer = std::unique_ptr<cgiRequestObj, FreeRequest>;

std::string last_words() {
    char* words = msGetErrorString("; ");
    std::string out = words == nullptr ? "" : words;
    msFree(words);
    msResetErrorList();
    return out;
}

style::LayerStyle style_of(const std::string& sld, const std::string& where) {
    auto style = style::read_sld(sld, where);
    if (!style) {
        throw base::InputError(style.problems());
    }
    return std::move(style).value();
}

/// What MapServer writes, kept.
int keep(void* into, void* data, int size) {
    static_cast<std::string*>(into)->append(static_cast<const char*>(data), static_cast<std::size_t>(size));
    return size;
}

msIOContext writing_into(std::string& out, const char* label) {
    msIOContext context{};
    context.label = label;
    context.write_channel = MS_TRUE;
    context.readWriteFunc = keep;
    context.cbData = &out;
    return context;
}

/// A rule with a line turns MapServer's layer into lines; and rules have names for programs, titles for
/// people.
void settle_layer(layerObj& layer, MS_LAYER_TYPE type, const style::LayerStyle& symbols,
                  base::Language language) {
    layer.type = type;
    for (int i = 0; i < layer.numclasses; ++i) {
        classObj& rule = *layer._class[i];
        for (const style::Rule& one : symbols.rules) {
            if (rule.name != nullptr && one.name == rule.name) {
                msFree(rule.title);
                rule.title = msStrdup(one.title.in(language).c_str());
            }
        }
    }
}

MS_LAYER_TYPE type_of(MapPart::Shape shape) {
    return shape == MapPart::Shape::points  ? MS_LAYER_POINT
           : shape == MapPart::Shape::lines ? MS_LAYER_LINE
                                            : MS_LAYER_POLYGON;
}

void apply_symbols(mapObj& map, const std::vector<MapPart>& parts, base::Language language) {
    for (const MapPart& part : parts) {
        const std::string styled = layer_style(part.symbols);
        std::string sld = part.is_exact ? exact_symbols(styled) : public_symbols(styled);
        const int place = msGetLayerIndex(&map, part.name.c_str());
        if (msSLDApplySLD(&map, sld.data(), place, part.symbols.c_str(), nullptr) != MS_SUCCESS) {
            throw std::runtime_error(part.symbols + ".sld: " + last_words());
        }
        settle_layer(*map.layers[place], type_of(part.shape), style_of(sld, part.name), language);
    }
}

/// `Content-Type: …` and other headers stand before what was written.
Frame without_headers(std::string written) {
    Frame out;
    const std::size_t blank = written.find("\r\n\r\n");
    if (blank == std::string::npos) {
        out.body = std::move(written);
        return out;
    }
    for (std::size_t at = 0; at < blank;) {
        const std::size_t end = std::min(written.find("\r\n", at), blank);
        const std::string line = written.substr(at, end - at);
        const std::size_t colon = line.find(": ");
        if (line.compare(0, colon, "Content-Type") == 0) {
            out.fields.emplace_back("content_type", line.substr(colon + 2));
        } else if (line.compare(0, colon, "Status") == 0) {
            out.fields.emplace_back("status", line.substr(colon + 2, 3));
        }
        at = end + 2;
    }
    out.body = written.substr(blank + 4);
    return out;
}

RequestPointer request_of(const Frame& frame) {
    RequestPointer out(msAllocCgiObj());
    constexpr const char* kParameter = "param:";
    constexpr std::size_t kPrefix = 6;
    constexpr int kMost = 60; // MapServer's arrays hold a hundred
    for (const auto& [name, value] : frame.fields) {
        if (name.compare(0, kPrefix, kParameter) == 0 && out->NumParams < kMost) {
            out->ParamNames[out->NumParams] = msStrdup(name.c_str() + kPrefix);
            out->ParamValues[out->NumParams] = msStrdup(value.c_str());
            ++out->NumParams;
        }
    }
    const bool is_post = !frame.body.empty();
    out->type = is_post ? MS_POST_REQUEST : MS_GET_REQUEST;
    if (is_post) {
        out->contenttype = msStrdup("text/xml");
        out->postrequest = msStrdup(frame.body.c_str());
    }
    return out;
}

/// The rows of the day, and the days there are for capabilities.
void show_moment(mapObj& map, const std::vector<MapPart>& parts, const Frame& request) {
    const base::Date day = day_of(request);
    const std::string extent = request.field("time_extent");
    for (const MapPart& part : parts) {
        layerObj& layer = *map.layers[msGetLayerIndex(&map, part.name.c_str())];
        msLayerSetProcessingKey(&layer, "NATIVE_FILTER", rows_of_day(part, day).c_str());
        if (!extent.empty()) {
            msInsertHashTable(&layer.metadata, "wms_timeextent", extent.c_str());
            msInsertHashTable(&layer.metadata, "wms_timedefault", kToday);
        }
        if (const std::string box = request.field("extent:" + part.layer.name); !box.empty()) {
            msInsertHashTable(&layer.metadata, "ows_extent", box.c_str());
        }
    }
}

} // namespace

struct MapServer::Map {
    MapPointer map;
};

MapServer::MapServer(const std::filesystem::path& public_data, const std::filesystem::path& exact_data,
                     std::optional<int> features)
    : m_parts(map_parts(public_data, exact_data)) {
    if (msSetup() != MS_SUCCESS) {
        throw std::runtime_error(last_words());
    }
    write_helpers(m_parts, m_helpers.path());
    for (const char* language : {"zh", "en"}) {
        std::string text = map_text(m_parts, m_helpers.path(), std::string(language) == "zh");
        MapPointer map(msLoadMapFromString(text.data(), nullptr));
        if (map == nullptr) {
            throw std::runtime_error(last_words());
        }
        apply_symbols(*map, m_parts, std::string(language) == "zh" ? base::Language::zh : base::Language::en);
        auto held = std::make_unique<Map>();
        held->map = std::move(map);
        m_maps.emplace(language, std::move(held));
    }
    if (features) { // pictures have no language
        m_drawn = std::make_unique<DrawnMaps>(*m_maps.at("zh")->map, *features);
    }
}

MapServer::~MapServer() {
    m_drawn.reset();
    m_maps.clear();
    msCleanup();
}

const MapServer::Map& MapServer::map_for(const std::string& language) const {
    const auto found = m_maps.find(language);
    return found != m_maps.end() ? *found->second : *m_maps.at("zh");
}

Frame MapServer::answer(const Frame& request) const {
    if (m_drawn != nullptr) {
        if (auto picture = m_drawn->answer(request)) {
            return std::move(*picture);
        }
    }
    MapPointer map(msNewMapObj()); // a request leaves its marks on the map
    if (map == nullptr || msCopyMap(map.get(), map_for(request.field("language")).map.get()) != MS_SUCCESS) {
        throw std::runtime_error(last_words());
    }
    const std::string address = request.field("origin") + "/ows?";
    msInsertHashTable(&map->web.metadata, "ows_onlineresource", address.c_str());
    show_moment(*map, m_parts, request);
    std::string written;
    std::string said;
    msIOContext in{};
    in.label = "nothing"; // MapServer looks at the words of all three
    msIOContext out = writing_into(written, "answer");
    msIOContext error = writing_into(said, "errors");
    msIO_installHandlers(&in, &out, &error);
    const RequestPointer asked = request_of(request);
    const int status = msOWSDispatch(map.get(), asked.get(), MS_TRUE);
    msIO_resetHandlers();
    msResetErrorList();
    Frame answered = without_headers(std::move(written));
    if (status == MS_DONE) {
        answered.fields.emplace_back("status", "400"); // nothing of OWS in it
    }
    return answered;
}

} // namespace liangxian::ows
