// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/file.hpp"
#include "core/bench/fastcgi_server.hpp"
#include "core/bench/peers.hpp"

#include <fmt/format.h>

namespace liangxian::bench {
namespace {

constexpr const char* kProgram = "/usr/lib/cgi-bin/mapserv";

/// A layer as its manual shows them, in the colours of ours; no labels, no rules.
std::string layer_text(const std::string& layer, const std::string& file, const std::string& style) {
    return fmt::format(R"(  LAYER
    NAME "{0}" TYPE POLYGON STATUS OFF
    CONNECTIONTYPE OGR CONNECTION "{1}" DATA "{0}"
    PROCESSING "CLOSE_CONNECTION=DEFER"
    TEMPLATE "none"
    PROJECTION "init=epsg:4490" END
    METADATA
      "ows_title" "{0}" "gml_include_items" "all" "ows_include_items" "all" "gml_featureid" "zone_id"
      "wfs_geometry_precision" "9" "gml_geometries" "geom" "gml_geom_type" "multipolygon"
    END
    CLASS {2} END
  END
)",
                       layer, file, style);
}

std::string map_text(const std::string& file) {
    return R"(MAP
  NAME "bench" SIZE 256 256 MAXSIZE 2048 UNITS DD EXTENT 73 3 136 54
  PROJECTION "init=epsg:4490" END
  OUTPUTFORMAT NAME "png" DRIVER "AGG/PNG" MIMETYPE "image/png" IMAGEMODE RGBA EXTENSION "png" END
  OUTPUTFORMAT NAME "mvt" DRIVER "MVT" FORMATOPTION "EXTENT=4096" FORMATOPTION "EDGE_BUFFER=64" END
  OUTPUTFORMAT NAME "geojson" DRIVER "OGR/GEOJSON" MIMETYPE "application/json"
    FORMATOPTION "STORAGE=stream" FORMATOPTION "FORM=simple" FORMATOPTION "LCO:COORDINATE_PRECISION=9" END
  WEB METADATA
    "ows_title" "bench" "ows_onlineresource" "http://localhost/ows?" "ows_enable_request" "*"
    "ows_srs" "EPSG:4490 EPSG:4326 EPSG:3857 EPSG:4546" "wfs_getfeature_formatlist" "geojson"
  END END
)" +
           layer_text("control", file,
                      "STYLE COLOR 31 95 168 OPACITY 10 END STYLE OUTLINECOLOR 31 95 168 WIDTH 1.4 "
                      "PATTERN 10 5 END END") +
           layer_text("protection", file,
                      "STYLE COLOR 192 39 45 OPACITY 14 END STYLE OUTLINECOLOR 192 39 45 WIDTH 2.1 END") +
           "END\n";
}

} // namespace

std::unique_ptr<MapServer> start_mapserv(const std::filesystem::path& public_data,
                                         const std::filesystem::path& folder) {
    if (!std::filesystem::exists(kProgram)) {
        throw missing_peer("mapserv", "cgi-mapserver");
    }
    const std::filesystem::path map = folder / "bench.map";
    base::write_file_atomically(map, map_text(public_data.string()));
    const std::filesystem::path settings = folder / "mapserver.conf";
    base::write_file_atomically(
        settings, fmt::format("CONFIG\n  MAPS\n    \"bench\" \"{}\"\n  END\nEND\n", map.string()));
    return std::make_unique<FastcgiServer>(
        FastcgiServer::Way{"mapserv", kProgram, {{"MAPSERVER_CONFIG_FILE", settings.string()}}, folder});
}

} // namespace liangxian::bench
