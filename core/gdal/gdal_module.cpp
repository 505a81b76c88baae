// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/module.hpp"
#include "core/gdal/ogr_session.hpp"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal.h>

#include <mutex>

namespace liangxian::gdal {
namespace {

constexpr Functions kFunctions{open_with_ogr, parse_esri_wkt, write_geopackage, write_dataset};

} // namespace

OgrSession::OgrSession() {
    static std::once_flag registered;
    std::call_once(registered, [] {
        GDALAllRegister();
        // Nothing in a file may make SQLite load or run anything of its own.
        CPLSetConfigOption("OGR_SQLITE_LOAD_EXTENSIONS", nullptr);
    });
    CPLPushErrorHandler(CPLQuietErrorHandler);
    CPLErrorReset();
}

OgrSession::~OgrSession() { CPLPopErrorHandler(); }

} // namespace liangxian::gdal

const void* liangxian_module() { return &liangxian::gdal::kFunctions; }
