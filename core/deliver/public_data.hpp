// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/deliver/public_rules.hpp"
#include "core/gdal/gdal.hpp"
#include "core/zone/records.hpp"

#include <map>
#include <string>
#include <vector>

namespace liangxian::deliver {

/// The records that the public data set is made of.
struct PublicSource {
    std::vector<zone::Site> sites;        ///< valid on the day
    std::vector<zone::Zone> shown;        ///< announced and in force on the day
    std::vector<zone::Zone> on_their_way; ///< never shown; they may hide their unit already
};

/// A record as the public sees it.
struct PublicRecord {
    std::map<std::string, std::string> fields; ///< of site_fields or zone_fields
    zone::Visibility visibility = zone::Visibility::coarse;
    geo::Geometry geometry; ///< on the grid, or a cell; empty: nobody has drawn it
};

/// The public data set: hidden records are not in it, and nothing in it tells where they lie.
struct PublicData {
    std::vector<PublicRecord> sites;      ///< points
    std::vector<PublicRecord> protection; ///< polygons
    std::vector<PublicRecord> control;    ///< polygons
};

/// Decides what is shown of each record and how coarsely (ADR 0028). Every record of a unit is as visible as
/// the least visible line of the unit. An outline that comes to the corners of one that is not public is
/// shown as its cell. A hole stays only where the unit's own ranges, shown themselves, fill it. A text with
/// figures as coordinates have is left out. Cost: n log n, and the outlines near those that are not public.
/// Pure. \throws base::GeometryError
PublicData make_public_data(const PublicSource& source, const PublicRules& rules);

/// Layers `public_sites`, `protection` and `control` of these records, which must outlive what is returned.
std::vector<gdal::NewLayer> public_layers(const PublicData& data, const PublicRules& rules);

} // namespace liangxian::deliver
