# SPDX-License-Identifier: GPL-2.0-or-later
# Every outside library, once. All are Debian 12 packages (scripts/packages.txt).
find_package(PkgConfig REQUIRED)
find_package(fmt 9 REQUIRED)
find_package(spdlog REQUIRED)
find_package(nlohmann_json 3.11 REQUIRED)
find_package(CLI11 2.1 REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(GDAL 3.6 REQUIRED)
find_package(PROJ 9 REQUIRED)
find_package(pugixml REQUIRED)
pkg_check_modules(geos REQUIRED IMPORTED_TARGET geos)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(libzip REQUIRED IMPORTED_TARGET libzip)
