// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/shapefile_reader.hpp"

#include "core/base/file.hpp"
#include "core/gdal/gdal.hpp"
#include "core/intake/encoding.hpp"
#include "core/intake/hidden_gbk.hpp"
#include "core/intake/ogr_fence.hpp"
#include "core/intake/ogr_layer.hpp"
#include "core/intake/part_builder.hpp"
#include "core/intake/shapefile_bytes.hpp"
#include "core/intake/srs_match.hpp"
#include "core/intake/text_lines.hpp"

#include <algorithm>

namespace liangxian::intake {
namespace {

/// Up to here rings are nested anew by geometry; more rings in one shape keep the driver's nesting.
constexpr std::size_t kMostRingsNested = 2000;

/// Which encoding the .dbf has, and whether its .cpg lies.
std::string dbf_encoding(const ShapefileParts& parts, const std::string& name, const ReadOptions& options,
                         base::Problems& warnings) {
    if (!options.encoding.empty()) {
        return options.encoding;
    }
    const bool is_utf8 =
        !parts.dbf || (is_valid_utf8(dbf_text(*parts.dbf)) && !is_gbk_despite_utf8(dbf_text(*parts.dbf)));
    const std::string found = is_utf8 ? "UTF-8" : "GB18030";
    const std::string stated = lower_ascii(trimmed(parts.cpg.value_or("")));
    const bool is_ascii =
        !parts.dbf || std::all_of(dbf_text(*parts.dbf).begin(), dbf_text(*parts.dbf).end(),
                                  [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    const bool states_utf8 = contains_text(stated, "utf") || stated == "65001";
    const bool states_gbk = contains_text(stated, "gb") || contains_text(stated, "936");
    if (!is_ascii && ((states_utf8 && !is_utf8) || (states_gbk && is_utf8))) {
        warnings.push_back({"cpg-contradicted",
                            name,
                            {".cpg 写的是 " + stated + "，而属性表不是，已按 " + found +
                                 " 解码；如有乱码，请用 --encoding 给出",
                             "the .cpg says " + stated + " but the attributes are not; read as " + found +
                                 ", give --encoding if the words are wrong"}});
    }
    return found;
}

/// Rings of all polygons, nested anew: an inside one is a hole, whatever its direction says.
void renest(geo::Geometry& geometry) {
    std::vector<TextRing> rings;
    for (const geo::Polygon& polygon : geometry.polygons) {
        rings.push_back({"", "", polygon.shell, true});
        for (const geo::Ring& hole : polygon.holes) {
            rings.push_back({"", "", hole, true});
        }
    }
    if (rings.size() > 1 && rings.size() <= kMostRingsNested) {
        geometry.polygons = nest_rings(rings).polygons;
    }
}

std::optional<base::Problem> add_prj_evidence(const ShapefileParts& parts, const std::string& name,
                                              CrsEvidence& evidence) {
    if (!parts.prj || evidence.declared_epsg) {
        return std::nullopt;
    }
    evidence.prj_text = *parts.prj;
    const PrjMatch match = match_prj(*parts.prj);
    evidence.prj_epsg = match.epsg;
    if (match.understood && !match.epsg) {
        return base::Problem{
            "prj-not-standard",
            name,
            {".prj 的坐标系（" + match.name +
                 "）不是标准的 CGCS2000 投影带；请转换到 CGCS2000 3 度带后提交，或核实后用 --crs 给出",
             "the CRS of the .prj (" + match.name +
                 ") is no standard CGCS2000 zone; transform it to a "
                 "3-degree zone of CGCS2000, or verify and give --crs"}};
    }
    return std::nullopt;
}

/// Runs in the child: opens what lies in \p folder with the one driver and reads it.
ReadOutcome read_layer(const std::filesystem::path& folder, const ShapefileParts& parts,
                       const std::string& name, const ReadOptions& options, base::Problems warnings) {
    const std::string encoding = dbf_encoding(parts, name, options, warnings);
    const std::string path = (folder / "layer.shp").string();
    // Without an encoding the driver hands over raw bytes: we decode.
    const gdal::Opened opened = gdal::functions().open("ESRI Shapefile", path, "ENCODING=");
    if (!opened.file || opened.file->layers().size() != 1) {
        const std::string reason = decode_field(opened.reason, "");
        return unreadable_outcome(
            name, {{"shp-damaged",
                    name,
                    {"Shapefile 损坏，无法打开（" + reason + "）；请重新导出",
                     "the Shapefile is damaged and cannot be opened (" + reason + "); export it again"}}});
    }
    FeatureCollector collector(name, options, renest);
    for (base::Problem& warning : warnings) {
        collector.warn(std::move(warning));
    }
    CrsEvidence evidence = evidence_from(options, name);
    if (auto problem = add_prj_evidence(parts, name, evidence)) {
        collector.refuse_file(std::move(*problem));
    }
    read_ogr_layer(
        *opened.file, 0, name, [&](const std::string& raw) { return decode_field(raw, encoding); },
        collector);
    return std::move(collector).finish(std::move(evidence), options.grouping == Grouping::one);
}

std::optional<std::string> load_sibling(const std::filesystem::path& shp, const std::string& extension,
                                        const Limits& limits) {
    const std::string wanted = lower_ascii(shp.stem().string() + "." + extension);
    const std::filesystem::path folder =
        shp.has_parent_path() ? shp.parent_path() : std::filesystem::path(".");
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
        if (lower_ascii(entry.path().filename().string()) == wanted) {
            return base::read_file(entry.path(), limits.file_bytes);
        }
    }
    return std::nullopt;
}

} // namespace

ShapefileParts load_shapefile_parts(const std::filesystem::path& path, const Limits& limits) {
    ShapefileParts parts;
    parts.shp = base::read_file(path, limits.file_bytes);
    parts.shx = load_sibling(path, "shx", limits);
    parts.dbf = load_sibling(path, "dbf", limits);
    parts.prj = load_sibling(path, "prj", limits);
    parts.cpg = load_sibling(path, "cpg", limits);
    return parts;
}

ReadOutcome read_shapefile(const ShapefileParts& parts, const std::string& name, const ReadOptions& options) {
    const base::TemporaryDirectory folder;
    base::Problems warnings;
    const auto rebuilt = rebuild_shx(parts.shp);
    const bool index_is_good = parts.shx && shx_fits(*parts.shx, parts.shp);
    if (!rebuilt && !index_is_good) {
        return unreadable_outcome(
            name,
            {{"shp-damaged",
              name,
              {".shp 损坏或不完整（记录超出文件末尾）；请重新导出或上传",
               "the .shp is damaged or cut short (a record ends beyond the file); export or upload it again"}}});
    }
    if (!index_is_good) {
        warnings.push_back({"shx-rebuilt",
                            name,
                            {"缺少 .shx 或与 .shp 不符，已由 .shp 重建",
                             "the .shx is missing or does not fit the .shp; made anew from the .shp"}});
    }
    if (!parts.dbf) {
        warnings.push_back(
            {"dbf-missing",
             name,
             {"缺少 .dbf，没有属性（名称、编号）", "the .dbf is missing: no attributes, names or ids"}});
    }
    base::write_file_atomically(folder.path() / "layer.shp", parts.shp);
    base::write_file_atomically(folder.path() / "layer.shx", index_is_good ? *parts.shx : *rebuilt);
    if (parts.dbf) {
        base::write_file_atomically(folder.path() / "layer.dbf", *parts.dbf);
    }
    gdal::functions(); // loaded here, since the child is limited to what it adds to our memory
    return read_fenced(name, {}, [&] { return read_layer(folder.path(), parts, name, options, warnings); });
}

} // namespace liangxian::intake
