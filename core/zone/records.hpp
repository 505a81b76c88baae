// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/date.hpp"
#include "core/base/timestamp.hpp"
#include "core/geo/geometry.hpp"
#include "core/zone/vocabulary.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace liangxian::zone {

// The three record kinds a check consults. Fields are the store's columns under the contract's
// names; geometries are EPSG:4490; an absent text is empty, an absent number or date is nullopt.

/// A heritage unit (文物保护单位) or ungraded immovable relic.
struct Site {
    std::int64_t row = 0; ///< its number in the store's layer, not part of what it says; 0: in none
    std::string site_id;
    std::string name;
    Level level = Level::ungraded;
    std::string code; ///< announced number, e.g. 1-0071-3-024
    std::string category;
    std::string era;
    std::string county;
    std::string township;
    std::string place;
    std::optional<double> position_accuracy_m;
    std::string announced_by;
    std::string announced_on;
    std::string document;
    base::DateSpan valid;
    base::Timestamp recorded_at;
    geo::Geometry geometry; ///< body as polygons, a wall as lines, or a point; may be empty
};

/// One version of one of the two lines of a unit.
struct Zone {
    std::int64_t row = 0; ///< as Site::row
    std::string zone_id;
    int version = 1;
    std::string site_id;
    ZoneKind kind = ZoneKind::protection;
    std::string zone_class; ///< column `class`: I, II, III …
    Status status = Status::published;
    base::DateSpan valid;
    base::Timestamp recorded_at;
    std::string issuer;
    std::string document;
    std::string document_date;
    std::string approval_document;
    std::optional<double> height_limit_m;
    std::string restrictions;
    std::optional<double> accuracy_m;
    std::optional<GeometryBasis> geometry_basis;
    std::optional<double> declared_area_m2;
    std::string words;
    Visibility visibility = Visibility::public_;
    geo::Geometry geometry;
};

/// An area of another law (underground, historic city …), of the administration, or a declaration
/// of coverage.
struct Area {
    std::int64_t row = 0; ///< as Site::row
    std::string area_id;
    AreaKind kind = AreaKind::other;
    std::string name;
    std::string code;
    std::string document;
    base::DateSpan valid;
    base::Timestamp recorded_at;
    std::string issuer;
    std::string document_date;
    /// Coverage only: `protection`, `control`, `underground`, `sites`, `zones` (both lines); empty or
    /// `all` means each.
    std::string theme;
    std::string status;      ///< coverage only: `complete` or `partial`
    std::string declared_by; ///< coverage only
    std::string declared_on; ///< coverage only: the data date shown with a verdict
    std::optional<base::Date> expires_on;
    geo::Geometry geometry;
};

} // namespace liangxian::zone
