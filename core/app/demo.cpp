// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/app/demo.hpp"

#include "core/app/import.hpp"
#include "core/base/data_files.hpp"
#include "core/base/error.hpp"

#include <filesystem>
#include <memory>

namespace liangxian::app {
namespace {

void load(store::Store& store, ImportKind kind, const char* file, const base::CancelToken& cancel) {
    ImportOptions options;
    options.strict = true;
    const ImportReport report =
        import_files(store, kind, {base::data_directory() / "demo" / file}, options, cancel, {});
    if (report.refused > 0) {
        throw base::InputError(report.problems);
    }
}

} // namespace

void create_demo_store(const std::string& location, const store::Settings& settings,
                       const base::CancelToken& cancel) {
    const std::unique_ptr<store::Store> store = store::create_store(location, settings);
    try {
        load(*store, ImportKind::sites, "sites.geojson", cancel);
        load(*store, ImportKind::zones, "zones.geojson", cancel);
        load(*store, ImportKind::areas, "areas.geojson", cancel);
    } catch (...) {
        std::error_code ignored; // the file is ours and new: a half-filled store must not stay
        std::filesystem::remove(location, ignored);
        throw;
    }
}

} // namespace liangxian::app
