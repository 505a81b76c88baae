// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/date.hpp"
#include "core/store/registers.hpp"

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace liangxian::app {

/// How far one line of one unit had come on a day.
struct LineState {
    bool is_announced = false;
    bool is_drafted = false;
    bool is_filed = false;
    bool is_mapped = false;
    std::optional<base::Date> announced_on; ///< zone::announced_day() of the latest
};

struct UnitLines {
    LineState range;
    LineState control;

    LineState& of(zone::ZoneKind kind) { return kind == zone::ZoneKind::control ? control : range; }
};

struct LineProgress {
    std::unordered_map<std::string, UnitLines> units; ///< by site
    std::vector<std::string> undecided; ///< versions of which nobody can tell whether they are in force
};

/// How far all lines had come on a day: lines in force by the day, steps by their own day. What was recorded
/// without a day of its own counts from its record time, today also when the clocks differ. Cost: O(n log n).
LineProgress line_progress(const store::Registers& known, const base::Date& as_of);

} // namespace liangxian::app
