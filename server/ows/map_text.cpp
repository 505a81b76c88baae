// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ows/map_text.hpp"

#include <fstream>
#include <string>

namespace liangxian::ows {
namespace {

using onemap::LayerDescription;

/// A text in quotes, as the mapfile's grammar takes it.
std::string quoted(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        out += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    }
    return out + "\"";
}

std::string entry(const std::string& name, const std::string& value) {
    return "    " + quoted(name) + " " + quoted(value) + "\n";
}

std::string all_crs() {
    std::string out = "EPSG:4490 EPSG:4326 EPSG:3857";
    for (int epsg = 4513; epsg <= 4554; ++epsg) {
        out += " EPSG:" + std::to_string(epsg);
    }
    return out;
}

std::string columns_of(const LayerDescription& layer) {
    std::string out;
    for (const onemap::MapColumn& column : layer.columns) {
        out += (out.empty() ? "" : ",") + column.name;
    }
    return out;
}

std::filesystem::path template_of(const std::filesystem::path& helpers, const LayerDescription& layer,
                                  bool is_zh) {
    return helpers / (layer.name + (is_zh ? ".zh.html" : ".en.html"));
}

const char* type_of(MapPart::Shape shape) {
    return shape == MapPart::Shape::points ? "POINT" : shape == MapPart::Shape::lines ? "LINE" : "POLYGON";
}

const char* gml_type_of(MapPart::Shape shape) {
    return shape == MapPart::Shape::points  ? "point"
           : shape == MapPart::Shape::lines ? "multiline"
                                            : "multipolygon";
}

std::string layer_text(const MapPart& part, const std::filesystem::path& helpers, bool is_zh) {
    const LayerDescription& layer = part.layer;
    const base::Language language = is_zh ? base::Language::zh : base::Language::en;
    std::string out = "  LAYER\n  NAME " + quoted(part.name) + "\n";
    out += part.is_in_group() ? "  GROUP " + quoted(layer.name) + "\n" : "";
    out += "  TYPE " + std::string(type_of(part.shape)) + "\n  STATUS OFF\n";
    out += "  CONNECTIONTYPE OGR\n  CONNECTION " + quoted(part.file.string()) + "\n";
    out += "  DATA " + quoted(part.table) + "\n  PROCESSING \"CLOSE_CONNECTION=DEFER\"\n";
    out += "  TEMPLATE " + quoted(template_of(helpers, layer, is_zh).string()) +
           "\n  TOLERANCE 6\n  PROJECTION \"init=epsg:4490\" END\n  METADATA\n";
    out +=
        entry("ows_title", layer.title.in(language)) + entry("ows_abstract", layer.description.in(language));
    out += entry("ows_srs", all_crs()) + entry("ows_include_items", columns_of(layer));
    out += entry("gml_include_items", columns_of(layer)) + entry("gml_featureid", layer.id_column);
    out += entry("gml_geometries", "geom");
    out += part.is_in_group() ? entry("wms_group_title", layer.title.in(language)) : "";
    out += entry("gml_geom_type", gml_type_of(part.shape));
    out += entry("wfs_geometry_precision", "9") + entry("wms_style", "default");
    return out + "  END\n  END\n";
}

} // namespace

std::string map_text(const std::vector<MapPart>& parts, const std::filesystem::path& helpers,
                     bool is_chinese) {
    const auto in = [is_chinese](const char* zh, const char* en) {
        return std::string(is_chinese ? zh : en);
    };
    std::string out = "MAP\nNAME \"liangxian\"\nSIZE 256 256\nMAXSIZE 2048\nUNITS DD\nEXTENT 73 3 136 54\n";
    // The scales of WMS: 0.28 mm a pixel.
    out += "RESOLUTION 90.7142857\nDEFRESOLUTION 90.7142857\nIMAGECOLOR 255 255 255\n";
    out += "FONTSET " + quoted((helpers / "fonts.txt").string()) + "\nPROJECTION \"init=epsg:4490\" END\n";
    out += "SYMBOL NAME \"horline\" TYPE HATCH END\n";
    out +=
        "OUTPUTFORMAT NAME \"png\" DRIVER \"AGG/PNG\" MIMETYPE \"image/png\" IMAGEMODE RGBA TRANSPARENT OFF EXTENSION \"png\" END\n";
    out +=
        "OUTPUTFORMAT NAME \"geojson\" DRIVER \"OGR/GEOJSON\" MIMETYPE \"application/json\" "
        "FORMATOPTION \"STORAGE=memory\" FORMATOPTION \"FORM=simple\" FORMATOPTION \"LCO:COORDINATE_PRECISION=9\" END\n";
    out += "LEGEND STATUS ON KEYSIZE 24 16 LABEL FONT \"sans\" TYPE TRUETYPE SIZE 9 COLOR 29 39 51 END END\n";
    out += "WEB\n  METADATA\n";
    out += entry("ows_title", in("文物保护单位两线一张图", "the two lines of heritage protection, one map"));
    out += entry("ows_abstract",
                 in("已公布且可公开的保护范围和建设控制地带；仅供参考，以公布文件为准",
                    "announced protection ranges and construction control zones that may be public; the "
                    "notices are what counts"));
    out += entry("ows_srs", all_crs()) + entry("ows_encoding", "UTF-8") + entry("ows_sld_enabled", "false");
    out += entry("ows_enable_request",
                 "GetCapabilities GetMap GetFeatureInfo GetLegendGraphic GetFeature "
                 "DescribeFeatureType GetPropertyValue ListStoredQueries DescribeStoredQueries");
    out += entry("ows_keywordlist",
                 in("文物,保护范围,建设控制地带", "heritage,protection range,construction control zone"));
    out += entry("wms_feature_info_mime_type", "text/html") +
           entry("wms_getfeatureinfo_formatlist", "text/html,geojson,application/vnd.ogc.gml,text/plain");
    out += entry("wms_getmap_formatlist", "image/png,image/jpeg") + entry("wms_bbox_extended", "true");
    out += entry("wfs_getfeature_formatlist", "geojson") + entry("wfs_maxfeatures", "1000");
    out += entry("ms_enable_modes", "!*") + entry("wms_layer_group", "");
    out += "  END\nEND\n";
    for (const MapPart& part : parts) {
        out += layer_text(part, helpers, is_chinese);
    }
    return out + "END\n";
}

void write_helpers(const std::vector<MapPart>& parts, const std::filesystem::path& folder) {
    // One face for both languages.
    std::ofstream(folder / "fonts.txt") << "sans /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc\n";
    for (const MapPart& part : parts) {
        const LayerDescription& layer = part.layer;
        for (const bool is_zh : {true, false}) {
            const base::Language language = is_zh ? base::Language::zh : base::Language::en;
            std::ofstream out(template_of(folder, layer, is_zh));
            out << "<!-- MapServer Template -->\n<table><caption>" << layer.title.in(language)
                << "</caption>\n";
            for (const onemap::MapColumn& column : layer.columns) {
                out << "<tr><th scope=\"row\">" << column.title.in(language) << "</th><td>[item name=\""
                    << column.name << "\" escape=html]</td></tr>\n";
            }
            out << "</table>\n";
        }
    }
}

} // namespace liangxian::ows
