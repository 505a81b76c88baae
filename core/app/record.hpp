// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/app/check.hpp"

namespace liangxian::app {

/// Keeps applications and their sealed results in the store (`check --record`). An application is
/// named by its own id when it has one and it is free, else by the digest of its result.
/// \throws base::StoreError
void record_checks(store::Store& store, const std::vector<CheckOutcome>& outcomes);

} // namespace liangxian::app
