// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"
#include "server/tiles/tile_cache.hpp"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace liangxian::wmts {

/// A grid of tiles of 256 × 256 pixels.
struct MatrixSet {
    std::string_view name; ///< `w` or `c`
    tiles::TileForm form;  ///< of its pictures
    int epsg;
    bool is_northing_first; ///< positions in capabilities: latitude first in EPSG:4490
    int first_zoom;
    int last_zoom;
    double first_scale; ///< denominator at first_zoom, pixels of 0.28 mm; halved each time
    double left;        ///< of the grid, in its CRS
    double top;
    double first_tile; ///< side of a tile at first_zoom, in units of the CRS
    std::uint32_t first_columns;
    std::uint32_t first_rows;

    std::uint32_t columns(int zoom) const {
        return first_columns << static_cast<unsigned>(zoom - first_zoom);
    }
    std::uint32_t rows(int zoom) const { return first_rows << static_cast<unsigned>(zoom - first_zoom); }
    double scale(int zoom) const;
    /// What a tile shows, x easting or longitude.
    geo::Box box(const tiles::TileAddress& tile) const;
    bool has(const tiles::TileAddress& tile) const;
};

/// `w`: EPSG:3857, GoogleMapsCompatible (OGC 07-057r7, annex E.4), zoom 0 to 18. `c`: EPSG:4490 as the map
/// service of the state (天地图) cuts it: zoom 1 has two tiles of 180°; 1 to 18.
const std::array<MatrixSet, 2>& matrix_sets();
const MatrixSet* find_matrix_set(std::string_view name);

} // namespace liangxian::wmts
