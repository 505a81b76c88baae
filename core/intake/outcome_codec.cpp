// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/outcome_codec.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <cstring>
#include <stdexcept>

namespace liangxian::intake {
namespace {

using nlohmann::ordered_json;

ordered_json run_to_cbor(const std::vector<geo::Position>& run) {
    std::vector<std::uint8_t> bytes(run.size() * sizeof(geo::Position));
    if (!run.empty()) {
        std::memcpy(bytes.data(), run.data(), bytes.size());
    }
    return ordered_json::binary(std::move(bytes));
}

std::vector<geo::Position> run_from_cbor(const ordered_json& value) {
    const auto& bytes = value.get_binary();
    std::vector<geo::Position> run(bytes.size() / sizeof(geo::Position));
    if (!run.empty()) {
        std::memcpy(run.data(), bytes.data(), run.size() * sizeof(geo::Position));
    }
    return run;
}

ordered_json geometry_to_cbor(const geo::Geometry& geometry) {
    ordered_json polygons = ordered_json::array();
    for (const geo::Polygon& polygon : geometry.polygons) {
        ordered_json rings = ordered_json::array({run_to_cbor(polygon.shell)});
        for (const geo::Ring& hole : polygon.holes) {
            rings.push_back(run_to_cbor(hole));
        }
        polygons.push_back(std::move(rings));
    }
    ordered_json lines = ordered_json::array();
    for (const geo::Line& line : geometry.lines) {
        lines.push_back(run_to_cbor(line));
    }
    return {{"polygons", std::move(polygons)},
            {"lines", std::move(lines)},
            {"points", run_to_cbor(geometry.points)}};
}

geo::Geometry geometry_from_cbor(const ordered_json& value) {
    geo::Geometry geometry;
    for (const ordered_json& rings : value.at("polygons")) {
        geo::Polygon polygon{run_from_cbor(rings.at(0)), {}};
        for (std::size_t i = 1; i < rings.size(); ++i) {
            polygon.holes.push_back(run_from_cbor(rings[i]));
        }
        geometry.polygons.push_back(std::move(polygon));
    }
    for (const ordered_json& line : value.at("lines")) {
        geometry.lines.push_back(run_from_cbor(line));
    }
    geometry.points = run_from_cbor(value.at("points"));
    return geometry;
}

ordered_json problems_to_cbor(const base::Problems& problems) {
    ordered_json out = ordered_json::array();
    for (const base::Problem& p : problems) {
        out.push_back({p.code, p.where, p.message.zh, p.message.en});
    }
    return out;
}

base::Problems problems_from_cbor(const ordered_json& value) {
    base::Problems problems;
    for (const ordered_json& p : value) {
        problems.push_back({p.at(0), p.at(1), {p.at(2).get<std::string>(), p.at(3).get<std::string>()}});
    }
    return problems;
}

ordered_json feature_to_cbor(const Feature& feature) {
    ordered_json parts = ordered_json::array();
    for (const SourcePart& part : feature.parts) {
        parts.push_back({{"name", part.name},
                         {"source", part.source},
                         {"sign", part.sign},
                         {"geometry", geometry_to_cbor(part.geometry)},
                         {"attributes", part.attributes}});
    }
    return {{"source", feature.source},
            {"id", feature.id},
            {"name", feature.name},
            {"epsg", feature.crs.epsg},
            {"basis", feature.crs.basis},
            {"parts", std::move(parts)},
            {"declared_area_m2",
             feature.declared_area_m2 ? ordered_json(*feature.declared_area_m2) : ordered_json()},
            {"attributes", feature.attributes},
            {"warnings", problems_to_cbor(feature.warnings)}};
}

Feature feature_from_cbor(const ordered_json& value) {
    Feature feature;
    feature.source = value.at("source");
    feature.id = value.at("id");
    feature.name = value.at("name");
    feature.crs = {value.at("epsg").get<int>(), value.at("basis").get<std::string>()};
    for (const ordered_json& part : value.at("parts")) {
        feature.parts.push_back({part.at("name"), part.at("source"), part.at("sign").get<int>(),
                                 geometry_from_cbor(part.at("geometry")), part.at("attributes")});
    }
    if (!value.at("declared_area_m2").is_null()) {
        feature.declared_area_m2 = value.at("declared_area_m2").get<double>();
    }
    feature.attributes = value.at("attributes");
    feature.warnings = problems_from_cbor(value.at("warnings"));
    return feature;
}

ordered_json layer_to_cbor(const LayerRead& layer) {
    ordered_json columns = ordered_json::array();
    for (const gdal::Column& column : layer.columns) {
        columns.push_back({{"name", column.name},
                           {"alias", column.alias},
                           {"type", static_cast<int>(column.type)},
                           {"length", column.length},
                           {"may_be_null", column.may_be_null},
                           {"domain", column.domain}});
    }
    return {{"name", layer.name}, {"columns", std::move(columns)}};
}

LayerRead layer_from_cbor(const ordered_json& value) {
    LayerRead layer{value.at("name"), {}};
    for (const ordered_json& one : value.at("columns")) {
        gdal::Column column;
        column.name = one.at("name");
        column.alias = one.at("alias");
        column.type = static_cast<gdal::Column::Type>(one.at("type").get<int>());
        column.length = one.at("length").get<int>();
        column.may_be_null = one.at("may_be_null").get<bool>();
        column.domain = one.at("domain");
        layer.columns.push_back(std::move(column));
    }
    return layer;
}

} // namespace

std::string encode_outcome(const ReadOutcome& outcome) {
    ordered_json root{{"features", ordered_json::array()},
                      {"unreadable", ordered_json::array()},
                      {"order", outcome.order},
                      {"layer", layer_to_cbor(outcome.layer)}};
    for (const Feature& feature : outcome.features) {
        root["features"].push_back(feature_to_cbor(feature));
    }
    for (const UnreadableFeature& failed : outcome.unreadable) {
        root["unreadable"].push_back(
            {{"source", failed.source}, {"problems", problems_to_cbor(failed.problems)}});
    }
    std::string bytes;
    ordered_json::to_cbor(root, bytes);
    return bytes;
}

ReadOutcome decode_outcome(std::string_view bytes) {
    const ordered_json root = ordered_json::from_cbor(bytes.begin(), bytes.end());
    ReadOutcome outcome;
    for (const ordered_json& feature : root.at("features")) {
        outcome.features.push_back(feature_from_cbor(feature));
    }
    for (const ordered_json& failed : root.at("unreadable")) {
        outcome.unreadable.push_back({failed.at("source"), problems_from_cbor(failed.at("problems"))});
    }
    outcome.order = root.at("order").get<std::vector<int>>();
    outcome.layer = layer_from_cbor(root.at("layer"));
    return outcome;
}

} // namespace liangxian::intake
