// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/read.hpp"

#include "core/base/error.hpp"
#include "core/base/file.hpp"
#include "core/intake/archive_reader.hpp"
#include "core/intake/coordinate_table.hpp"
#include "core/intake/dxf_reader.hpp"
#include "core/intake/encoding.hpp"
#include "core/intake/filegdb_reader.hpp"
#include "core/intake/format.hpp"
#include "core/intake/geojson_reader.hpp"
#include "core/intake/geopackage_reader.hpp"
#include "core/intake/hidden_gbk.hpp"
#include "core/intake/kml_reader.hpp"
#include "core/intake/mining_text.hpp"
#include "core/intake/part_builder.hpp"
#include "core/intake/shapefile_reader.hpp"
#include "core/intake/survey_txt.hpp"

#include <fmt/format.h>

namespace liangxian::intake {
namespace {

using TextReader = ReadOutcome (*)(std::string_view, const std::string&, const ReadOptions&);

/// The warnings of decoding go with every feature.
ReadOutcome read_decoded(TextReader reader, std::string_view bytes, const std::string& name,
                         const ReadOptions& options) {
    DecodedText text = decode_text(bytes, encoding_to_use(bytes, options.encoding));
    for (base::Problem& warning : text.warnings) {
        warning.where = warning.where.empty() ? name : warning.where;
    }
    ReadOutcome outcome = reader(text.utf8, name, options);
    for (Feature& feature : outcome.features) {
        feature.warnings.insert(feature.warnings.end(), text.warnings.begin(), text.warnings.end());
    }
    return outcome;
}

/// Where a file came from on disk, for the formats that have files beside them; empty for bytes.
ReadOutcome read_as(Format format, std::string_view bytes, const std::string& name,
                    const ReadOptions& options, const std::filesystem::path& path) {
    switch (format) {
    case Format::geojson:
        return read_decoded(read_geojson, bytes, name, options);
    case Format::kml:
        return read_decoded(read_kml, bytes, name, options);
    case Format::survey_txt:
        return read_decoded(read_survey_txt, bytes, name, options);
    case Format::mining_text:
        return read_decoded(read_mining_text, bytes, name, options);
    case Format::cass_dat:
        return read_decoded(read_cass_dat, bytes, name, options);
    case Format::coordinate_table:
        return read_decoded(read_coordinate_table, bytes, name, options);
    case Format::dxf:
        return read_dxf(bytes, name, options);
    case Format::zip:
    case Format::kmz:
    case Format::xlsx:
        return read_archive(bytes, name, options);
    case Format::geopackage: {
        std::filesystem::path log = path;
        log += "-wal";
        std::error_code ignored;
        const bool has_log = !path.empty() && std::filesystem::file_size(log, ignored) > 0 && !ignored;
        return read_geopackage(
            bytes, has_log ? base::read_file(log, options.limits.file_bytes) : std::string(), name, options);
    }
    case Format::shapefile: {
        ShapefileParts parts;
        if (path.empty()) {
            parts.shp = std::string(bytes);
        } else {
            parts = load_shapefile_parts(path, options.limits);
        }
        return read_shapefile(parts, name, options);
    }
    case Format::unknown:
        break;
    }
    return {};
}

ReadOutcome read_any(std::string_view bytes, const std::string& name, const ReadOptions& options,
                     const std::filesystem::path& path) {
    if (bytes.size() > options.limits.file_bytes) {
        return unreadable_outcome(
            name, {{"file-too-large",
                    name,
                    {fmt::format("文件超过上限 {} 字节；请拆分后再提交", options.limits.file_bytes),
                     fmt::format("is larger than {} bytes; split it", options.limits.file_bytes)}}});
    }
    FormatVerdict verdict = decide_format(bytes, name, options.encoding);
    const std::string extension = extension_of(name);
    if (verdict.format == Format::unknown && options.geometry_optional &&
        (extension == "csv" || extension == "tsv")) {
        verdict.format = Format::coordinate_table; // a list of records that nobody has drawn
    }
    if (verdict.format == Format::unknown) {
        return unreadable_outcome(name, {format_refusal(verdict, name)});
    }
    ReadOutcome outcome = read_as(verdict.format, bytes, name, options, path);
    outcome.name = name;
    if (outcome.order.empty()) {
        return unreadable_outcome(
            name, {{"no-features", name, {"文件中没有可核查的图形", "holds nothing to check"}}});
    }
    return outcome;
}

} // namespace

ReadOutcome read_file(const std::filesystem::path& path, const ReadOptions& options) {
    if (is_file_geodatabase(path)) {
        return read_file_geodatabase(path, options);
    }
    const std::string bytes = base::read_file(path, options.limits.file_bytes);
    return read_any(bytes, path.filename().string(), options, path);
}

ReadOutcome read_bytes(std::string_view bytes, const std::string& name, const ReadOptions& options) {
    return read_any(bytes, name, options, {});
}

} // namespace liangxian::intake
