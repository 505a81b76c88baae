// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/check.hpp"

namespace liangxian::app {

/// Keeps applications and their sealed results in the store (`check --record`). What was checked, its
/// geometry, kind and facts, makes an application: the same of all is the same application. Its key is
/// its own id; when that belongs to another already, the id, `#` and eight figures of a digest over the
/// three; without an id, sixteen figures of that digest.
/// \throws base::StoreError
void record_checks(store::Store& store, const std::vector<CheckOutcome>& outcomes);

} // namespace liangxian::app
