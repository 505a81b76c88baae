// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/ogr_data_set.hpp"

#include "core/intake/encoding.hpp"
#include "core/intake/ogr_layer.hpp"
#include "core/intake/part_builder.hpp"
#include "core/intake/srs_match.hpp"

namespace liangxian::intake {
namespace {

base::Problem layer_problem(const char* code, const std::string& name, std::string zh, std::string en) {
    return {code, name, {std::move(zh), std::move(en)}};
}

/// The place of the layer asked for, or of the only one with a geometry; else why not.
base::Result<std::size_t> chosen_layer(const std::vector<gdal::Layer>& layers, const std::string& name,
                                       const ReadOptions& options) {
    const std::string& wanted = options.layer;
    std::vector<std::size_t> spatial;
    std::string names;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        if (!layers[i].has_geometry) {
            continue;
        }
        if (layers[i].name == wanted) {
            return i;
        }
        spatial.push_back(i);
        names += (names.empty() ? "" : ", ") + decode_field(layers[i].name, "");
    }
    for (const std::string& preferred :
         wanted.empty() ? options.preferred_layers : std::vector<std::string>()) {
        for (const std::size_t i : spatial) {
            if (layers[i].name == preferred) {
                return i;
            }
        }
    }
    if (spatial.empty()) {
        return layer_problem("no-layer", name, "没有矢量图层", "holds no vector layer");
    }
    if (!wanted.empty()) {
        return layer_problem("layer-unknown", name, "没有图层“" + wanted + "”；有：" + names,
                             "has no layer '" + wanted + "'; it has: " + names);
    }
    if (spatial.size() > 1) {
        return layer_problem("layer-needed", name, "有多个图层，请用 --layer 指定一个：" + names,
                             "holds several layers, name one with --layer: " + names);
    }
    return spatial.front();
}

} // namespace

ReadOutcome read_data_set(gdal::VectorFile& file, const std::string& name, const ReadOptions& options) {
    const std::vector<gdal::Layer> layers = file.layers();
    const auto layer = chosen_layer(layers, name, options);
    if (!layer) {
        return unreadable_outcome(name, layer.problems());
    }
    FeatureCollector collector(name, options);
    CrsEvidence evidence = evidence_from(options, name);
    if (const auto srs = file.crs(layer.value())) {
        evidence.header_epsg = epsg_of(*srs);
        if (!evidence.header_epsg && !evidence.declared_epsg &&
            srs->kind == gdal::SpatialReference::Kind::projected) {
            collector.refuse_file(layer_problem(
                "crs-unknown", name,
                "图层的坐标系（" + srs->name + "）没有 EPSG 代码；请转换到 CGCS2000，或用 --crs 给出",
                "the layer's CRS (" + srs->name +
                    ") has no EPSG code; transform it to CGCS2000, or give --crs"));
        }
    }
    read_ogr_layer(
        file, layer.value(), name, [](const std::string& raw) { return decode_field(raw, ""); }, collector);
    LayerRead read{decode_field(layers[layer.value()].name, ""), file.columns(layer.value())};
    for (gdal::Column& column : read.columns) {
        column.name = decode_field(column.name, "");
        column.alias = decode_field(column.alias, "");
    }
    ReadOutcome outcome = std::move(collector).finish(std::move(evidence), options.grouping == Grouping::one);
    outcome.layer = std::move(read);
    return outcome;
}

} // namespace liangxian::intake
