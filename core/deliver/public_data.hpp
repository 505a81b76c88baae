// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/cancel_token.hpp"
#include "core/base/date.hpp"
#include "core/deliver/public_rules.hpp"
#include "core/gdal/gdal.hpp"
#include "core/zone/records.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace liangxian::deliver {

/// The records that the public data set is made of, of all days at once.
struct PublicSource {
    /// Each as it was on the days of its `valid`; a unit that changed stands several times, in the order of
    /// days.
    std::vector<zone::Site> sites;
    std::vector<zone::Zone> shown; ///< announced versions that were, are or will be in force
    /// Days on which one of `shown` is the version in force (store::spans_in_force()).
    struct Stay {
        std::size_t place = 0; ///< in `shown`
        base::DateSpan days;
    };
    std::vector<Stay> stays; ///< empty: each while it is valid
    /// Not shown; they decide, whatever day is shown, how visible their unit is: the last announced version
    /// of every zone, though it was never in force, and what is on its way.
    std::vector<zone::Zone> deciding;
    /// Neither; the ground of a unit that is not public is guarded by them, too.
    std::vector<zone::Zone> others;
};

/// A text that was left out, or an id that was replaced, because it may hold a place.
struct Withheld {
    std::string record; ///< `site S1`, as the store has it
    std::string field;
    std::string shown_as; ///< an opaque id; empty: left out
};

/// A record as the public sees it on some days.
struct PublicRecord {
    std::map<std::string, std::string> fields; ///< of site_fields or zone_fields
    int version = 0;                           ///< of a zone
    base::DateSpan days;                       ///< on which it is shown like this
    zone::Visibility visibility = zone::Visibility::coarse;
    geo::Geometry geometry; ///< on the grid, or a cell; empty: nobody has drawn it
};

/// The public data set: hidden records are not in it, and nothing in it tells where they lie. On any day
/// there is at most one record of each unit and zone.
struct PublicData {
    std::vector<PublicRecord> sites;      ///< points
    std::vector<PublicRecord> protection; ///< polygons
    std::vector<PublicRecord> control;    ///< polygons
    std::vector<Withheld> withheld;
};

/// How many of the records are shown on a day.
std::size_t count_on(const std::vector<PublicRecord>& records, const base::Date& day);

/// Decides what is shown of each record, how coarsely and on which days (ADR 0028, 0036). Every record of a
/// unit is as visible as the least visible line the unit ever had, on all days alike. What is coarse of a
/// unit is one cell, its lines' and its own. An outline that comes to the corners of any version of one that
/// is not public, or the other way round, is shown as that cell. A hole stays only on days on which the
/// unit's own ranges, shown themselves, fill it: its zone stands once for each. A text with figures as
/// coordinates have is left out, an id with them replaced (OpaqueIds). Cost: n log n in the versions, the
/// outlines near those that are not public, and of a unit with holes the product of its own versions. Pure.
/// \throws base::GeometryError, base::Cancelled
PublicData make_public_data(const PublicSource& source, const PublicRules& rules,
                            const base::CancelToken& cancel = {});

/// Layers `public_sites`, `protection` and `control` of the day, and `public_sites_history`,
/// `protection_history` and `control_history` of every day, with the days. \p data must outlive what is
/// returned.
std::vector<gdal::NewLayer> public_layers(const PublicData& data, const PublicRules& rules,
                                          const base::Date& day, const base::CancelToken& cancel = {});

} // namespace liangxian::deliver
