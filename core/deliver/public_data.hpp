// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/cancel_token.hpp"
#include "core/deliver/public_rules.hpp"
#include "core/gdal/gdal.hpp"
#include "core/zone/records.hpp"

#include <map>
#include <string>
#include <vector>

namespace liangxian::deliver {

/// The records that the public data set is made of.
struct PublicSource {
    std::vector<zone::Site> sites; ///< valid on the day
    std::vector<zone::Zone> shown; ///< announced and in force on the day
    /// Not shown; they decide, whatever day is shown, how visible their unit is: what is in force today, the
    /// last announced version of every zone (one that was revoked, or has not begun, too), and what is on its
    /// way.
    std::vector<zone::Zone> deciding;
};

/// A text that was left out, or an id that was replaced, because it may hold a place.
struct Withheld {
    std::string record; ///< `site S1`, as the store has it
    std::string field;
    std::string shown_as; ///< an opaque id; empty: left out
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
    std::vector<Withheld> withheld;
};

/// Decides what is shown of each record and how coarsely (ADR 0028). Every record of a unit is as visible as
/// the least visible line of the unit. What is coarse of a unit is one cell, its lines' and its own. An
/// outline that comes to the corners of one that is not public, or the other way round, is shown as that
/// cell. A hole stays only where the unit's own ranges, shown themselves, fill it. A text with figures as
/// coordinates have is left out, an id with them replaced (OpaqueIds). Cost: n log n, and the outlines near
/// those that are not public. Pure. \throws base::GeometryError, base::Cancelled
PublicData make_public_data(const PublicSource& source, const PublicRules& rules,
                            const base::CancelToken& cancel = {});

/// Layers `public_sites`, `protection` and `control` of these records, which must outlive what is returned.
std::vector<gdal::NewLayer> public_layers(const PublicData& data, const PublicRules& rules,
                                          const base::CancelToken& cancel = {});

} // namespace liangxian::deliver
