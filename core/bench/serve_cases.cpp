// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/bench/serve_cases.hpp"

#include "core/bench/random.hpp"
#include "core/geo/elementary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace liangxian::bench {
namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr double kHalfWorld_m = 20037508.342789244; ///< EPSG:3857
constexpr const char* kMap = "MAP=bench&";

/// A place in EPSG:3857, metres.
struct Mercator {
    double x = 0;
    double y = 0;
    double stretch = 1; ///< metres of the map for one of the ground
};

Mercator mercator_of(const geo::Position& place) {
    const geo::SinCos latitude = geo::sin_cos_deg(place.y);
    return {place.x / 180 * kHalfWorld_m, geo::arsinh(latitude.sin / latitude.cos) / kPi * kHalfWorld_m,
            1 / latitude.cos};
}

struct Tile {
    int z = 0;
    long x = 0;
    long y = 0;
};

Tile tile_at(const geo::Position& place, int z) {
    const Mercator at = mercator_of(place);
    const double across = std::ldexp(1.0, z);
    return {z, static_cast<long>((at.x / kHalfWorld_m + 1) / 2 * across),
            static_cast<long>((1 - at.y / kHalfWorld_m) / 2 * across)};
}

std::string box_of(const Tile& tile) {
    const double side = 2 * kHalfWorld_m / std::ldexp(1.0, tile.z);
    const double west = -kHalfWorld_m + side * static_cast<double>(tile.x);
    const double north = kHalfWorld_m - side * static_cast<double>(tile.y);
    return fmt::format("{:.6f},{:.6f},{:.6f},{:.6f}", west, north - side, west + side, north);
}

std::string get_map(const std::string& box, int pixels, const std::string& layers,
                    const std::string& format) {
    return fmt::format("SERVICE=WMS&VERSION=1.1.1&REQUEST=GetMap&LAYERS={}&STYLES=&SRS=EPSG:3857&BBOX={}&"
                       "WIDTH={}&HEIGHT={}&FORMAT={}&TRANSPARENT=TRUE",
                       layers, box, pixels, pixels, format);
}

/// Sites at random; the same ones for the same seed.
class Places {
public:
    Places(const Generator& generator, std::uint64_t salt)
        : m_landscape(generator.landscape()), m_random(m_landscape.seed() ^ salt) {}
    geo::Position next() {
        return m_landscape
            .outlines(static_cast<std::uint32_t>(m_random.below(m_landscape.region().site_count)))
            .place;
    }

private:
    const Landscape& m_landscape;
    Random m_random;
};

void put_picture(ServeCase& to, const std::string& ours, const std::string& box, int pixels,
                 const std::string& layers) {
    const std::string query = get_map(box, pixels, layers, "image/png");
    to.targets["ours"].push_back(ours.empty() ? "/ows?" + query : ours);
    to.targets["mapserv"].push_back(kMap + query);
    to.targets["qgis"].push_back(query);
}

/// Pictures of tiles that a cache may hold; no peer has a cache.
ServeCase cached_tiles(const Generator& generator, std::uint32_t count) {
    ServeCase out;
    out.name = "tile-cached";
    out.is_asked_before = true;
    Places places(generator, 1);
    for (std::uint32_t i = 0; i < count; ++i) {
        const Tile tile = tile_at(places.next(), 12);
        put_picture(out, fmt::format("/tiles/protection/{}/{}/{}.png", tile.z, tile.x, tile.y), box_of(tile),
                    256, "protection");
    }
    return out;
}

ServeCase vector_tiles(const Generator& generator, int zoom, std::uint32_t count) {
    ServeCase out;
    out.name = fmt::format("mvt-z{}", zoom);
    Places places(generator, 2);
    std::vector<std::string> asked;
    for (std::uint32_t i = 0; i < count; ++i) {
        const Tile tile = tile_at(places.next(), zoom);
        const std::string target = fmt::format("/tiles/protection/{}/{}/{}.mvt", tile.z, tile.x, tile.y);
        if (std::find(asked.begin(), asked.end(), target) != asked.end()) {
            continue; // a second time it would come from the cache
        }
        asked.push_back(target);
        out.targets["mapserv"].push_back(
            kMap + get_map(box_of(tile), 256, "protection", "application/vnd.mapbox-vector-tile"));
    }
    out.targets["ours"] = std::move(asked);
    return out;
}

/// Maps of this width on the ground, both lines. Twice as fine as a tile.
ServeCase maps(const Generator& generator, double width_km, std::uint32_t count) {
    constexpr int kPixels = 512;
    ServeCase out;
    out.name = fmt::format("map-{:g}km", width_km);
    Places places(generator, 3);
    for (std::uint32_t i = 0; i < count; ++i) {
        const Mercator at = mercator_of(places.next());
        const double half = width_km * 500 * at.stretch;
        put_picture(
            out, "",
            fmt::format("{:.3f},{:.3f},{:.3f},{:.3f}", at.x - half, at.y - half, at.x + half, at.y + half),
            kPixels, "control,protection");
    }
    return out;
}

enum class Encoding { gml, geojson };

/// A hundred features in a box of 0.7 degrees about a site.
ServeCase features(const Generator& generator, Encoding encoding, std::uint32_t count) {
    constexpr double kHalfBox_deg = 0.35;
    ServeCase out;
    out.name = encoding == Encoding::gml ? "wfs-gml-100" : "features-geojson-100";
    out.has_features = true;
    Places places(generator, 4);
    for (std::uint32_t i = 0; i < count; ++i) {
        const geo::Position at = places.next();
        const std::string box = fmt::format("{:.4f},{:.4f},{:.4f},{:.4f}", at.x - kHalfBox_deg,
                                            at.y - kHalfBox_deg, at.x + kHalfBox_deg, at.y + kHalfBox_deg);
        // WFS 1.0 is the one version in which all agree on the order of a box.
        const std::string gml = fmt::format("SERVICE=WFS&VERSION=1.0.0&REQUEST=GetFeature&"
                                            "TYPENAME=protection&MAXFEATURES=100&BBOX={}",
                                            box);
        if (encoding == Encoding::gml) {
            out.targets["ours"].push_back("/ows?" + gml);
            out.targets["mapserv"].push_back(kMap + gml);
            out.targets["qgis"].push_back(gml);
        } else {
            out.targets["ours"].push_back("/ogcapi/collections/protection/items?f=json&limit=100&bbox=" +
                                          box);
            out.targets["mapserv"].push_back(kMap + gml + "&OUTPUTFORMAT=geojson");
            out.targets["qgis"].push_back(gml + "&OUTPUTFORMAT=GeoJSON");
        }
    }
    return out;
}

ServeCase capabilities(std::uint32_t count) {
    const std::string query = "SERVICE=WMS&VERSION=1.3.0&REQUEST=GetCapabilities";
    ServeCase out;
    out.name = "wms-capabilities";
    out.targets["ours"].assign(count, "/ows?" + query);
    out.targets["mapserv"].assign(count, kMap + query);
    out.targets["qgis"].assign(count, query);
    return out;
}

} // namespace

std::vector<ServeCase> make_serve_cases(const Generator& generator, std::uint32_t count) {
    std::vector<ServeCase> out{cached_tiles(generator, count)};
    out.push_back(out.front());
    out.back().name = "tile-not-modified";
    out.back().is_known_already = true;
    out.push_back(vector_tiles(generator, 12, count));
    out.push_back(vector_tiles(generator, 10, count));
    out.push_back(features(generator, Encoding::geojson, count));
    out.push_back(features(generator, Encoding::gml, count));
    for (const double width_km : {2.0, 10.0, 40.0}) {
        out.push_back(maps(generator, width_km, count));
    }
    const double degrees =
        generator.landscape().region().box.max_x - generator.landscape().region().box.min_x;
    constexpr double kKmPerDegree = 88; // about 38 degrees north
    out.push_back(maps(generator, std::round(degrees * kKmPerDegree), std::max(count / 10, 1U)));
    out.back().name = "map-region";
    out.push_back(capabilities(count));
    return out;
}

} // namespace liangxian::bench
