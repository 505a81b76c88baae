// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/geopackage_reader.hpp"

#include "core/base/file.hpp"
#include "core/gdal/gdal.hpp"
#include "core/intake/encoding.hpp"
#include "core/intake/ogr_fence.hpp"
#include "core/intake/ogr_layer.hpp"
#include "core/intake/part_builder.hpp"
#include "core/intake/srs_match.hpp"

#include <filesystem>

namespace liangxian::intake {
namespace {

/// SQLite keeps a shared-memory file beside a database with a write-ahead log.
constexpr std::size_t kSharedMemoryBytes = std::size_t{4} << 20;
constexpr std::size_t kWriteVersionAt = 18; // SQLite file format, section 1.3.3
constexpr std::size_t kReadVersionAt = 19;
constexpr char kWalVersion = 2;
constexpr char kRollbackVersion = 1;

base::Problem gpkg_problem(const char* code, const std::string& name, std::string zh, std::string en) {
    return {code, name, {std::move(zh), std::move(en)}};
}

/// The place of the layer asked for, or of the only one with a geometry; else why not.
base::Result<std::size_t> chosen_layer(const std::vector<gdal::Layer>& layers, const std::string& name,
                                       const std::string& wanted) {
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
    if (spatial.empty()) {
        return gpkg_problem("no-layer", name, "没有矢量图层", "holds no vector layer");
    }
    if (!wanted.empty()) {
        return gpkg_problem("layer-unknown", name, "没有图层“" + wanted + "”；有：" + names,
                            "has no layer '" + wanted + "'; it has: " + names);
    }
    if (spatial.size() > 1) {
        return gpkg_problem("layer-needed", name, "有多个图层，请用 --layer 指定一个：" + names,
                            "holds several layers, name one with --layer: " + names);
    }
    return spatial.front();
}

/// Runs in the child.
ReadOutcome read_copy(const std::string& path, const std::string& name, const ReadOptions& options) {
    const gdal::Opened opened = gdal::functions().open("GPKG", path, "LIST_ALL_TABLES=NO");
    if (!opened.file) {
        const std::string reason = decode_field(opened.reason, "");
        return unreadable_outcome(
            name,
            {gpkg_problem("gpkg-damaged", name, "不是 GeoPackage 或已损坏（" + reason + "）；请重新导出",
                          "is no GeoPackage or is damaged (" + reason + "); export it again")});
    }
    const auto layer = chosen_layer(opened.file->layers(), name, options.layer);
    if (!layer) {
        return unreadable_outcome(name, layer.problems());
    }
    FeatureCollector collector(name, options);
    CrsEvidence evidence = evidence_from(options, name);
    if (const auto srs = opened.file->crs(layer.value())) {
        evidence.header_epsg = epsg_of(*srs);
        if (!evidence.header_epsg && !evidence.declared_epsg &&
            srs->kind == gdal::SpatialReference::Kind::projected) {
            collector.refuse_file(gpkg_problem(
                "crs-unknown", name,
                "图层的坐标系（" + srs->name + "）没有 EPSG 代码；请转换到 CGCS2000，或用 --crs 给出",
                "the layer's CRS (" + srs->name +
                    ") has no EPSG code; transform it to CGCS2000, or give --crs"));
        }
    }
    read_ogr_layer(
        *opened.file, layer.value(), name, [](const std::string& raw) { return decode_field(raw, ""); },
        collector);
    return std::move(collector).finish(std::move(evidence), options.grouping == Grouping::one);
}

} // namespace

ReadOutcome read_geopackage(std::string_view bytes, std::string_view write_ahead_log, const std::string& name,
                            const ReadOptions& options) {
    const base::TemporaryDirectory folder;
    const std::filesystem::path path = folder.path() / "layer.gpkg";
    FenceLimits limits;
    std::string copy(bytes);
    if (!write_ahead_log.empty()) {
        base::write_file_atomically(folder.path() / "layer.gpkg-wal", write_ahead_log);
        limits.written_bytes = kSharedMemoryBytes;
    } else if (copy.size() > kReadVersionAt && copy[kReadVersionAt] == kWalVersion) {
        // All of its log was moved into it; as a rollback database it opens without writing anything.
        copy[kWriteVersionAt] = kRollbackVersion;
        copy[kReadVersionAt] = kRollbackVersion;
    }
    base::write_file_atomically(path, copy);
    gdal::functions(); // loaded here, since the child is limited to what it adds to our memory
    return read_fenced(name, limits, [&] { return read_copy(path.string(), name, options); });
}

} // namespace liangxian::intake
