// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/store/gpkg_schema.hpp"
#include "core/store/gpkg_store.hpp"
#include "core/store/pg_schema.hpp"
#include "core/store/pg_store.hpp"
#include "core/store/store.hpp"

namespace liangxian::store {

std::unique_ptr<Store> open_store(const std::string& location, Access access) {
    if (PgLocation::is_one(location)) {
        return std::make_unique<PgStore>(PgLocation::parse(location), access);
    }
    return std::make_unique<GpkgStore>(location, access);
}

std::unique_ptr<Store> create_store(const std::string& location, const Settings& settings) {
    if (PgLocation::is_one(location)) {
        create_pg_schema(PgLocation::parse(location), settings);
    } else {
        create_gpkg_file(location, settings);
    }
    return open_store(location, Access::read_write);
}

} // namespace liangxian::store
