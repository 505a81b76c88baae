// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/filegdb_reader.hpp"

#include "core/gdal/gdal.hpp"
#include "core/intake/encoding.hpp"
#include "core/intake/ogr_data_set.hpp"
#include "core/intake/ogr_fence.hpp"
#include "core/intake/part_builder.hpp"

#include <fmt/format.h>

namespace liangxian::intake {
namespace {

/// The catalogue of tables that every file geodatabase begins with.
constexpr const char* kCatalogue = "a00000001.gdbtable";

std::uintmax_t bytes_in(const std::filesystem::path& folder) {
    std::uintmax_t bytes = 0;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
        bytes += entry.is_regular_file(ignored) ? entry.file_size(ignored) : 0;
    }
    return bytes;
}

/// Runs in the child.
ReadOutcome read_folder(const std::string& path, const std::string& name, const ReadOptions& options) {
    const gdal::Opened opened = gdal::functions().open("OpenFileGDB", path, "LIST_ALL_TABLES=NO");
    if (!opened.file) {
        const std::string reason = decode_field(opened.reason, "");
        return unreadable_outcome(
            name, {{"filegdb-damaged",
                    name,
                    {"不是文件地理数据库或已损坏（" + reason + "）；请重新导出",
                     "is no file geodatabase or is damaged (" + reason + "); export it again"}}});
    }
    return read_data_set(*opened.file, name, options);
}

} // namespace

bool is_file_geodatabase(const std::filesystem::path& path) {
    std::error_code ignored;
    return std::filesystem::is_directory(path, ignored) &&
           std::filesystem::exists(path / kCatalogue, ignored);
}

ReadOutcome read_file_geodatabase(const std::filesystem::path& folder, const ReadOptions& options) {
    const std::filesystem::path plain = folder.has_filename() ? folder : folder.parent_path();
    const std::string name = plain.filename().string();
    if (bytes_in(plain) > options.limits.file_bytes) {
        return unreadable_outcome(
            name, {{"file-too-large",
                    name,
                    {fmt::format("数据库超过上限 {} 字节；请拆分后再提交", options.limits.file_bytes),
                     fmt::format("is larger than {} bytes; split it", options.limits.file_bytes)}}});
    }
    gdal::functions(); // loaded here, since the child is limited to what it adds to our memory
    ReadOutcome outcome = read_fenced(name, {}, [&] { return read_folder(plain.string(), name, options); });
    outcome.name = name;
    return outcome;
}

} // namespace liangxian::intake
