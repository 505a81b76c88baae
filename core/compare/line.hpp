// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/geo/geometry.hpp"
#include "core/zone/vocabulary.hpp"

#include <optional>
#include <string>

namespace liangxian::compare {

/// One line of one unit as one side has it: a version in the store, or a feature of a file.
struct Line {
    std::string bsm;     ///< 标识码 of a delivery; empty: none
    std::string version; ///< `Z1@2`; empty: not known
    std::string zone_id;
    std::string site_id;
    std::string site_code;
    std::string site_name;
    std::optional<zone::ZoneKind> kind;
    std::string zone_class;
    std::optional<double> accuracy_m;
    /// The accuracy is that of the store's version: two copies of one version are not twice as doubtful.
    bool is_accuracy_of_store = false;
    std::string where;      ///< its place on its side, for people
    geo::Geometry geometry; ///< EPSG:4490 as it stands, wherever that is
    /// Coordinates of a plane whose zone number is not that of its CRS, read by their own number.
    std::optional<geo::Geometry> by_own_zone;
    /// The geometry is by_own_zone, since what stands there is nowhere on the Earth.
    bool is_nowhere = false;
};

/// What is wrong with where a line stands, seen from its coordinates alone or from its counterpart.
enum class Misplacement { none, swapped_axis, wrong_zone };

/// Latitude first: every vertex lies in the span of latitudes and longitudes of China, turned round.
bool is_swapped(const geo::Geometry& geometry);
geo::Geometry turned(geo::Geometry geometry);
/// Moved east by so many zones of 3°; negative: west.
geo::Geometry moved_by_zones(geo::Geometry geometry, int zones);

} // namespace liangxian::compare
