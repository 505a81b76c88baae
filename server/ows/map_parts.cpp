// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ows/map_parts.hpp"

#include "server/onemap/exact_file.hpp"
#include "server/onemap/layer_words.hpp"
#include "server/onemap/public_data_set.hpp"

namespace liangxian::ows {
namespace {

using onemap::LayerDescription;

MapPart public_part(const LayerDescription& layer, const std::filesystem::path& file) {
    MapPart out;
    out.layer = layer;
    out.name = layer.name;
    out.file = file;
    out.table = onemap::history_layer(layer.name);
    out.shape = layer.has_points ? MapPart::Shape::points : MapPart::Shape::polygons;
    out.symbols = layer.has_points ? "body-point" : layer.name;
    out.rows = layer.has_points ? "" : "visibility = 'public'"; // a coarse unit's cells are not lines
    return out;
}

/// \param name  of the part within the layer; empty: it is the layer
MapPart exact_part(const LayerDescription& layer, const std::filesystem::path& file, const std::string& name,
                   MapPart::Shape shape, const std::string& symbols) {
    using Shape = MapPart::Shape;
    MapPart out;
    out.layer = layer;
    out.name = name.empty() ? layer.name : layer.name + "_" + name;
    out.file = file;
    out.table = onemap::exact_table(layer.name, shape == Shape::points  ? onemap::kPoints
                                                : shape == Shape::lines ? onemap::kLines
                                                                        : onemap::kPolygons);
    out.shape = shape;
    out.symbols = symbols;
    out.is_exact = true;
    return out;
}

} // namespace

std::vector<MapPart> map_parts(const std::filesystem::path& public_data,
                               const std::filesystem::path& exact_data) {
    using Shape = MapPart::Shape;
    if (exact_data.empty()) {
        return {public_part(onemap::control_description(), public_data),
                public_part(onemap::protection_description(), public_data),
                public_part(onemap::public_sites_description(), public_data)};
    }
    std::vector<MapPart> out;
    const auto add = [&](const LayerDescription& layer, const std::string& name, Shape shape,
                         const std::string& symbols) -> MapPart& {
        out.push_back(exact_part(layer, exact_data, name, shape, symbols));
        return out.back();
    };
    const LayerDescription underground = onemap::underground_description();
    add(underground, "cities", Shape::polygons, "other-areas").rows = "kind = 'ancient-city-site'";
    add(underground, "areas", Shape::polygons, "underground").rows = "kind <> 'ancient-city-site'";
    add(onemap::exact_control_description(), "", Shape::polygons, "control");
    add(onemap::exact_protection_description(), "", Shape::polygons, "protection");
    const LayerDescription sites = onemap::sites_description();
    add(sites, "bodies", Shape::polygons, "body");
    add(sites, "walls", Shape::lines, "body-line");
    add(sites, "points", Shape::points, "body-point");
    const LayerDescription applications = onemap::applications_description();
    add(applications, "grounds", Shape::polygons, "application");
    add(applications, "lines", Shape::lines, "body-line");
    add(applications, "points", Shape::points, "body-point");
    out.push_back(public_part(onemap::public_sites_description(), public_data));
    return out;
}

std::string rows_of_day(const MapPart& part, const base::Date& day) {
    const std::string word = "'" + day.to_string() + "'";
    const std::string of_day = "(valid_from IS NULL OR valid_from <= " + word +
                               ") AND (valid_to IS NULL OR valid_to >= " + word + ")";
    return part.rows.empty() ? of_day : part.rows + " AND " + of_day;
}

} // namespace liangxian::ows
