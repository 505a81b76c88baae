// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/date.hpp"
#include "core/zone/records.hpp"

#include <vector>

namespace liangxian::zone {

/// A site with the level it had on a day and the announcement of that level; in all else what was recorded
/// last is right. A unit that rose later was not of the higher level yet, and a rise to come is none. Before
/// the first level that anybody stated, that one counts: a line in force by then says that there was a unit.
/// \param recorded  in the order in which it was recorded \pre something is recorded
Site site_on_day(const std::vector<Site>& recorded, const base::Date& day);

/// What a site was through time: for each span of days on which it was the same, as site_on_day() has it for
/// every one of them, with `valid` the days. In order; no two share a day; together the days on which it is
/// valid by what was recorded last. Cost: O(n²) for n records of one site, which are few.
/// \param recorded  in the order in which it was recorded \pre something is recorded
std::vector<Site> site_through_time(const std::vector<Site>& recorded);

} // namespace liangxian::zone
