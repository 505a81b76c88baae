// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ows/drawn_map.hpp"

#include "server/ows/raster_buffer.hpp"

#include <maperror.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <strings.h>

namespace liangxian::ows {
namespace {

constexpr std::size_t kMostReady = 6;
constexpr int kDegrees = 4490;
constexpr int kMercator = 3857;
constexpr int kSameDegrees = 4326; ///< takes CGCS2000 and WGS 84 as one, as PROJ does

struct FreeMap {
    void operator()(mapObj* map) const { msFreeMap(map); }
};
struct FreeImage {
    void operator()(imageObj* image) const { msFreeImage(image); }
};

} // namespace

/// The layers of the map stand before what they draw: they end first.
struct DrawnMaps::Ready {
    int epsg = 0;
    std::vector<std::unique_ptr<DrawnLayer>> layers; ///< by MapServer's index
    std::unique_ptr<mapObj, FreeMap> map;

    Ready(const mapObj& master, const SeenFeatures& features, int epsg_asked);
    bool has_own_crs() const { return epsg == kDegrees || epsg == kMercator || epsg == kSameDegrees; }
};

DrawnMaps::Ready::Ready(const mapObj& master, const SeenFeatures& features, int epsg_asked)
    : epsg(epsg_asked), map(msNewMapObj()) {
    const std::string crs = "EPSG:" + std::to_string(epsg);
    if (map == nullptr || msCopyMap(map.get(), &master) != MS_SUCCESS) {
        throw std::runtime_error("no map");
    }
    msFreeProjectionExceptContext(&map->projection);
    if (msLoadProjectionStringEPSG(&map->projection, crs.c_str()) != 0) {
        throw std::runtime_error("no projection");
    }
    const int units = GetMapserverUnitUsingProj(&map->projection);
    map->units = units == -1 ? map->units : static_cast<MS_UNITS>(units);
    for (int i = 0; i < map->numlayers; ++i) {
        layerObj& layer = *map->layers[i];
        const DrawnPart* const part = features.find(layer.name);
        if (part == nullptr) {
            throw std::runtime_error("no features");
        }
        layers.push_back(std::make_unique<DrawnLayer>(layer, *part));
        if (has_own_crs()) { // then there is nothing to project
            msFreeProjection(&layer.projection);
            msInitProjection(&layer.projection);
            if (msCopyProjection(&layer.projection, &map->projection) != MS_SUCCESS) {
                throw std::runtime_error("no projection");
            }
        }
    }
}

DrawnMaps::DrawnMaps(const mapObj& master, int features) : m_master(master), m_features(features) {}

DrawnMaps::~DrawnMaps() = default;

DrawnMaps::Ready* DrawnMaps::ready_for(int epsg) {
    const auto found =
        std::find_if(m_ready.begin(), m_ready.end(), [epsg](const auto& one) { return one->epsg == epsg; });
    if (found != m_ready.end()) {
        m_ready.splice(m_ready.begin(), m_ready, found);
    } else {
        m_ready.push_front(std::make_unique<Ready>(m_master, m_features, epsg));
        if (m_ready.size() > kMostReady) {
            m_ready.pop_back();
        }
    }
    return m_ready.front().get();
}

/// As msWMSLoadGetMapParams() does: in the order of the request, the parts of a group in theirs.
/// \returns false: there is one nobody knows
bool DrawnMaps::show_layers(Ready& ready, const PlainMap& asked) {
    mapObj& map = *ready.map;
    std::vector<int> order;
    for (int i = 0; i < map.numlayers; ++i) {
        map.layers[i]->status = MS_OFF;
    }
    for (const std::string& name : asked.layers) {
        bool is_known = false;
        for (int i = 0; i < map.numlayers; ++i) {
            layerObj& layer = *map.layers[i];
            if (::strcasecmp(layer.name, name.c_str()) == 0 ||
                (layer.group != nullptr && ::strcasecmp(layer.group, name.c_str()) == 0)) {
                is_known = true;
                if (layer.status == MS_OFF) {
                    layer.status = MS_ON;
                    order.push_back(i);
                }
            }
        }
        if (!is_known) {
            return false;
        }
    }
    for (int i = 0; i < map.numlayers; ++i) {
        if (map.layers[i]->status == MS_OFF) {
            order.push_back(i);
        }
    }
    std::copy(order.begin(), order.end(), map.layerorder);
    const bool has_own_crs = ready.has_own_crs();
    for (const auto& layer : ready.layers) {
        layer->prepare(asked.day, ready.epsg == kMercator ? Plane::mercator : Plane::degrees, has_own_crs);
    }
    return true;
}

namespace {

/// The frame and the size, as msWMSLoadGetMapParams() settles them. \returns false: MapServer shall say why
/// not
bool frame_map(mapObj& map, const PlainMap& asked) {
    map.extent = asked.box;
    if (asked.is_northing_possible && msIsAxisInvertedProj(&map.projection) != 0) {
        std::swap(map.extent.minx, map.extent.miny);
        std::swap(map.extent.maxx, map.extent.maxy);
    }
    const double width = map.extent.maxx - map.extent.minx;
    const double height = map.extent.maxy - map.extent.miny;
    const bool is_square = std::abs(asked.width * height / width - asked.height) <= 1;
    if (!(width > 0) || !(height > 0) || !is_square) {
        return false;
    }
    map.width = asked.width;
    map.height = asked.height;
    // From the edges of pixels to their middles.
    if (asked.width > 1 && asked.height > 1) {
        map.extent.minx += width / asked.width * 0.5;
        map.extent.maxx -= width / asked.width * 0.5;
        map.extent.miny += height / asked.height * 0.5;
        map.extent.maxy -= height / asked.height * 0.5;
    }
    outputFormatObj* format = msSelectOutputFormat(&map, "png");
    if (format == nullptr) {
        return false;
    }
    const int transparent = !asked.is_transparent   ? MS_NOOVERRIDE
                            : *asked.is_transparent ? MS_TRUE
                                                    : MS_FALSE;
    msApplyOutputFormat(&map.outputformat, format, transparent);
    map.imagecolor.red = map.imagecolor.green = map.imagecolor.blue = 255;
    return true;
}

} // namespace

std::optional<Frame> DrawnMaps::answer(const Frame& request) {
    const auto asked = read_plain_map(request);
    if (!asked) {
        return std::nullopt;
    }
    try {
        Ready& ready = *ready_for(asked->epsg);
        if (!show_layers(ready, *asked) || !frame_map(*ready.map, *asked)) {
            return std::nullopt;
        }
        const std::unique_ptr<imageObj, FreeImage> image(msDrawMap(ready.map.get(), MS_FALSE));
        auto png = image == nullptr ? std::nullopt : png_of(*image);
        if (png) {
            return Frame{{{"content_type", "image/png"}}, std::move(*png)};
        }
        m_ready.pop_front();              // in what state it is nobody knows
    } catch (const std::runtime_error&) { // it cannot be made ready
    }
    msResetErrorList();
    return std::nullopt;
}

} // namespace liangxian::ows
