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
    /// What stands was wrong: levels announced on that day or later were none. Otherwise a notice older than
    /// the one that stands goes to its place before it.
    bool is_correction = false;
};

struct LevelReport {
    zone::Site before;
    zone::Site after;
    bool is_of_before = false; ///< an older notice, recorded later: what stands today is as it was
    /// A unit that rises has a year from then on for its range (实施条例 art. 8).
    std::optional<base::Date> range_due;
};

/// Records the level; what the site said before is kept. \throws base::InputError `site-unknown`,
/// `level-unchanged`, `document-missing`, `actor-missing`; base::StoreError
LevelReport announce_level(store::Store& store, const LevelRequest& request);

/// What a site said, and until when; the present last.
struct SiteVersion {
    zone::Site site;
    std::optional<base::Timestamp> until;
};
/// \returns nothing when the site is not in the store
std::vector<SiteVersion> site_versions(const store::Store& store, const std::string& site_id);
/// What was known of it at an instant; the last of them was the present one then.
std::vector<SiteVersion> known_at(const std::vector<SiteVersion>& versions, const base::Timestamp& instant);
/// The site as it was on a day, by these records. \pre there are some
SiteVersion on_day(const std::vector<SiteVersion>& versions, const base::Date& day);

} // namespace liangxian::app
