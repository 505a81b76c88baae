// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/zone/site_on_day.hpp"

#include "core/zone/range_deadline.hpp"
#include "core/zone/stated_day.hpp"

#include <algorithm>

namespace liangxian::zone {
namespace {

std::vector<StatedLevel> stated_levels(const std::vector<Site>& recorded) {
    std::vector<StatedLevel> out;
    for (const Site& record : recorded) {
        out.push_back({record.level, record.announced_on});
    }
    return out;
}

} // namespace

Site site_on_day(const std::vector<Site>& recorded, const base::Date& day) {
    const std::vector<StatedLevel> stated = stated_levels(recorded);
    const auto then = level_on(stated, day);
    const StatedLevel level = then ? then->stated : levels_in_turn(stated).front();
    const auto states_it = [&level](const Site& record) {
        return record.level == level.level && record.announced_on == level.announced_on;
    };
    const auto source = std::find_if(recorded.rbegin(), recorded.rend(), states_it);
    Site out = recorded.back();
    if (source != recorded.rend()) {
        out.level = source->level;
        out.announced_on = source->announced_on;
        out.announced_by = source->announced_by;
        out.document = source->document;
    }
    return out;
}

std::vector<Site> site_through_time(const std::vector<Site>& recorded) {
    // Each level but the first begins on a day: levels_in_turn() sorts by it.
    std::vector<base::Date> rises;
    const std::vector<StatedLevel> levels = levels_in_turn(stated_levels(recorded));
    for (std::size_t i = 1; i < levels.size(); ++i) {
        if (const auto day = stated_day_at_start(levels[i].announced_on)) {
            rises.push_back(day->first);
        }
    }
    const base::DateSpan valid = recorded.back().valid;
    std::vector<Site> out;
    for (std::size_t i = 0; i <= rises.size(); ++i) {
        base::DateSpan days = valid;
        if (i > 0 && (!days.from || *days.from < rises[i - 1])) {
            days.from = rises[i - 1];
        }
        if (i < rises.size() && (!days.to || rises[i] <= *days.to)) {
            days.to = rises[i].plus_days(-1);
        }
        if (days.from && days.to && *days.to < *days.from) {
            continue;
        }
        out.push_back(site_on_day(recorded, days.from ? *days.from : days.to.value_or(base::Date())));
        out.back().valid = days;
    }
    return out;
}

} // namespace liangxian::zone
