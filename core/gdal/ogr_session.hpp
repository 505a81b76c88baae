// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/gdal/gdal.hpp"

class OGRSpatialReference;

// The inside of the module; nothing of it is visible to the program but the table in gdal_module.cpp.

namespace liangxian::gdal {

/// GDAL with its drivers registered, silent while this lives: what it says is in the last error. Errors and
/// silence belong to the thread.
class OgrSession {
public:
    OgrSession();
    ~OgrSession();
    OgrSession(const OgrSession&) = delete;
    OgrSession& operator=(const OgrSession&) = delete;
};

Opened open_with_ogr(const std::string& driver, const std::string& path, const std::string& option);
std::optional<SpatialReference> parse_esri_wkt(const std::string& text);
std::optional<std::string> write_geopackage(const std::string& path, int epsg,
                                            const std::vector<Table>& tables);
std::optional<std::string> write_dataset(const NewDataset& dataset);

SpatialReference parameters_of(const OGRSpatialReference& srs);

} // namespace liangxian::gdal
