// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/date.hpp"
#include "core/zone/records.hpp"

#include <optional>
#include <string>
#include <vector>

namespace liangxian::zone {

/// Whether a level is above another.
bool is_above(Level level, Level other);

/// What one record of a site says of its level.
struct StatedLevel {
    Level level = Level::ungraded;
    std::string announced_on; ///< as stated; what begins with no year has been so always
};

/// The levels a site has had, the first one first. What is recorded last is right: of an earlier record
/// nothing is left when a later one states the same level, or a level from no later a day on, for then it
/// corrects. A year or a month counts from its first day. Cost: O(n).
/// \param recorded  what was stated, in the order in which it was recorded
std::vector<StatedLevel> levels_in_turn(const std::vector<StatedLevel>& recorded);

/// A level, and whether a lower one stood before it.
struct LevelThen {
    StatedLevel stated;
    bool has_risen = false;
};

/// What a site was on a day. \returns nothing when its first level was announced later
std::optional<LevelThen> level_on(const std::vector<StatedLevel>& recorded, const base::Date& day);
/// What it is by the last of its levels, announced or to be announced. \pre something is recorded
LevelThen last_level(const std::vector<StatedLevel>& recorded);

/// The last day for the range of a unit announced on a day: a year later (文物保护法实施条例, article 8).
base::Date range_due(const base::Date& announced_on);

/// The day a line was announced, as its notice says, else from when on it is in force. Of a year or a month
/// the last day: what may have been in time is not called late.
std::optional<base::Date> announced_day(const Zone& line);

/// A range that is to be announced.
struct RangeDeadline {
    base::Date due;            ///< the last day
    bool is_of_before = false; ///< there is one, of before the unit rose, which does not count
};

/// Until when the range of a unit is to be announced (实施条例, article 8). A unit that rises is announced
/// anew, and so is its range. Of an announcement whose year or month alone is known, the last day counts.
/// \param range_day  announced_day() of the latest range; nothing when nobody stated it
/// \returns nothing for an ungraded relic, for which the law sets no day, for a unit of which nobody stated
///          when it was announced, and where the range was announced
std::optional<RangeDeadline> range_deadline(const LevelThen& unit, bool has_range,
                                            const std::optional<base::Date>& range_day);

} // namespace liangxian::zone
