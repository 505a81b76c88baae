// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/date.hpp"
#include "core/store/store.hpp"

#include <optional>
#include <string>
#include <vector>

namespace liangxian::app {

/// A unit is announced at another level: it rises, falls, or stands again.
struct LevelRequest {
    std::string site_id;
    zone::Level level = zone::Level::county;
    base::Date announced_on;
    std::string announced_by;
    std::string document;
    std::string actor;
};

struct LevelReport {
    zone::Site before;
    zone::Site after;
    /// A unit that rises has a year from then on for its range (实施条例 art. 8).
    std::optional<base::Date> range_due;
};

/// Records the level; what the site said before is kept. \throws base::InputError `site-unknown`,
/// `level-unchanged`, `document-missing`; base::StoreError
LevelReport announce_level(store::Store& store, const LevelRequest& request);

/// What a site said, and until when; the present last.
struct SiteVersion {
    zone::Site site;
    std::optional<base::Timestamp> until;
};
/// \returns nothing when the site is not in the store
std::vector<SiteVersion> site_versions(const store::Store& store, const std::string& site_id);

} // namespace liangxian::app
