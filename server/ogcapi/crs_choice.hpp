// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace liangxian::ogcapi {

/// A CRS that features may be asked for in (OGC API Features, part 2).
struct CrsChoice {
    int epsg = 4490;      ///< of the coordinates; CRS84 is taken as 4490
    bool is_crs84 = true; ///< longitude first, whatever EPSG says
    bool is_northing_first = false;

    std::string uri() const;
    int decimals() const; ///< a tenth of a millimetre: 9 of a degree, 4 of a metre
    /// The two numbers of a position in the order of the CRS. \param own  x easting or longitude
    geo::Position in_order(const geo::Position& own) const {
        return is_northing_first ? geo::Position{own.y, own.x} : own;
    }
};

/// `http://www.opengis.net/def/crs/OGC/1.3/CRS84`, `http://www.opengis.net/def/crs/EPSG/0/CODE` or, as many
/// clients write, `EPSG:CODE`. \returns nothing for what is not in crs_uris()
std::optional<CrsChoice> parse_crs(std::string_view text);

/// CRS84, EPSG:4490, 4326, 3857 and the planes of CGCS2000 in 3° zones, 4513 to 4554.
const std::vector<std::string>& crs_uris();

/// What the store's coordinates are in.
std::string storage_crs_uri();

} // namespace liangxian::ogcapi
