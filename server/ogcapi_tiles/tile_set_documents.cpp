// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ogcapi_tiles/tile_set_documents.hpp"

#include "core/geo/transform.hpp"
#include "server/ogcapi/links.hpp"

#include <algorithm>
#include <cmath>

namespace liangxian::ogcapi_tiles {
namespace {

using http::Request;
using nlohmann::ordered_json;
using ogcapi::kJson;
using ogcapi::link;
using ogcapi::url;

constexpr const char* kTilingScheme = "http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme";
constexpr int kPixels = 256;
/// The registered set goes on below what is drawn.
constexpr int kLastRegisteredZoom = 24;

std::string crs_uri(const Grid& grid) {
    return "http://www.opengis.net/def/crs/EPSG/0/" + std::to_string(grid.set.epsg);
}

std::string registered_uri(const Grid& grid) {
    return "http://www.opengis.net/def/tilematrixset/OGC/1.0/" + std::string(grid.id);
}

/// A layer's features are vector data where they are cut so.
bool has_vectors(Subject subject, const Grid& grid) {
    return subject == Subject::features && grid.is_registered;
}

/// Data type, CRS and tiling scheme: what a list and the tile set itself tell.
ordered_json head(const Request& request, Subject subject, const onemap::MapLayer& layer, const Grid& grid) {
    const base::Language language = request.language();
    ordered_json out{{"title", layer.description().title.in(language) + " · " + grid.title.in(language)},
                     {"dataType", has_vectors(subject, grid) ? "vector" : "map"},
                     {"crs", crs_uri(grid)}};
    if (grid.is_registered) {
        out["tileMatrixSetURI"] = registered_uri(grid);
    }
    return out;
}

ordered_json scheme_link(const Request& request, const Grid& grid) {
    return link(url(request, "/tileMatrixSets/" + std::string(grid.id)), kTilingScheme, kJson,
                grid.title.in(request.language()));
}

ordered_json templated(const std::string& href, std::string_view type, const char* title) {
    ordered_json out = link(href, "item", type, title);
    out["templated"] = true;
    return out;
}

std::string with(const TileQuery& query, const std::string& more) {
    const std::string words = query.words();
    return (words.empty() ? "?" : words + "&") + more;
}

/// The layer's box in the coordinates of the grid.
geo::Box box_in(const Grid& grid, const geo::Box& degrees) {
    if (grid.set.epsg == 4490) {
        return degrees;
    }
    const geo::Transform transform(grid.set.epsg);
    geo::Box out;
    out.add(transform.from_4490(geo::Position{degrees.min_x, degrees.min_y}));
    out.add(transform.from_4490(geo::Position{degrees.max_x, degrees.max_y}));
    return out;
}

std::uint32_t place(double distance, double side, std::uint32_t count) {
    return static_cast<std::uint32_t>(std::clamp(std::floor(distance / side), 0.0, count - 1.0));
}

/// In the order of the axes of the grid's CRS.
ordered_json corner(const Grid& grid, double x, double y) {
    return grid.set.is_northing_first ? ordered_json{y, x} : ordered_json{x, y};
}

/// \param box  in the coordinates of the grid
ordered_json limits(const Grid& grid, const geo::Box& box) {
    const wmts::MatrixSet& set = grid.set;
    ordered_json out = ordered_json::array();
    for (int zoom = set.first_zoom; zoom <= set.last_zoom; ++zoom) {
        const double side = std::ldexp(set.first_tile, set.first_zoom - zoom);
        out.push_back({{"tileMatrix", std::to_string(zoom)},
                       {"minTileRow", place(set.top - box.max_y, side, set.rows(zoom))},
                       {"maxTileRow", place(set.top - box.min_y, side, set.rows(zoom))},
                       {"minTileCol", place(box.min_x - set.left, side, set.columns(zoom))},
                       {"maxTileCol", place(box.max_x - set.left, side, set.columns(zoom))}});
    }
    return out;
}

ordered_json layers_json(const onemap::MapLayer& layer, base::Language language) {
    const onemap::LayerDescription& description = layer.description();
    ordered_json columns = ordered_json::object();
    for (const onemap::MapColumn& column : description.columns) {
        columns[column.name] = {{"title", column.title.in(language)}};
    }
    ordered_json one{{"id", description.name},
                     {"title", description.title.in(language)},
                     {"dataType", "vector"},
                     {"propertiesSchema", {{"type", "object"}, {"properties", std::move(columns)}}}};
    if (!description.is_mixed) {
        one["geometryDimension"] = description.has_points ? 0 : 2;
    }
    return ordered_json::array({std::move(one)});
}

ordered_json tile_set_links(const Request& request, Subject subject, const onemap::MapLayer& layer,
                            const Grid& grid, const TileQuery& query) {
    const std::string id(grid.id);
    const std::string& name = layer.description().name;
    const std::string own = tiles_url(request, subject, name, "/" + id);
    const std::string tile = own + "/{tileMatrix}/{tileRow}/{tileCol}";
    ordered_json out = ordered_json::array();
    out.push_back(link(own + query.words(), "self", kJson, "JSON"));
    out.push_back(link(own + with(query, "f=html"), "alternate", "text/html", "HTML"));
    out.push_back(scheme_link(request, grid));
    if (has_vectors(subject, grid)) {
        out.push_back(link(own + with(query, "f=tilejson"), "alternate", kTileJson, "TileJSON"));
        out.push_back(templated(tile + with(query, "f=mvt"), "application/vnd.mapbox-vector-tile",
                                "Mapbox vector tile"));
    }
    out.push_back(templated(tile + with(query, "f=png"), "image/png", "PNG"));
    out.push_back(link(url(request, "/collections/" + name), "http://www.opengis.net/def/rel/ogc/1.0/geodata",
                       kJson, layer.description().title.in(request.language())));
    return out;
}

} // namespace

const std::array<Grid, 2>& grids() {
    static const std::array<Grid, 2> kGrids{
        Grid{"WebMercatorQuad",
             *wmts::find_matrix_set("w"),
             true,
             {"Web 墨卡托（EPSG:3857）", "Web Mercator (EPSG:3857)"}},
        Grid{"c",
             *wmts::find_matrix_set("c"),
             false,
             {"经纬度（EPSG:4490，天地图 c）", "longitude and latitude (EPSG:4490)"}}};
    return kGrids;
}

const Grid* find_grid(std::string_view id) {
    for (const Grid& one : grids()) {
        if (one.id == id) {
            return &one;
        }
    }
    return nullptr;
}

std::string tiles_url(const Request& request, Subject subject, const std::string& layer,
                      const std::string& path) {
    return url(request, "/collections/" + layer + (subject == Subject::map ? "/map/tiles" : "/tiles") + path);
}

ordered_json matrix_sets_json(const Request& request) {
    ordered_json sets = ordered_json::array();
    for (const Grid& grid : grids()) {
        const std::string own = url(request, "/tileMatrixSets/" + std::string(grid.id));
        const std::string title = grid.title.in(request.language());
        ordered_json one{{"id", grid.id}, {"title", title}, {"crs", crs_uri(grid)}};
        if (grid.is_registered) {
            one["uri"] = registered_uri(grid);
        }
        one["links"] = {link(own, "self", kJson, title),
                        link(own + "?f=html", "alternate", "text/html", title)};
        sets.push_back(std::move(one));
    }
    const std::string own = url(request, "/tileMatrixSets");
    return {{"links",
             {link(own, "self", kJson, "JSON"), link(own + "?f=html", "alternate", "text/html", "HTML")}},
            {"tileMatrixSets", std::move(sets)}};
}

ordered_json matrix_set_json(const Grid& grid, base::Language language) {
    const wmts::MatrixSet& set = grid.set;
    ordered_json out{{"id", grid.id}, {"title", grid.title.in(language)}};
    if (grid.is_registered) {
        out["uri"] = registered_uri(grid);
        out["wellKnownScaleSet"] = "http://www.opengis.net/def/wkss/OGC/1.0/GoogleMapsCompatible";
    }
    out["crs"] = crs_uri(grid);
    out["orderedAxes"] = set.is_northing_first ? ordered_json{"Lat", "Lon"} : ordered_json{"X", "Y"};
    const ordered_json origin = corner(grid, set.left, set.top);
    ordered_json matrices = ordered_json::array();
    const int last = grid.is_registered ? kLastRegisteredZoom : set.last_zoom;
    for (int zoom = set.first_zoom; zoom <= last; ++zoom) {
        matrices.push_back({{"id", std::to_string(zoom)},
                            {"scaleDenominator", set.scale(zoom)},
                            {"cellSize", std::ldexp(set.first_tile, set.first_zoom - zoom) / kPixels},
                            {"cornerOfOrigin", "topLeft"},
                            {"pointOfOrigin", origin},
                            {"matrixWidth", set.columns(zoom)},
                            {"matrixHeight", set.rows(zoom)},
                            {"tileWidth", kPixels},
                            {"tileHeight", kPixels}});
    }
    out["tileMatrices"] = std::move(matrices);
    return out;
}

ordered_json tile_sets_json(const Request& request, Subject subject, const onemap::MapLayer& layer,
                            const TileQuery& query) {
    const std::string& name = layer.description().name;
    ordered_json sets = ordered_json::array();
    for (const Grid& grid : grids()) {
        ordered_json one = head(request, subject, layer, grid);
        one["links"] = {link(tiles_url(request, subject, name, "/" + std::string(grid.id)) + query.words(),
                             "self", kJson, grid.title.in(request.language())),
                        scheme_link(request, grid)};
        sets.push_back(std::move(one));
    }
    const std::string own = tiles_url(request, subject, name, "");
    return {{"links",
             {link(own + query.words(), "self", kJson, "JSON"),
              link(own + with(query, "f=html"), "alternate", "text/html", "HTML")}},
            {"tilesets", std::move(sets)}};
}

ordered_json tile_set_json(const Request& request, Subject subject, const onemap::MapLayer& layer,
                           const Grid& grid, const TileQuery& query) {
    ordered_json out = head(request, subject, layer, grid);
    out["description"] = layer.description().description.in(request.language());
    if (!layer.box().empty()) {
        const geo::Box box = box_in(grid, layer.box());
        out["boundingBox"] = {{"lowerLeft", corner(grid, box.min_x, box.min_y)},
                              {"upperRight", corner(grid, box.max_x, box.max_y)},
                              {"crs", crs_uri(grid)}};
        out["tileMatrixSetLimits"] = limits(grid, box);
    }
    if (has_vectors(subject, grid)) {
        out["layers"] = layers_json(layer, request.language());
    }
    out["links"] = tile_set_links(request, subject, layer, grid, query);
    return out;
}

} // namespace liangxian::ogcapi_tiles
