// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/date.hpp"
#include "core/zone/vocabulary.hpp"

#include <vector>

namespace liangxian::store {

/// An announced version (published, superseded or revoked), as far as its days go.
struct AnnouncedVersion {
    int version = 0;
    zone::Status status = zone::Status::published;
    base::DateSpan valid;
};

/// Days on which a version was the one in force.
struct SpanInForce {
    int version = 0;
    base::DateSpan days;
};

/// Who was in force when, of one zone.
struct SpansInForce {
    std::vector<SpanInForce> spans; ///< in the order of days; no two share one, and none follows itself
    std::vector<int> undecided;     ///< versions of which nobody can tell, as choose_versions() has them
};

/// The days of every version of one zone, so that on each day that version is in force which
/// choose_versions() takes: the same rule, for all days at once. A version may be in force twice, before and
/// after a higher one that ended. Cost: O(k log k) for k versions. Pure.
/// \param versions  every announced version of the zone, each number once
SpansInForce spans_in_force(std::vector<AnnouncedVersion> versions);

} // namespace liangxian::store
