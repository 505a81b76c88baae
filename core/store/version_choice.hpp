// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/zone/zone_source.hpp"

#include <map>
#include <string>
#include <vector>

namespace liangxian::store {

/// The versions of one snapshot, and those of which nobody can tell whether they are in force.
struct ChosenVersions {
    std::vector<zone::Zone> zones; ///< sorted by zone_id and version
    std::vector<zone::Unreadable> undecided;
};

/// Whether a version may be in force on a day, before its sisters are looked at.
/// Published, superseded and revoked versions are in force while valid. A revoked version without an
/// end is out of force; drafts on their way (draft, submitted, approved) are taken on request unless
/// their span is over.
bool may_take_part(const zone::Zone& zone, const base::Date& as_of, bool with_drafts);

/// Of each zone the highest version in force, and every draft.
/// A superseded version without an end was in force until a higher version's valid_from; when no
/// higher version is known either, it goes into `undecided`, because leaving it out could hide a
/// line and taking it could revive one.
/// \param candidates  versions that may_take_part(), of any zones, in any order
/// \param highest_versions  the highest version of each zone that was ever announced, by zone_id
ChosenVersions choose_versions(std::vector<zone::Zone> candidates,
                               const std::map<std::string, int>& highest_versions);

} // namespace liangxian::store
