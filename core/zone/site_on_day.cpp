// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/zone/site_on_day.hpp"

#include "core/zone/range_deadline.hpp"

#include <algorithm>

namespace liangxian::zone {

Site site_on_day(const std::vector<Site>& recorded, const base::Date& day) {
    std::vector<StatedLevel> stated;
    for (const Site& record : recorded) {
        stated.push_back({record.level, record.announced_on});
    }
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

} // namespace liangxian::zone
