// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/date.hpp"
#include "core/base/timestamp.hpp"
#include "core/store/sql.hpp"
#include "core/zone/records.hpp"

#include <optional>
#include <vector>

namespace liangxian::store {

/// Gives each site the level it had on a day, with the announcement of that level: a unit that rose later was
/// not of the higher level yet, and a rise to come is none. Before the first level anybody stated, that one
/// counts: a line that was in force by then says that there was a unit. One query. \param known_at  what was
/// recorded by then; absent: all \throws base::StoreError
void put_levels_of_day(const Connection& connection, const base::Date& day,
                       const std::optional<base::Timestamp>& known_at, std::vector<zone::Site>& sites);

} // namespace liangxian::store
