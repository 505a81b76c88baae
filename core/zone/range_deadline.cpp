// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/zone/range_deadline.hpp"

#include "core/zone/stated_day.hpp"

#include <algorithm>

namespace liangxian::zone {
namespace {

/// From which day on it is so; nothing from always.
std::optional<base::Date> begin_of(const StatedLevel& stated) {
    const auto day = stated_day_at_start(stated.announced_on);
    return day ? std::optional(day->first) : std::nullopt;
}

bool begins_earlier(const StatedLevel& a, const StatedLevel& b) {
    const auto from = begin_of(a);
    const auto other = begin_of(b);
    return other && (!from || *from < *other);
}

/// \param at  which of the levels in turn
LevelThen level_at(const std::vector<StatedLevel>& levels, std::size_t at) {
    const auto here = levels.begin() + static_cast<std::ptrdiff_t>(at);
    return {*here, std::any_of(levels.begin(), here,
                               [here](const StatedLevel& one) { return is_above(here->level, one.level); })};
}

} // namespace

bool is_above(Level level, Level other) {
    return static_cast<int>(level) < static_cast<int>(other); // the highest stands first
}

std::vector<StatedLevel> levels_in_turn(const std::vector<StatedLevel>& recorded) {
    std::vector<StatedLevel> out;
    for (auto one = recorded.rbegin(); one != recorded.rend(); ++one) {
        if (out.empty() || (one->level != out.back().level && begins_earlier(*one, out.back()))) {
            out.push_back(*one);
        }
    }
    std::reverse(out.begin(), out.end());
    return out;
}

std::optional<LevelThen> level_on(const std::vector<StatedLevel>& recorded, const base::Date& day) {
    const std::vector<StatedLevel> levels = levels_in_turn(recorded);
    for (std::size_t at = levels.size(); at-- > 0;) {
        const auto begin = begin_of(levels[at]);
        if (!begin || *begin <= day) {
            return level_at(levels, at);
        }
    }
    return std::nullopt;
}

LevelThen last_level(const std::vector<StatedLevel>& recorded) {
    const std::vector<StatedLevel> levels = levels_in_turn(recorded);
    return level_at(levels, levels.size() - 1);
}

base::Date range_due(const base::Date& announced_on) {
    const bool is_leap_day = announced_on.month() == 2 && announced_on.day() == 29;
    return {announced_on.year() + 1, announced_on.month(), is_leap_day ? 28 : announced_on.day()};
}

std::optional<base::Date> announced_day(const Zone& line) {
    const auto stated = stated_day_at_start(line.document_date);
    return stated ? std::optional(stated->last) : line.valid.from;
}

std::optional<RangeDeadline> range_deadline(const LevelThen& unit, bool has_range,
                                            const std::optional<base::Date>& range_day) {
    const auto announced = stated_day_at_start(unit.stated.announced_on);
    if (unit.stated.level == Level::ungraded || !announced) {
        return std::nullopt;
    }
    const bool is_of_before = has_range && unit.has_risen && (!range_day || *range_day < announced->first);
    if (has_range && !is_of_before) {
        return std::nullopt;
    }
    return RangeDeadline{range_due(announced->last), is_of_before};
}

} // namespace liangxian::zone
