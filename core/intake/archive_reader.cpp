// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/archive_reader.hpp"

#include "core/intake/archive.hpp"
#include "core/intake/coordinate_table.hpp"
#include "core/intake/encoding.hpp"
#include "core/intake/format.hpp"
#include "core/intake/kml_reader.hpp"
#include "core/intake/part_builder.hpp"
#include "core/intake/shapefile_reader.hpp"
#include "core/intake/text_lines.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace liangxian::intake {
namespace {

bool is_map_extension(const std::string& extension) {
    static constexpr std::array<const char*, 7> kMaps{"shp",     "gpkg", "kml", "ovkml",
                                                      "geojson", "json", "dxf"};
    return std::find(kMaps.begin(), kMaps.end(), extension) != kMaps.end();
}

bool is_text_extension(const std::string& extension) {
    static constexpr std::array<const char*, 5> kTexts{"txt", "csv", "tsv", "dat", "xlsx"};
    return std::find(kTexts.begin(), kTexts.end(), extension) != kTexts.end();
}

std::string without_extension(const std::string& name) {
    const std::string extension = extension_of(name);
    return extension.empty() ? name : name.substr(0, name.size() - extension.size() - 1);
}

std::string base_name(const std::string& name) { return name.substr(name.find_last_of("/\\") + 1); }

const ArchiveEntry* find_entry(const Archive& archive, const std::string& lower_name) {
    for (const ArchiveEntry& entry : archive.entries()) {
        if (lower_ascii(entry.name) == lower_name) {
            return &entry;
        }
    }
    return nullptr;
}

bool is_workbook(const Archive& archive) { return find_entry(archive, "xl/workbook.xml") != nullptr; }

class ArchiveReader {
public:
    ArchiveReader(const Archive& archive, std::string_view bytes, const std::string& name,
                  const ReadOptions& options)
        : m_archive(archive), m_bytes(bytes), m_name(name), m_options(options) {}

    ReadOutcome read() {
        if (is_workbook(m_archive)) {
            return read_xlsx(m_bytes, m_name, m_options);
        }
        const auto chosen = choose();
        if (!chosen) {
            return unreadable_outcome(m_name, chosen.problems());
        }
        return read_entry(*chosen.value());
    }

private:
    const ArchiveEntry* find(const std::string& lower_name) const {
        return find_entry(m_archive, lower_name);
    }
    /// A workbook is the one archive that may lie in an archive; it is not looked into any further.
    bool holds_workbook(const std::string& bytes, const std::string& place) const {
        const auto inner = Archive::open(bytes, place, m_options);
        return inner && is_workbook(inner.value());
    }
    std::vector<const ArchiveEntry*> candidates(bool (*is_wanted)(const std::string&)) const {
        std::vector<const ArchiveEntry*> out;
        for (const ArchiveEntry& entry : m_archive.entries()) {
            if (is_wanted(extension_of(entry.name))) {
                out.push_back(&entry);
            }
        }
        return out;
    }
    base::Result<const ArchiveEntry*> choose() const {
        std::vector<const ArchiveEntry*> all = candidates(is_map_extension);
        if (all.empty()) {
            all = candidates(is_text_extension);
        }
        if (all.empty()) {
            return base::Problem{
                "archive-no-data",
                m_name,
                {"压缩包里没有可读的数据文件（.shp、.gpkg、.kml、.geojson、.dxf、.txt、.csv、.xlsx）",
                 "the archive holds no data file (.shp, .gpkg, .kml, .geojson, .dxf, .txt, .csv, .xlsx)"}};
        }
        // The root of a KMZ is doc.kml; others beside it are what its links point to.
        const ArchiveEntry* doc = find("doc.kml");
        if (doc != nullptr && extension_of(m_name) == "kmz") {
            return doc;
        }
        std::string names;
        for (const ArchiveEntry* entry : all) {
            if (!m_options.layer.empty() && base_name(without_extension(entry->name)) == m_options.layer) {
                return entry;
            }
            names += (names.empty() ? "" : ", ") + entry->name;
        }
        if (all.size() > 1) {
            return base::Problem{
                "layer-needed",
                m_name,
                {"压缩包里有多个数据文件，请用 --layer 指定一个（不带扩展名），或分开提交：" + names,
                 "the archive holds several data files; name one with --layer (without extension), or hand "
                 "them in apart: " +
                     names}};
        }
        return all.front();
    }
    ReadOutcome read_entry(const ArchiveEntry& entry) const {
        const auto bytes = m_archive.read(entry);
        if (!bytes) {
            return unreadable_outcome(m_name, bytes.problems());
        }
        const std::string place = m_name + "!" + entry.name;
        if (extension_of(entry.name) == "shp") {
            return read_shapefile_entry(entry, bytes.value(), place);
        }
        const FormatVerdict verdict = decide_format(bytes.value(), entry.name, m_options.encoding);
        const bool is_zip =
            verdict.format == Format::zip || verdict.format == Format::kmz || verdict.format == Format::xlsx;
        if (is_zip && !holds_workbook(bytes.value(), place)) {
            return unreadable_outcome(
                place, {{"archive-nested",
                         place,
                         {"压缩包里还有压缩包；请解开后直接打包数据文件",
                          "there is an archive in the archive; pack the data files themselves"}}});
        }
        ReadOptions inner = m_options;
        // The name chose the file; inside it, it would be asked of a layer.
        inner.layer = base_name(without_extension(entry.name)) == m_options.layer ? "" : m_options.layer;
        return read_bytes(bytes.value(), place, inner);
    }
    ReadOutcome read_shapefile_entry(const ArchiveEntry& shp, const std::string& bytes,
                                     const std::string& place) const {
        ShapefileParts parts;
        parts.shp = bytes;
        const std::array<std::pair<const char*, std::optional<std::string>*>, 4> wanted{
            {{".shx", &parts.shx}, {".dbf", &parts.dbf}, {".prj", &parts.prj}, {".cpg", &parts.cpg}}};
        for (const auto& [extension, target] : wanted) {
            const ArchiveEntry* entry = find(lower_ascii(without_extension(shp.name)) + extension);
            if (entry == nullptr) {
                continue;
            }
            auto part = m_archive.read(*entry);
            if (!part) {
                return unreadable_outcome(place, part.problems());
            }
            *target = std::move(part).value();
        }
        return read_shapefile(parts, place, m_options);
    }

    const Archive& m_archive;
    std::string_view m_bytes;
    const std::string& m_name;
    const ReadOptions& m_options;
};

} // namespace

ReadOutcome read_archive(std::string_view bytes, const std::string& name, const ReadOptions& options) {
    const auto archive = Archive::open(bytes, name, options);
    if (!archive) {
        return unreadable_outcome(name, archive.problems());
    }
    return ArchiveReader(archive.value(), bytes, name, options).read();
}

} // namespace liangxian::intake
