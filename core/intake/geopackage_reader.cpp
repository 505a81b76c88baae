// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/intake/geopackage_reader.hpp"

#include "core/base/file.hpp"
#include "core/gdal/gdal.hpp"
#include "core/intake/encoding.hpp"
#include "core/intake/ogr_data_set.hpp"
#include "core/intake/ogr_fence.hpp"
#include "core/intake/part_builder.hpp"

#include <filesystem>

namespace liangxian::intake {
namespace {

/// SQLite keeps a shared-memory file beside a database with a write-ahead log.
constexpr std::size_t kSharedMemoryBytes = std::size_t{4} << 20;
constexpr std::size_t kWriteVersionAt = 18; // SQLite file format, section 1.3.3
constexpr std::size_t kReadVersionAt = 19;
constexpr char kWalVersion = 2;
constexpr char kRollbackVersion = 1;

/// Runs in the child.
ReadOutcome read_copy(const std::string& path, const std::string& name, const ReadOptions& options) {
    const gdal::Opened opened = gdal::functions().open("GPKG", path, "LIST_ALL_TABLES=NO");
    if (!opened.file) {
        const std::string reason = decode_field(opened.reason, "");
        return unreadable_outcome(name,
                                  {{"gpkg-damaged",
                                    name,
                                    {"不是 GeoPackage 或已损坏（" + reason + "）；请重新导出",
                                     "is no GeoPackage or is damaged (" + reason + "); export it again"}}});
    }
    return read_data_set(*opened.file, name, options);
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
