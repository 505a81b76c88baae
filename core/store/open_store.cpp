// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/error.hpp"
#include "core/store/gpkg_schema.hpp"
#include "core/store/gpkg_store.hpp"
#include "core/store/store.hpp"

namespace liangxian::store {
namespace {

/// One place decides what kind of store a location names.
void refuse_unless_embedded(const std::string& location) {
    if (location.rfind("postgresql://", 0) == 0 || location.rfind("postgres://", 0) == 0) {
        throw base::StoreError(
            "store-not-supported",
            {"本版本只支持嵌入式库；请给出 GeoPackage 文件（file.gpkg）的路径",
             "this version has the embedded store only; name a GeoPackage file (file.gpkg)"});
    }
}

} // namespace

std::unique_ptr<Store> open_store(const std::string& location, Access access) {
    refuse_unless_embedded(location);
    return std::make_unique<GpkgStore>(location, access);
}

std::unique_ptr<Store> create_store(const std::string& location, const Settings& settings) {
    refuse_unless_embedded(location);
    create_gpkg_file(location, settings);
    return std::make_unique<GpkgStore>(location, Access::read_write);
}

} // namespace liangxian::store
