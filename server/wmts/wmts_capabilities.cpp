// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/wmts/wmts_capabilities.hpp"

#include "server/ows/time_dimension.hpp"
#include "server/wmts/matrix_set.hpp"

#include <fmt/format.h>
#include <pugixml.hpp>

#include <sstream>

namespace liangxian::wmts {
namespace {

pugi::xml_node child(pugi::xml_node parent, const char* name, const std::string& text = "") {
    pugi::xml_node out = parent.append_child(name);
    if (!text.empty()) {
        out.text().set(text.c_str());
    }
    return out;
}

void add_operation(pugi::xml_node metadata, const char* name, const std::string& address) {
    pugi::xml_node operation = child(metadata, "ows:Operation");
    operation.append_attribute("name") = name;
    pugi::xml_node get = child(child(child(operation, "ows:DCP"), "ows:HTTP"), "ows:Get");
    get.append_attribute("xlink:href") = address.c_str();
    pugi::xml_node constraint = child(get, "ows:Constraint");
    constraint.append_attribute("name") = "GetEncoding";
    child(child(constraint, "ows:AllowedValues"), "ows:Value", "KVP");
}

void add_time(pugi::xml_node layer, const base::DateSpan& named) {
    pugi::xml_node out = child(layer, "Dimension");
    child(out, "ows:Identifier", "TIME");
    child(out, "ows:UOM", "ISO8601");
    child(out, "Default", ows::kToday);
    child(out, "Current", "true");
    child(out, "Value", ows::time_extent(named));
}

void add_layer(pugi::xml_node contents, const onemap::MapLayer& layer, const base::DateSpan& named,
               const http::Request& request) {
    const onemap::LayerDescription& description = layer.description();
    pugi::xml_node out = child(contents, "Layer");
    child(out, "ows:Title", description.title.in(request.language()));
    child(out, "ows:Abstract", description.description.in(request.language()));
    if (!layer.box().empty()) {
        const geo::Box& box = layer.box();
        pugi::xml_node bounds = child(out, "ows:WGS84BoundingBox");
        child(bounds, "ows:LowerCorner", fmt::format("{} {}", box.min_x, box.min_y));
        child(bounds, "ows:UpperCorner", fmt::format("{} {}", box.max_x, box.max_y));
    }
    child(out, "ows:Identifier", description.name);
    pugi::xml_node style = child(out, "Style");
    style.append_attribute("isDefault") = "true";
    child(style, "ows:Identifier", "default");
    child(out, "Format", "image/png");
    add_time(out, named);
    for (const MatrixSet& set : matrix_sets()) {
        child(child(out, "TileMatrixSetLink"), "TileMatrixSet", std::string(set.name));
    }
    pugi::xml_node address = child(out, "ResourceURL");
    address.append_attribute("format") = "image/png";
    address.append_attribute("resourceType") = "tile";
    address.append_attribute("template") =
        (request.origin + "/wmts/" + description.name +
         "/default/{TIME}/{TileMatrixSet}/{TileMatrix}/{TileRow}/{TileCol}.png")
            .c_str();
}

void add_matrix_set(pugi::xml_node contents, const MatrixSet& set) {
    pugi::xml_node out = child(contents, "TileMatrixSet");
    child(out, "ows:Identifier", std::string(set.name));
    child(out, "ows:SupportedCRS", fmt::format("urn:ogc:def:crs:EPSG::{}", set.epsg));
    if (set.epsg == 3857) {
        child(out, "WellKnownScaleSet", "urn:ogc:def:wkss:OGC:1.0:GoogleMapsCompatible");
    }
    for (int zoom = set.first_zoom; zoom <= set.last_zoom; ++zoom) {
        pugi::xml_node matrix = child(out, "TileMatrix");
        child(matrix, "ows:Identifier", std::to_string(zoom));
        child(matrix, "ScaleDenominator", fmt::format("{}", set.scale(zoom)));
        child(matrix, "TopLeftCorner",
              set.is_northing_first ? fmt::format("{} {}", set.top, set.left)
                                    : fmt::format("{} {}", set.left, set.top));
        child(matrix, "TileWidth", "256");
        child(matrix, "TileHeight", "256");
        child(matrix, "MatrixWidth", std::to_string(set.columns(zoom)));
        child(matrix, "MatrixHeight", std::to_string(set.rows(zoom)));
    }
}

} // namespace

std::string xml_text(const std::string& text) {
    pugi::xml_document document;
    document.append_child(pugi::node_pcdata).set_value(text.c_str());
    std::ostringstream out;
    document.save(out, "", pugi::format_raw | pugi::format_no_declaration);
    return out.str();
}

std::string capabilities_xml(const http::Request& request, const onemap::Generation& generation) {
    pugi::xml_document document;
    pugi::xml_node declaration = document.append_child(pugi::node_declaration);
    declaration.append_attribute("version") = "1.0";
    declaration.append_attribute("encoding") = "UTF-8";
    pugi::xml_node root = document.append_child("Capabilities");
    root.append_attribute("xmlns") = "http://www.opengis.net/wmts/1.0";
    root.append_attribute("xmlns:ows") = "http://www.opengis.net/ows/1.1";
    root.append_attribute("xmlns:xlink") = "http://www.w3.org/1999/xlink";
    root.append_attribute("version") = "1.0.0";
    pugi::xml_node identification = child(root, "ows:ServiceIdentification");
    child(identification, "ows:Title",
          base::Text{"文物保护单位两线一张图", "the two lines of heritage protection, one map"}.in(
              request.language()));
    child(identification, "ows:ServiceType", "OGC WMTS");
    child(identification, "ows:ServiceTypeVersion", "1.0.0");
    pugi::xml_node operations = child(root, "ows:OperationsMetadata");
    add_operation(operations, "GetCapabilities", request.origin + "/wmts?");
    add_operation(operations, "GetTile", request.origin + "/wmts?");
    pugi::xml_node contents = child(root, "Contents");
    const onemap::View view = onemap::view_of(request.principal);
    const base::DateSpan named = generation.named_days(view, base::Date::today());
    for (const auto& layer : generation.layers(view)) {
        add_layer(contents, *layer, named, request);
    }
    for (const MatrixSet& set : matrix_sets()) {
        add_matrix_set(contents, set);
    }
    child(root, "ServiceMetadataURL").append_attribute("xlink:href") =
        (request.origin + "/wmts/1.0.0/WMTSCapabilities.xml").c_str();
    std::ostringstream out;
    document.save(out, " ");
    return out.str();
}

} // namespace liangxian::wmts
