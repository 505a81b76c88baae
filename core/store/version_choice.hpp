// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/zone/zone_source.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace liangxian::store {

/// From when an announced version was in force; an absent day is "always".
struct VersionStart {
    int version = 0;
    std::optional<base::Date> from;
};

/// Every version ever announced (published, superseded or revoked), by zone_id.
using AnnouncedVersions = std::map<std::string, std::vector<VersionStart>>;

/// The versions of one snapshot, and those of which nobody can tell whether they are in force.
struct ChosenVersions {
    std::vector<zone::Zone> zones; ///< sorted by zone_id and version
    std::vector<zone::Zone> undecided;
};

/// Not announced yet: draft, submitted or approved.
bool is_on_its_way(const zone::Zone& zone);

/// Whether a version may be in force on a day, before its sisters are looked at.
/// Published, superseded and revoked versions are in force while valid. A revoked version without an
/// end is out of force; versions on their way are taken on request unless their span is over.
bool may_take_part(const zone::Zone& zone, const base::Date& as_of, bool with_drafts);

/// Of each zone the highest version in force on \p as_of, and every version on its way.
/// A superseded version without an end was in force until a higher version began; when no higher
/// version is known, it goes into `undecided`, because leaving it out could hide a line and taking
/// it could revive one.
/// \param candidates  versions that may_take_part(), of any zones, in any order
ChosenVersions choose_versions(std::vector<zone::Zone> candidates, const AnnouncedVersions& announced,
                               const base::Date& as_of);

} // namespace liangxian::store
