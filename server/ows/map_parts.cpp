// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/ows/map_parts.hpp"

#include "server/onemap/layer_words.hpp"
#include "server/onemap/public_data_set.hpp"

#include <utility>

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

std::vector<LayerDescription> exact_descriptions() {
    return {onemap::underground_description(), onemap::exact_control_description(),
            onemap::exact_protection_description(), onemap::sites_description(),
            onemap::applications_description()};
}

void add_exact_parts(const LayerDescription& layer, const std::filesystem::path& file,
                     std::vector<MapPart>& parts) {
    for (const onemap::ExactPart& one : onemap::exact_parts(layer.name)) {
        MapPart part;
        part.layer = layer;
        part.name = one.table(layer.name);
        part.file = file;
        part.table = part.name;
        part.shape = one.shape;
        part.symbols = one.symbols;
        part.is_exact = true;
        parts.push_back(std::move(part));
    }
}

} // namespace

std::vector<MapPart> map_parts(const std::filesystem::path& public_data,
                               const std::filesystem::path& exact_data) {
    if (exact_data.empty()) {
        return {public_part(onemap::control_description(), public_data),
                public_part(onemap::protection_description(), public_data),
                public_part(onemap::public_sites_description(), public_data)};
    }
    std::vector<MapPart> out;
    for (const LayerDescription& layer : exact_descriptions()) {
        add_exact_parts(layer, exact_data, out);
    }
    out.push_back(public_part(onemap::public_sites_description(), public_data));
    return out;
}

std::vector<std::string> exact_part_names(const std::string& layer) {
    std::vector<std::string> out;
    for (const LayerDescription& one : exact_descriptions()) {
        if (one.name == layer) {
            for (const onemap::ExactPart& part : onemap::exact_parts(layer)) {
                out.push_back(part.table(layer));
            }
        }
    }
    return out.empty() ? std::vector<std::string>{layer} : out;
}

std::string rows_of_day(const MapPart& part, const base::Date& day) {
    const std::string word = "'" + day.to_string() + "'";
    const std::string of_day = "(valid_from IS NULL OR valid_from <= " + word +
                               ") AND (valid_to IS NULL OR valid_to >= " + word + ")";
    return part.rows.empty() ? of_day : part.rows + " AND " + of_day;
}

} // namespace liangxian::ows
