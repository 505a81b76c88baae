// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/date.hpp"
#include "core/intake/feature.hpp"

#include <vector>

namespace liangxian::app {

/// Of the rows of a file, one by one, whether it is a line as `store` means it: announced, and the version in
/// force on the day (store::choose_versions()). Only rows that are named as the contract does, `zone_id` with
/// `status`, `valid_from` or `valid_to`, are judged; all others are taken. So are those of which nobody can
/// tell.
std::vector<bool> rows_in_force(const std::vector<const intake::Feature*>& rows, const base::Date& as_of);

} // namespace liangxian::app
