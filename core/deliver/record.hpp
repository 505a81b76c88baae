// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/problem.hpp"
#include "core/gdal/gdal.hpp"
#include "core/geo/geometry.hpp"

#include <map>
#include <string>

namespace liangxian::deliver {

/// One version of a zone, or one site, with all that a profile may ask of it.
struct Record {
    std::string name; ///< `Z1@2`, or the site's id: what a manifest ties to its BSM
    std::string site_id;
    std::string order; ///< deliveries are sorted by it, then by name
    /// `zone.kind`, `site.name`, `county.code` …, under the contract's column names.
    std::map<std::string, gdal::Value> columns;
    geo::Geometry geometry; ///< EPSG:4490
};

/// A record that is not in a delivery, and everything that keeps it out.
struct LeftOut {
    std::string name;
    base::Problems problems;
};

} // namespace liangxian::deliver
