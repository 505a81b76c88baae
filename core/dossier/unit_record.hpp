// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/date.hpp"
#include "core/base/text.hpp"
#include "core/base/timestamp.hpp"
#include "core/result/check_result.hpp"
#include "core/zone/life_cycle.hpp"
#include "core/zone/records.hpp"

#include <optional>
#include <string>
#include <vector>

namespace liangxian::dossier {

/// A repair that an import made to a version.
struct Repair {
    std::string reason; ///< code
    std::optional<geo::Position> where;
    double area_before_m2 = 0;
    double area_after_m2 = 0;
};

/// A paper that a version or a step names.
struct Paper {
    std::string number;
    std::string issuer;
    std::string date;
    std::string title;
};

/// One version of one line of the unit, with all that a reader wants to know of it.
struct LineRecord {
    zone::Zone zone;
    std::vector<zone::Zone> versions; ///< every version of the zone, this one too
    std::vector<zone::VersionStep> steps;
    std::vector<Repair> repairs;
    std::optional<double> accuracy_m;       ///< stated, or what its basis deserves
    std::vector<result::Finding> relations; ///< with other units and areas of other laws
    std::vector<result::Unchecked> unchecked;
};

/// What words say of a line, written from its geometry.
struct BoundaryText {
    std::string zone_id;
    std::string text;
    std::vector<std::string> notes; ///< how far it is from the geometry, what it leans on …
};

/// How many records of each kind were looked through for relations.
struct Searched {
    std::size_t lines = 0;
    std::size_t bodies = 0;
    std::size_t areas = 0;
};

/// A unit as its dossier tells it.
struct UnitRecord {
    zone::Site site;
    std::vector<LineRecord> lines;            ///< protection first, by id
    std::vector<BoundaryText> boundary_texts; ///< none: that chapter gives the announced words only
    std::vector<Paper> papers;
    Searched searched;
    /// Lines and areas near enough to be on the sheet.
    std::vector<std::pair<zone::Zone, std::string>> neighbours; ///< with the name of their unit
    std::vector<zone::Area> areas;
    base::Date as_of;
    base::Timestamp known_at; ///< the record time of the state of the store; the date of the files
    std::string store_digest;
    bool is_demonstration = false;
};

} // namespace liangxian::dossier
