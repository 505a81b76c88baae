// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/error.hpp"
#include "core/store/pg_location.hpp"
#include "core/store/pg_session.hpp"

namespace liangxian::store {

/// What a failure of the server means to whoever works with the store, and what to do.
base::StoreError store_error_of(const PgFailure& failure, const PgLocation& location);

} // namespace liangxian::store
