// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/format.hpp"

#include "core/intake/coordinate_table.hpp"
#include "core/intake/encoding.hpp"
#include "core/intake/hidden_gbk.hpp"
#include "core/intake/mining_text.hpp"
#include "core/intake/survey_txt.hpp"
#include "core/intake/text_lines.hpp"
#include "core/intake/xml_prolog.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace liangxian::intake {
namespace {

using namespace std::string_view_literals;

// What FormatVerdict::seems says of readable text in which no coordinate was found.
const std::string kWithoutCoordinates = " without coordinates";
const std::string kTextWithoutCoordinates = "text" + kWithoutCoordinates;

struct Magic {
    std::string_view bytes;
    Format format;
    const char* seems;
};

constexpr std::array<Magic, 18> kMagics{{
    {"SQLite format 3\0"sv, Format::geopackage, ""},
    {"\x00\x00\x27\x0A"sv, Format::shapefile, ""},
    {"PK\x03\x04"sv, Format::zip, ""},
    {"PK\x05\x06"sv, Format::zip, ""},
    {"AutoCAD Binary DXF"sv, Format::unknown, "binary DXF"},
    {"AC10"sv, Format::unknown, "DWG"},
    {"AC1.2"sv, Format::unknown, "DWG"},
    {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, Format::unknown, "XLS / DOC (OLE)"},
    {"Rar!"sv, Format::unknown, "RAR"},
    {"7z\xBC\xAF\x27\x1C"sv, Format::unknown, "7z"},
    {"\x1F\x8B"sv, Format::unknown, "gzip"},
    {"BZh"sv, Format::unknown, "bzip2"},
    {"%PDF"sv, Format::unknown, "PDF"},
    {"\x89PNG"sv, Format::unknown, "PNG"},
    {"\xFF\xD8\xFF"sv, Format::unknown, "JPEG"},
    {"II*\0"sv, Format::unknown, "TIFF"},
    {"MM\0*"sv, Format::unknown, "TIFF"},
    {"GIF8"sv, Format::unknown, "GIF"},
}};

bool begins_with(std::string_view bytes, std::string_view prefix) {
    return bytes.substr(0, prefix.size()) == prefix;
}

/// "ESRI Shapefile" for a component that is no use alone, the extension's own name else.
std::string seems_from_extension(const std::string& extension) {
    if (extension == "dbf" || extension == "shx" || extension == "prj" || extension == "cpg") {
        return "." + extension + " (Shapefile part)";
    }
    return extension.empty() ? std::string("unknown bytes") : "." + extension;
}

FormatVerdict json_verdict(std::string_view text) {
    // A mining-plan list or a pasted table may begin with a bracket too; JSON goes on with an object,
    // an array or a key.
    const std::size_t next = text.find_first_not_of(" \t\r\n", 1);
    const char c = next == std::string_view::npos ? '\0' : text[next];
    if (text.front() == '{') {
        return {Format::geojson, ""};
    }
    if (c == '{' || c == '[' || c == '\0') {
        return {Format::unknown, "JSON array"};
    }
    return {};
}

bool looks_like_dxf(std::string_view text) {
    const std::size_t line_end = text.find_first_of("\r\n");
    if (line_end == std::string_view::npos) {
        return false;
    }
    const std::string code = trimmed(text.substr(0, line_end));
    if (code != "0" && code != "999") {
        return false;
    }
    const std::string_view head = text.substr(0, 4096);
    return contains_text(head, "SECTION") || contains_text(head, "ENTITIES") || contains_text(head, "HEADER");
}

FormatVerdict xml_verdict(std::string_view text) {
    const std::string root = xml_root_name(text);
    if (root == "kml") {
        return {Format::kml, ""};
    }
    return {Format::unknown, "XML <" + (root.empty() ? std::string("?") : root) + ">"};
}

FormatVerdict text_verdict(const std::string& text, const std::string& extension) {
    if (looks_like_survey_txt(text)) {
        return {Format::survey_txt, ""};
    }
    const bool is_table_name = extension == "csv" || extension == "tsv";
    if (!is_table_name && looks_like_cass_dat(text)) {
        return {Format::cass_dat, ""};
    }
    if (!is_table_name && looks_like_mining_text(text)) {
        return {Format::mining_text, ""};
    }
    if (looks_like_coordinate_table(text)) {
        return {Format::coordinate_table, ""};
    }
    if (looks_like_mining_text(text)) {
        return {Format::mining_text, ""};
    }
    return {Format::unknown,
            extension.empty() ? kTextWithoutCoordinates : "." + extension + kWithoutCoordinates};
}

/// Names of formats are names in Chinese too; only the words about coordinates are not.
std::string seems_in_chinese(const std::string& seems) {
    if (seems == kTextWithoutCoordinates) {
        return "不含坐标的文本";
    }
    const std::size_t at = seems.find(kWithoutCoordinates);
    return at == std::string::npos ? " " + seems + " " : "不含坐标的 " + seems.substr(0, at) + " ";
}

} // namespace

std::string extension_of(const std::string& name) {
    const std::size_t dot = name.find_last_of('.');
    const std::size_t slash = name.find_last_of('/');
    if (dot == std::string::npos || (slash != std::string::npos && dot < slash)) {
        return {};
    }
    return lower_ascii(name.substr(dot + 1));
}

FormatVerdict decide_format(std::string_view bytes, const std::string& name, const std::string& encoding) {
    const std::string extension = extension_of(name);
    if (bytes.find_first_not_of(" \t\r\n") == std::string_view::npos) {
        return {Format::unknown, ""};
    }
    for (const Magic& magic : kMagics) {
        if (begins_with(bytes, magic.bytes)) {
            const bool is_kmz = magic.format == Format::zip && extension == "kmz";
            const bool is_xlsx = magic.format == Format::zip && extension == "xlsx";
            return {is_kmz ? Format::kmz : is_xlsx ? Format::xlsx : magic.format, magic.seems};
        }
    }
    const std::string decoded = decode_text(bytes, encoding_to_use(bytes, encoding)).utf8;
    if (decoded.find('\0') != std::string::npos) {
        return {Format::unknown, seems_from_extension(extension)};
    }
    const std::size_t first = decoded.find_first_not_of(" \t\r\n\x1E");
    if (first == std::string::npos) {
        return {Format::unknown, ""};
    }
    const std::string_view text = std::string_view(decoded).substr(first);
    if (text.front() == '<') {
        return xml_verdict(text);
    }
    if (text.front() == '{' || text.front() == '[') {
        const FormatVerdict verdict = json_verdict(text);
        if (verdict.format != Format::unknown || !verdict.seems.empty()) {
            return verdict;
        }
    }
    if (looks_like_dxf(text)) {
        return {Format::dxf, ""};
    }
    return text_verdict(decoded, extension);
}

base::Problem format_refusal(const FormatVerdict& verdict, const std::string& name) {
    const base::Text accepted{
        "可提交：GeoJSON、Shapefile（.shp 连同 .shx、.dbf、.prj，或打成 .zip）、GeoPackage、KML/KMZ/.ovkml、ASCII 格式的 "
        "DXF、勘测定界 TXT、矿业权坐标串、CASS .dat、CSV、XLSX",
        "hand in GeoJSON, Shapefile (.shp with .shx, .dbf, .prj, or zipped), GeoPackage, KML/KMZ/.ovkml, ASCII DXF, "
        "survey boundary TXT, mining coordinate strings, CASS .dat, CSV or XLSX"};
    if (verdict.seems.empty()) {
        return {"empty-file", name, {"文件是空的；" + accepted.zh, "the file is empty; " + accepted.en}};
    }
    std::string zh_hint;
    std::string en_hint;
    if (verdict.seems == "DWG" || verdict.seems == "binary DXF") {
        zh_hint = "请在 CAD 中“另存为”ASCII DXF；";
        en_hint = "save it from the CAD program as ASCII DXF; ";
    } else if (verdict.seems == ".ovobj") {
        zh_hint = "请在奥维中导出为 .ovkml 或 .kml；";
        en_hint = "export it from Ovi Map as .ovkml or .kml; ";
    } else if (begins_with(verdict.seems, "XLS")) {
        zh_hint = "请另存为 .xlsx 或 .csv；";
        en_hint = "save it as .xlsx or .csv; ";
    }
    return {
        "format-refused",
        name,
        {"不受理这种文件（像是" + seems_in_chinese(verdict.seems) + "）；" + zh_hint + accepted.zh,
         "this kind of file is not taken (it seems to be " + verdict.seems + "); " + en_hint + accepted.en}};
}

} // namespace liangxian::intake
