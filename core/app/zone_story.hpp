// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/store/store.hpp"
#include "core/zone/life_path.hpp"

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>
#include <vector>

namespace liangxian::app {

/// A step that a version was expected to take, and whether it did.
struct StepState {
    zone::ExpectedStep expected;
    std::optional<zone::VersionStep> taken; ///< the last time it was
};

/// All that is known of a zone: its versions, and what happened to each.
struct ZoneStory {
    struct Version {
        zone::Zone zone;
        std::vector<zone::VersionStep> steps;
        std::vector<StepState> way;                   ///< empty when the level of its unit is not known
        std::vector<store::StoredDocument> documents; ///< of its steps, as far as they were recorded
    };
    std::vector<Version> versions;
};

/// \param known_at  as it was known then; absent: now
/// \returns no version when the zone is not in the store, or was not yet
ZoneStory zone_story(const store::Store& store, const zone::LifePaths& paths, const std::string& zone_id,
                     const std::optional<base::Timestamp>& known_at = std::nullopt);

/// A zone's columns under the contract's names; its geometry as GeoJSON where \p with_geometry.
nlohmann::ordered_json to_json(const zone::Zone& zone, bool with_geometry);
/// `{"zone_id", "versions": [{…columns, geometry, steps[], documents[], way[]}]}`.
nlohmann::ordered_json to_json(const ZoneStory& story);

} // namespace liangxian::app
